import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { faultOf } from "../../scripts/conformance/judge.ts";
import { ourAnswer } from "../../scripts/conformance/ourAnswer.ts";
import { recordQuestions, tamperedQuestions } from "../../scripts/conformance/questions.ts";
import { canonicalJson } from "../../sdk/election/canonicalJson.ts";
import { isShown } from "../../sdk/proposals/textLeaf.ts";
import { tries } from "../campaign.ts";
import { rememberingVerifier } from "../sdk/verify/rememberingVerifier.ts";
import { convertedPlans, PROPOSAL_RECORDS, proposalPlans } from "./proposalPlans.ts";
import {
  proposalRecordNamed,
  TAMPERED_PROPOSALS,
  tamperedProposals,
  tamperedProposalsText,
} from "./proposalTampered.ts";

const verify = rememberingVerifier();
/** Altered records that `npm test` looks at, spread over all. */
const FEW = 40;
/** Bytes of a record that a reader of examples should have to read. */
const MOST_BYTES = 300_000;

const isOfProposal = ({ called }: { readonly called: string }) => /^(record )?proposals\//.test(called);

describe("The conformance records of proposals", function () {
  this.timeout(600_000);

  it("are accepted, every one, and are what their names say", async () => {
    const asked = recordQuestions().filter(isOfProposal);
    expect(asked.length).to.equal(proposalPlans.length + convertedPlans.length);
    for (const { called, ask, expects } of asked) {
      expect(faultOf(expects, await ourAnswer(ask(), verify)), called).to.equal(undefined);
    }
    for (const { name, isReached, leaves, ...plan } of proposalPlans) {
      const { changes, supporters, noticesGiven, newcomers, series, reached, text } = proposalRecordNamed(name);
      const [notices, shown] = [noticesGiven.length, newcomers.length];
      const found = { changes: changes.length, supporters, notices, newcomers: shown, series: series.length };
      const planned = { changes: plan.changes, supporters: plan.supporters, notices: plan.notices };
      expect(found, name).to.deep.equal({ ...planned, newcomers: plan.newcomers, series: plan.series });
      expect(reached !== null, name).to.equal(isReached);
      const hidden = text?.leaves.filter((leaf) => !isShown(leaf)).length;
      expect(text === null ? undefined : [text.leaves.length, hidden], name).to.deep.equal(leaves);
    }
    expect(proposalPlans.filter(({ name }) => !proposalRecordNamed(name).template.isTest).length).to.equal(1);
  });

  it("stand in the README, each with what it shows, in their canonical text and small", () => {
    const readme = readFileSync(`${projectRoot}conformance/README.md`, "utf8");
    for (const { name, says } of [...proposalPlans, ...convertedPlans]) {
      expect(readme).to.include(`| \`${name}.json\` | ${says} |`);
      const file = `${projectRoot}${PROPOSAL_RECORDS}/${name}.json`;
      expect(readFileSync(file, "utf8")).to.equal(`${canonicalJson(proposalRecordNamed(name))}\n`);
      expect(statSync(file).size).to.be.lessThan(MOST_BYTES);
    }
    const files = readdirSync(projectRoot + PROPOSAL_RECORDS);
    const named = [...proposalPlans, ...convertedPlans].map(({ name }) => `${name}.json`);
    expect(files.toSorted()).to.deep.equal(named.toSorted());
  });

  it("are altered again as it is committed, at least 1,000 times, and reach every check that docs/record.md has of them", () => {
    expect(readFileSync(projectRoot + TAMPERED_PROPOSALS, "utf8")).to.equal(tamperedProposalsText());
    const cases = tamperedProposals();
    expect(cases.length).to.be.at.least(1_000);
    expect(cases.filter(({ patch }) => patch.length === 0)).to.deep.equal([]);
    const refusing = new Set(cases.map(({ refusedBy }) => refusedBy));
    const page = readFileSync(`${projectRoot}docs/record.md`, "utf8");
    const section = page.slice(page.indexOf("### 9.3 Checks"), page.indexOf("### 9.4"));
    const ofElections = page.slice(
      page.indexOf("Of an election that came of a proposal"),
      page.indexOf("## 5. Content"),
    );
    const named = [...(section + ofElections).matchAll(/^\| `(P\d[^`]*)`/gm)].map(([, name]) => String(name));
    expect(named.length).to.equal(33);
    expect(named.filter((name) => !refusing.has(name))).to.deep.equal([]);
    expect([...refusing].filter((name) => !named.includes(name))).to.deep.equal([]);
  });

  it("are refused by the check that each alteration names: some in `npm test`, all in the campaign", async () => {
    const all = tamperedQuestions().filter(isOfProposal);
    const count = tries(FEW, all.length);
    const chosen = all.filter((_, m) => m % Math.floor(all.length / count) === 0);
    const faults: string[] = [];
    for (const { called, ask, expects } of chosen) {
      const fault = faultOf(expects, await ourAnswer(ask(), verify));
      if (fault !== undefined) faults.push(`${called}: ${fault}`);
    }
    expect(faults).to.deep.equal([]);
    expect(chosen.length).to.be.at.least(count);
  });
});
