import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { canonicalJson, canonicalPieces } from "../../../sdk/election/canonicalJson.ts";
import { recordContentHash } from "../../../sdk/verify/contentHash.ts";

const folder = `${projectRoot}conformance/records`;

describe("A canonical text in pieces", () => {
  it("is the canonical text of every record of conformance/, and its SHA-256 the content hash", () => {
    const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
    expect(names.length).to.be.greaterThan(15);
    for (const name of names) {
      const record = JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as unknown;
      const text = canonicalJson(record);
      expect([...canonicalPieces(record)].join(""), name).to.equal(text);
      expect(recordContentHash(record), name).to.equal(`0x${createHash("sha256").update(text).digest("hex")}`);
    }
  });

  it("is that of any other value too", () => {
    const values = [
      null,
      3,
      "한",
      [],
      [1, [2]],
      {},
      { a: [] },
      { b: undefined, a: 1 },
      { b: undefined },
      { é: [{ b: 1, a: 2 }], e: 1 },
    ];
    for (const value of values) expect([...canonicalPieces(value)].join("")).to.equal(canonicalJson(value));
  });
});
