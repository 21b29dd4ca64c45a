import { expect } from "chai";
import { headerTexts, readHeader, writeHeader } from "../../../sdk/proposals/proposalHeader.ts";
import { SAMPLE } from "./sampleText.ts";

describe("The header of a proposal", () => {
  const { header } = SAMPLE;

  it("reads back as it was written, with a place and without", () => {
    expect(writeHeader(header)).to.equal(
      '{"category":"교통","district":"동대문구","kind":"ordinance","language":"ko","place":"회기로 12길"}',
    );
    expect(readHeader(writeHeader(header))).to.deep.equal(header);
    const { place, ...nowhere } = header;
    expect(readHeader(writeHeader(nowhere))).to.deep.equal(nowhere);
    expect(headerTexts(header).map(([, text]) => text)).to.deep.equal(["교통", "동대문구", place]);
    expect(headerTexts(nowhere)).to.have.length(2);
  });

  it("is none with another kind, no language, a field more or less, or in another spelling", () => {
    const text = writeHeader(header);
    const wrong = [
      text.replace("ordinance", "law"),
      text.replace('"ko"', '"Korean"'),
      text.replace('"district":"동대문구",', ""),
      text.replace("{", '{"author":"나",'),
      text.replace(",", ", "),
      text.replace("교통", "\\uad50통"),
      `${text} `,
      "[]",
      "null",
      "교통",
      "",
    ];
    for (const one of wrong) expect(readHeader(one), one).to.equal(undefined);
  });
});
