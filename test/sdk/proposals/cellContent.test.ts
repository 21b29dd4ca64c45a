import { expect } from "chai";
import { concat, getBytes, hexlify, toUtf8Bytes } from "ethers";
import {
  type CellContent,
  CellContentMalformedError,
  encodeCellContent,
  parseCellContent,
  projectTitle,
  titleBytes,
} from "../../../sdk/proposals/cellContent.ts";
import { isCellContent, isProposalContent } from "../../../sdk/proposals/contentFormat.ts";
import { readElectionContent } from "../../../sdk/proposals/electionContent.ts";
import {
  encodeProposalContent,
  ProposalContentMalformedError,
  parseProposalContent,
} from "../../../sdk/proposals/proposalContent.ts";
import { TemplateQuestionInvalidError } from "../../../sdk/proposals/templateQuestion.ts";
import { leavesOf, QUESTION } from "./sampleText.ts";

const HASH = `0x${"7e".repeat(32)}`;
const project = (id: bigint, title: string) => ({ id, digest: HASH, cost: 1_000, title: titleBytes(title) });
const CONTENT: CellContent = {
  templateHash: HASH,
  question: { question: QUESTION.question, options: [] },
  projects: [project(5n, "산책로"), project(2n ** 248n - 1n, "가로등")],
};

describe("The content of a cell's election", () => {
  it("is read from the very bytes that were written, and known from a proposal's and from JSON", () => {
    const bytes = encodeCellContent(CONTENT);
    expect(parseCellContent(bytes)).to.deep.equal(CONTENT);
    expect([isCellContent(bytes), isProposalContent(bytes)]).to.deep.equal([true, true]);
    const proposals = encodeProposalContent({ templateHash: HASH, question: QUESTION, leaves: leavesOf() });
    expect([isCellContent(proposals), isProposalContent(proposals)]).to.deep.equal([false, true]);
    expect(isProposalContent(toUtf8Bytes('{"format":"hanpyo-content-2"}'))).to.equal(false);
    expect(() => parseProposalContent(bytes)).to.throw(ProposalContentMalformedError);
    expect(() => parseCellContent(proposals)).to.throw(CellContentMalformedError);
    const read = readElectionContent(bytes);
    expect(read.options.map(({ title }) => title.ko)).to.deep.equal(["산책로", "가로등"]);
    expect(read.title).to.deep.equal(QUESTION.question);
    expect(read.cell).to.deep.equal(CONTENT);
  });

  it("is refused in any other encoding, without projects, with one twice, and with labels of its own", () => {
    const bytes = encodeCellContent(CONTENT);
    const wrong = [
      bytes.slice(0, -1),
      getBytes(concat([bytes, "0x00"])),
      getBytes(concat([bytes, new Uint8Array(50_000)])),
      bytes.with(31, 1),
    ];
    for (const one of wrong) expect(() => parseCellContent(one)).to.throw(CellContentMalformedError);
    const written = (change: Partial<CellContent>) => () => encodeCellContent({ ...CONTENT, ...change });
    expect(written({ projects: [] })).to.throw(CellContentMalformedError, "no project");
    expect(written({ projects: [project(5n, "가"), project(5n, "나")] })).to.throw(CellContentMalformedError, "twice");
    const many = Array.from({ length: 33 }, (_, i) => project(BigInt(i + 1), "가"));
    expect(written({ projects: many })).to.throw(CellContentMalformedError, "more than 32");
    expect(written({ question: QUESTION })).to.throw(CellContentMalformedError, "options of its own");
    const one = { ...QUESTION, options: QUESTION.options.slice(1) };
    expect(written({ question: one })).to.throw(TemplateQuestionInvalidError, "one option");
  });

  it("is read for everybody whatever bytes one author put for a title", () => {
    const titles = ["0xff", "0x", titleBytes("한 줄\n두 줄"), titleBytes("\u202e거꾸로"), titleBytes("\u1100\u1161")];
    const projects = titles.map((title, i) => ({ ...project(BigInt(i + 1) << 200n, ""), title }));
    const bytes = encodeCellContent({ ...CONTENT, projects: [...projects, project(7n, "가로등")] });
    const shown = readElectionContent(bytes).options.map(({ title }) => title.ko);
    expect(shown.at(-1)).to.equal("가로등");
    for (const title of shown.slice(0, -1)) expect(title).to.match(/^#[0-9a-f]{12}$/);
    expect(projectTitle({ id: 2n ** 248n - 1n, title: hexlify(new Uint8Array([0xc3])) })).to.equal(
      `#${"f".repeat(12)}`,
    );
  });

  it("holds 32 titles of the longest kind", () => {
    const projects = Array.from({ length: 32 }, (_, i) => project(BigInt(i + 1), "가".repeat(85)));
    expect(parseCellContent(encodeCellContent({ ...CONTENT, projects })).projects).to.have.length(32);
  });
});
