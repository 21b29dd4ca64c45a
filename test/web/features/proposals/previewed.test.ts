import { expect } from "chai";
import type { PublishedTemplate } from "../../../../sdk/chain/publishedTemplates.ts";
import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { readText } from "../../../../sdk/proposals/proposalText.ts";
import { isInForce, previewOf, templateFor } from "../../../../web/src/features/proposals/previewed.ts";
import type { ProposalDraft } from "../../../../web/src/shared/vault/ownTexts.ts";

const published = (templateHash: string, kind: "Policy" | "Ordinance") =>
  ({ templateHash, template: { kind } }) as unknown as PublishedTemplate;
const FIRST = published("0x1", "Policy");
const SECOND = published("0x2", "Ordinance");
const DRAFT: ProposalDraft = {
  template: "0x1",
  ...{ title: "학교 앞길", category: "교통", district: "한표동", place: "" },
  body: "첫 문단\n\n둘째 문단",
};

describe("A text that is previewed", () => {
  it("holds template, text and leaves together: what the leaves say is what is shown", () => {
    const { template, text, leaves } = previewOf(DRAFT, SECOND, "ko", systemRandom);
    expect(template).to.equal(SECOND);
    expect(readText(leaves)).to.deep.include({ title: text.title, paragraphs: text.paragraphs });
    expect(text.header.kind).to.equal("ordinance");
  });

  it("can be posted while its template is in force, and not under the one that took over from it", () => {
    const previewed = previewOf(DRAFT, FIRST, "ko", systemRandom);
    expect(isInForce(previewed, [SECOND, FIRST])).to.equal(true);
    expect(isInForce(previewed, [SECOND])).to.equal(false);
    expect(isInForce(previewed, [])).to.equal(false);
  });

  it("is written under the template that was chosen, and its author is told where that is gone", () => {
    expect(templateFor(DRAFT, [SECOND, FIRST])).to.deep.equal({ template: FIRST, isGone: false });
    expect(templateFor(DRAFT, [SECOND])).to.deep.equal({ template: SECOND, isGone: true });
    expect(templateFor({ template: "" }, [SECOND])).to.deep.equal({ template: SECOND, isGone: false });
  });
});
