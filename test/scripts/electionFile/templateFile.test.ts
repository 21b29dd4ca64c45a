import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { toUtf8String } from "ethers";
import { parse, stringify } from "yaml";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { parseTemplateFile, TemplateFileInvalidError } from "../../../scripts/electionFile/parseTemplateFile.ts";
import { ProposalDraftInvalidError, parseProposalDraft } from "../../../scripts/electionFile/proposalDraft.ts";
import { arithmeticText, templateOf } from "../../../scripts/electionFile/toTemplate.ts";
import { saltText } from "../../../sdk/proposals/proposalText.ts";
import { readQuota } from "../../../sdk/proposals/quota.ts";
import { openingFrom, requireSoundTiming } from "../../../sdk/proposals/schedule.ts";
import { requireVotable } from "../../../sdk/proposals/votableTemplate.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";
import { runCommand } from "../clerk/runCommand.ts";

const EXAMPLE = `${projectRoot}examples/proposals/template.yaml`;
const example = readFileSync(EXAMPLE, "utf8");
const DAY = 86_400;

type Json = Record<string, unknown>;

describe("A template's file", () => {
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-template-"));
  after(() => rmSync(folder, { recursive: true }));

  const changed = (change: (file: Json & { vote: Json; quota: Json }) => void) => {
    const file = parse(example);
    change(file);
    return stringify(file);
  };
  const findingsOf = (text: string) => {
    try {
      parseTemplateFile(text, "template.yaml");
      return [];
    } catch (error) {
      if (error instanceof TemplateFileInvalidError) return error.findings.map(({ path }) => path);
      throw error;
    }
  };

  it("of the examples is Dongdaemun's: a seventieth of 305,154 residents, votes on Tuesdays at nine", () => {
    const file = parseTemplateFile(example, "template.yaml");
    const template = templateOf(file);
    expect(template.quota).to.equal(4_360);
    expect(readQuota(arithmeticText(file)).residents).to.equal(305_154);
    expect(requireVotable(template)?.options.map(({ ko }) => ko)).to.deep.equal(["찬성", "반대", "기권"]);
    expect(toUtf8String(template.series).replace(/\0+$/, "")).to.equal("ordinances-2027");
    expect([template.kind, template.conversion, template.convertTerm]).to.deep.equal([
      "Ordinance",
      "WhenAnswered",
      60 * DAY,
    ]);
    requireSoundTiming(template.timing, template.isTest);
    // Autumn's blackout takes the Tuesday in it away.
    const opening = openingFrom(template.timing, undefined, Date.parse("2027-09-08T00:00:00+09:00") / 1000);
    expect(new Date(opening * 1000).toISOString()).to.equal("2027-09-21T00:00:00.000Z");
  });

  it("names by path and line what is missing, unknown, no value of its form, or does not go together", () => {
    expect(findingsOf(changed((file) => delete file.window))).to.deep.equal(["window"]);
    expect(findingsOf(changed((file) => Object.assign(file, { quorum: 3 })))).to.deep.equal(["quorum"]);
    expect(findingsOf(changed((file) => Object.assign(file.quota, { fraction: "1.5" })))).to.deep.equal([
      "quota.fraction",
    ]);
    expect(findingsOf(changed((file) => Object.assign(file, { kind: "policy" })))).to.deep.equal(["vote"]);
    expect(findingsOf(changed((file) => delete (file as Json).vote))).to.deep.equal(["vote"]);
    const choice = { ballot: { kind: "single-choice" } };
    expect(findingsOf(changed((file) => Object.assign(file.vote, choice)))).to.deep.equal(["vote.options"]);
    expect(findingsOf("series: [")).not.to.deep.equal([]);
  });

  it("is planned without a chain, in both languages; every error is said, and ends the command with 1", async () => {
    const english = await runCommand("template", "plan", EXAMPLE, "--lang", "en");
    expect(english.code).to.equal(0);
    expect(english.out).to.include("Quota 4360: 1/70 of 305154 certified residents");
    expect(english.out).to.include(
      "whatever it says, or in silence after its time, anybody brings the proposal to its vote",
    );
    const korean = await runCommand("template", "plan", EXAMPLE, "--lang", "ko");
    expect(korean.out).to.include("필요 지지 수 4360").and.to.include("선택지 3: 기권");
    const json = JSON.parse((await runCommand("template", "plan", EXAMPLE, "--json")).out);
    expect(json.template.quota).to.equal(4_360);
    const bad = join(folder, "bad.yaml");
    writeFileSync(
      bad,
      changed((file) => Object.assign(file, { window: "soon", answerTerm: "60" })),
    );
    const refused = await runCommand("template", "plan", bad, "--lang", "ko");
    expect(refused.code).to.equal(1);
    expect(refused.out.split("\n")).to.have.length(2);
    expect(refused.out).to.include("window").and.to.include("기간은 20 seconds");
    const asJson = JSON.parse((await runCommand("template", "plan", bad, "--json")).out);
    expect([asJson.code, asJson.findings.length]).to.deep.equal(["TEMPLATE_FILE_INVALID", 2]);
  });
});

describe("A proposal's draft", () => {
  const draft = readFileSync(`${projectRoot}examples/proposals/proposal.yaml`, "utf8");

  it("of the examples can be salted and posted", () => {
    expect(saltText(parseProposalDraft(draft, "proposal.yaml"), seededRandom("draft"))).to.have.length(4);
  });

  it("is refused with the place of what is wrong in it", () => {
    expect(() => parseProposalDraft(draft.replace("kind: ordinance", "kind: law"), "proposal.yaml")).to.throw(
      ProposalDraftInvalidError,
      "kind",
    );
    expect(() => parseProposalDraft(draft.replace(/paragraphs[\s\S]*/, ""), "proposal.yaml")).to.throw(
      ProposalDraftInvalidError,
      "paragraphs",
    );
  });
});
