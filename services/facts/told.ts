import type { z } from "zod";
import { turnoutOf } from "../../sdk/verify/electionStatus.ts";
import type {
  checkpointsSchema,
  electionResultSchema,
  electionSchema,
  electionsSchema,
  proposalSchema,
} from "./answers.ts";
import type { ElectionFacts, Facts, ProposalFacts, RollFacts } from "./facts.ts";

/** Facts in the form of the answers. */

type Listed = z.infer<typeof electionsSchema>["elections"][number];

const ZERO = /^0x0{40}$/;

export function listedElection({ record, status, content, checks }: ElectionFacts): Listed {
  const { constitution, block, election } = record;
  const { opensAt, closesAt, sharesDueAt } = constitution.schedule;
  const named = (of: (check: { readonly ok: boolean; readonly notChecked?: true }) => boolean) =>
    (checks ?? []).filter(of).map(({ name }) => name);
  return {
    block,
    address: election,
    title: content === undefined ? null : { ...content.title },
    phase: status.phase,
    final: status.final,
    isTest: constitution.isTest,
    opensAt,
    closesAt,
    sharesDueAt,
    verification: {
      verified: checks === undefined ? null : checks.every(({ ok }) => ok),
      made: (checks ?? []).filter(({ notChecked }) => notChecked === undefined).length,
      failed: named(({ ok, notChecked }) => !ok && notChecked === undefined),
      notMade: named(({ notChecked }) => notChecked === true),
    },
  };
}

export function wholeElection(facts: ElectionFacts): z.infer<typeof electionSchema> {
  const { constitutionHash, constitution } = facts.record;
  const content = facts.content ?? null;
  return { ...listedElection(facts), constitutionHash, constitution, content, ...ending(facts) };
}

export function electionResult(facts: ElectionFacts): z.infer<typeof electionResultSchema> {
  const { block, address, phase, final, isTest, verification } = listedElection(facts);
  return { block, address, phase, final, isTest, verification, result: facts.record.result, ...ending(facts) };
}

function ending({ record, contentHash }: ElectionFacts) {
  return { turnout: turnoutOf(record) ?? null, record: { contentHash, path: `/v1/records/${contentHash}` } };
}

export function toldProposal({ posting, kept, course }: ProposalFacts): Omit<z.infer<typeof proposalSchema>, "block"> {
  const { supporters, quota, activeMembers, postedAt, closesAt, reachedAt } = kept;
  return {
    id: String(posting.id),
    templateHash: posting.templateHash,
    digest: posting.digest,
    state: course?.state ?? null,
    ...{ supporters, quota, activeMembers, postedAt, closesAt, reachedAt },
    answeredAt: course?.answeredAt ?? null,
    acceptedAt: course?.acceptedAt ?? null,
    election: course === undefined || ZERO.test(course.election) ? null : course.election,
  };
}

export function toldCheckpoints(
  { rolls, rollId, checkpoints }: RollFacts,
  { block }: Pick<Facts, "block">,
): Omit<z.infer<typeof checkpointsSchema>, "next"> {
  const told = checkpoints.map(({ time, activeMembers, root }) => ({ time, activeMembers, root: String(root) }));
  return { block, rolls, rollId, checkpoints: told };
}
