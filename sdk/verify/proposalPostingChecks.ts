import type { ProofWords } from "../election/ballot.ts";
import { plainSubject, postMessage, postScope, proposalId, signalOf } from "../proposals/actions.ts";
import { readText } from "../proposals/proposalText.ts";
import { limitKey, templateHash } from "../proposals/template.ts";
import { noticeOf, supersededFrom } from "../proposals/templateInForce.ts";
import { textDigest } from "../proposals/textLeaf.ts";
import { postingCuts, postingPeriods } from "../proposals/weeklyCut.ts";
import { type Check, equal, holds, upTo } from "./check.ts";
import { everyProof } from "./everyProof.ts";
import type { ProposalEvidence } from "./proposalEvidence.ts";
import type { ProposalRecord } from "./proposalRecord.ts";

type SeriesEvent = ProposalRecord["series"][number];
type Published = Extract<SeriesEvent, { readonly published: string }>;

/** P20: the template has the hash that the posting names, and was in force then. */
export function templateChecks({ record, template, place }: ProposalEvidence): readonly Check[] {
  const { series, posting, templates } = record;
  const hash = templateHash({ chainId: place.chainId, templates }, template);
  const { published, current, takenOverAt, wrong } = seriesOf(record, template.isTest);
  const endedAt = takenOverAt.get(hash);
  const isInForce = current === hash || (endedAt !== undefined && posting.at.time < supersededFrom(endedAt));
  const own = published.get(hash);
  return [
    upTo("P20.3 the template's series has no gap", series, wrong, ({ at }) => `block ${at.block}`),
    holds(
      "P20.3 the template was in force at the posting",
      isInForce,
      hash,
      endedAt === undefined ? current : `${current}, which took over at ${endedAt}`,
    ),
    holds(
      "P20.3 the template's notice was over at the posting",
      own !== undefined && own.inForceFrom <= posting.at.time,
      `in force from ${own?.inForceFrom ?? "no publication"}`,
      `posted at ${posting.at.time}`,
    ),
  ];
}

/**
 * What a series came to by the posting, and the place of the first event that the contract cannot have given: serials
 * follow one another, a notice is as long as it must be, and whoever takes over was published, is later than the one in
 * force, and has its notice behind it.
 */
function seriesOf({ series, posting }: ProposalRecord, isTest: boolean) {
  const published = new Map<string, Published>();
  const takenOverAt = new Map<string, number>();
  let current: string | undefined;
  let wrong: number | undefined;
  for (const [place, one] of series.entries()) {
    let fits = one.at.block <= posting.at.block;
    if ("published" in one) {
      fits &&= one.serial === published.size + 1 && one.inForceFrom === one.at.time + noticeOf(isTest);
      published.set(one.published, one);
      current ??= one.published;
    } else {
      const [next, before] = [published.get(one.tookOver), published.get(one.predecessor)];
      const isLater = next !== undefined && before !== undefined && next.serial > before.serial;
      fits &&= one.predecessor === current && isLater && next.inForceFrom <= one.at.time;
      takenOverAt.set(one.predecessor, one.at.time);
      current = one.tookOver;
    }
    if (!fits) wrong ??= place;
  }
  return { published, current, takenOverAt, wrong };
}

/** P21.2 to P21.4: the posting's census, slot, proof and id. */
export async function postingChecks(evidence: ProposalEvidence): Promise<readonly Check[]> {
  const { record, template, place, key } = evidence;
  const { posting } = record;
  const { time } = posting.at;
  const hash = templateHash({ chainId: place.chainId, templates: record.templates }, template);
  const subject = plainSubject(hash, posting.digest);
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
      cuts.join(" or "),
      posting.cut,
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

/** P24: the text, if the record has it, is of the digest that was posted. */
export function textChecks({ record }: ProposalEvidence): readonly Check[] {
  const { text, posting } = record;
  if (text === null) return [];
  readText(text.leaves);
  return [equal("P24.1 the text is of the digest that was posted", posting.digest, textDigest(text.leaves))];
}
