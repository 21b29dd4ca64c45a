import { expect } from "chai";
import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { saltText } from "../../../../sdk/proposals/proposalText.ts";
import { costOfDraft, findingsOf, isDraftOf, textOf } from "../../../../web/src/features/proposals/draftText.ts";
import type { ProposalDraft } from "../../../../web/src/shared/vault/ownTexts.ts";

const DRAFT: ProposalDraft = {
  template: "",
  ...{ title: " 학교 앞길 ", category: "교통", district: "한표동", place: "" },
  body: "첫 문단\n둘째 줄\n \n둘째 문단\r\n\r\n\r\n셋째",
};
const BOUNDS = { cell: { leastCost: 1_000 }, ballot: { outcome: { budget: 50_000 } } };
const find = (changes: Partial<ProposalDraft>, kind: "Ordinance" | "BudgetCell" = "Ordinance") =>
  findingsOf({ ...DRAFT, ...changes }, { kind, ...BOUNDS }, "ko");

describe("A draft of a proposal", () => {
  it("is a text whose paragraphs empty lines part, in NFC, without a place that is not given", () => {
    const text = textOf({ ...DRAFT, category: "교통".normalize("NFD") }, "Ordinance", "ko");
    expect(text).to.deep.equal({
      header: { kind: "ordinance", language: "ko", category: "교통", district: "한표동" },
      title: "학교 앞길",
      paragraphs: ["첫 문단\n둘째 줄", "둘째 문단", "셋째"],
    });
    expect(saltText(text, systemRandom)).to.have.length(5);
  });

  it("is what was posted where title and paragraphs are the same, whatever was typed around them", () => {
    const posted = textOf(DRAFT, "Policy", "en");
    expect(isDraftOf(DRAFT, posted)).to.equal(true);
    expect(isDraftOf({ ...DRAFT, title: "학교 앞길" }, posted)).to.equal(true);
    expect(isDraftOf({ ...DRAFT, body: "다음 글" }, posted)).to.equal(false);
    expect(isDraftOf({ ...DRAFT, title: "다른 제목" }, posted)).to.equal(false);
    expect(isDraftOf(DRAFT, { ...posted, paragraphs: [undefined, ...posted.paragraphs.slice(1)] })).to.equal(false);
  });

  it("is counted in bytes as everybody counts them, and refused a byte above the bound", () => {
    const longest = find({ title: "a".repeat(256) });
    expect([longest.title.used, longest.error]).to.deep.equal([256, undefined]);
    expect(find({ title: "a".repeat(257) }).error?.code).to.equal("PROPOSAL_TEXT_TOO_LONG");
    const { whole } = find({});
    const most = find({ body: `${DRAFT.body}${"a".repeat(whole.most - whole.used)}` });
    expect([most.whole.used, most.error]).to.deep.equal([whole.most, undefined]);
    expect(find({ body: `${DRAFT.body}${"a".repeat(whole.most - whole.used + 1)}` }).error?.code).to.equal(
      "PROPOSAL_TEXT_TOO_LONG",
    );
    expect(find({ body: Array(62).fill("a").join("\n\n") }).error).to.equal(undefined);
    expect(find({ body: Array(63).fill("a").join("\n\n") }).error?.code).to.equal("PROPOSAL_TEXT_TOO_LONG");
  });

  it("says which character nobody sees, and which field is empty", () => {
    const found = find({ title: "학교\u202e앞길" }).error;
    expect(found?.code).to.equal("PROPOSAL_TEXT_CHARACTER");
    expect(found?.message).to.contain("U+202E");
    expect(find({ title: " ", body: "" }).missing).to.deep.equal(["title", "body"]);
  });

  it("has of a project a cost that its cell takes, typed with or without commas", () => {
    const cost = (typed: string | undefined) => {
      const { missing, isCostOut } = find(typed === undefined ? {} : { cost: typed }, "BudgetCell");
      return missing.includes("cost") ? "missing" : isCostOut;
    };
    expect([undefined, " "].map(cost)).to.deep.equal(["missing", "missing"]);
    expect(["999", "50001", "천 원", "-1000", "1e4", "1.5"].map(cost)).to.deep.equal(Array(6).fill(true));
    expect(["1000", "50,000", "12 000원"].map(cost)).to.deep.equal([false, false, false]);
    expect(costOfDraft({ cost: "50,000원" })).to.equal(50_000);
    expect(textOf(DRAFT, "BudgetCell", "ko").header.kind).to.equal("project");
    expect(find({ cost: "1" })).to.deep.include({ missing: [], isCostOut: false });
  });
});
