import type { ProofWords } from "../election/ballot.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { postedSubject, postMessage, postScope, proposalId, signalOf } from "../proposals/actions.ts";
import { readText } from "../proposals/proposalText.ts";
import { limitKey, templateHash } from "../proposals/template.ts";
import { walkSeries } from "../proposals/templateSeries.ts";
import { textDigest } from "../proposals/textLeaf.ts";
import { postingCuts, postingPeriods } from "../proposals/weeklyCut.ts";
import { type Check, equal, every, holds, upTo } from "./check.ts";
import { everyProof } from "./everyProof.ts";
import type { ProposalEvidence } from "./proposalEvidence.ts";
import type { ProposalRecord } from "./proposalRecord.ts";

/** P20: the template has the hash that the posting names, and was in force then. */
export function templateChecks({ record, template, place }: ProposalEvidence): readonly Check[] {
  const { series, posting, templates } = record;
  const hash = templateHash({ chainId: place.chainId, templates }, template);
  const { published, inForce, wrong } = walkSeries(series, template.isTest, posting.at);
  const own = published.get(hash);
  return [
    upTo("P20.3 the template's series has no gap", series, wrong, ({ at }) => `block ${at.block}`),
    holds(
      "P20.3 the template was in force at the posting",
      inForce.includes(hash),
      inForce.join(" or ") || "none",
      hash,
    ),
    holds(
      "P20.3 the template's notice was over at the posting",
      own !== undefined && own.inForceFrom <= posting.at.time,
      own === undefined ? "a publication" : `from ${timeInKorea(own.inForceFrom)} on`,
      timeInKorea(posting.at.time),
    ),
  ];
}

/** P21.2 to P21.4: the posting's census, slot, proof and id. */
export async function postingChecks(evidence: ProposalEvidence): Promise<readonly Check[]> {
  const { record, template, place, key } = evidence;
  const { posting } = record;
  const { time } = posting.at;
  const hash = templateHash({ chainId: place.chainId, templates: record.templates }, template);
  const cost = posting.cost ?? 0;
  const subject = postedSubject(hash, posting.digest, BigInt(cost));
  const slot = {
    limitKey: limitKey(template),
    periodLength: template.periodLength,
    ...{ period: posting.period, slot: posting.slot },
  };
  const cuts = postingCuts(time);
  const periods = postingPeriods(time, template.periodLength);
  const [root, nullifier] = [BigInt(posting.censusRoot), BigInt(posting.nullifier)];
  return [
    holds(
      "P21.2 the posting's census is one that was in use",
      cuts.includes(posting.cut),
      cuts.map(timeInKorea).join(" or "),
      timeInKorea(posting.cut),
    ),
    holds(
      "P20.3 the census has the members that the template asks for",
      posting.activeMembers >= template.leastMembers,
      `at least ${template.leastMembers}`,
      posting.activeMembers,
    ),
    holds(
      "P21.3 the posting's period was that of its time",
      periods.includes(posting.period),
      periods.join(" or "),
      posting.period,
    ),
    holds(
      "P21.3 the posting's slot is one that a resident has",
      posting.slot < template.postsPerPeriod,
      `below ${template.postsPerPeriod}`,
      posting.slot,
    ),
    ...cellChecks(template, posting),
    await everyProof(
      "P21.3 the posting's proof holds for this template, text, census and slot",
      {
        what: "posting",
        items: [posting],
        key,
        statementOf: ({ proof }) => ({
          proof: proof.map(BigInt) as unknown as ProofWords,
          publicSignals: [root, nullifier, signalOf(postMessage(subject)), signalOf(postScope(place, slot))],
        }),
        describe: () => `the posting of ${record.id}`,
      },
      evidence,
    ),
    equal(
      "P21.4 the id follows from template, text, census and poster",
      proposalId(place, subject, root, nullifier),
      record.id,
    ),
  ];
}

/** P21.3: a project is posted before its cell closes, at a cost that the cell takes; any other proposal has none. */
function cellChecks(
  { kind, cell, ballot }: ProposalEvidence["template"],
  posting: ProposalRecord["posting"],
): readonly Check[] {
  const { cost = 0, at } = posting;
  const name = "P21.3 a project has a cost that its cell takes, and any other proposal none";
  if (kind !== "BudgetCell") return cost === 0 ? [] : [equal(name, 0, cost)];
  const most = ballot.outcome.budget;
  return [
    holds(name, cost >= cell.leastCost && cost <= most, `from ${cell.leastCost} to ${most}`, cost),
    holds(
      "P21.3 the project was posted before its cell closed",
      at.time < cell.supportsClose,
      `before ${timeInKorea(cell.supportsClose)}`,
      timeInKorea(at.time),
    ),
  ];
}

/** P24: the text, if the record has it, is one, and of the digest that was posted. */
export async function textChecks({ record }: ProposalEvidence): Promise<readonly Check[]> {
  const { text, posting } = record;
  if (text === null) return [];
  const readable = await every("P24.2 the text is one that can be read", [text], isReadable, () => "the text");
  if (!readable.ok) return [readable];
  return [readable, equal("P24.1 the text is of the digest that was posted", posting.digest, textDigest(text.leaves))];
}

/** Throws where it is not. */
function isReadable({ leaves }: NonNullable<ProposalRecord["text"]>): boolean {
  readText(leaves);
  return true;
}
