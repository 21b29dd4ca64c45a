import type { z } from "zod";
import { PROGRESS, STAGES } from "../../sdk/proposals/notice.ts";
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
  // What it came of stands in the record.
  const { proposal, cell, ...content } = facts.content ?? { title: null };
  const said = content.title === null ? null : content;
  return { ...listedElection(facts), constitutionHash, constitution, content: said, ...ending(facts) };
}

export function electionResult(facts: ElectionFacts): z.infer<typeof electionResultSchema> {
  const { block, address, phase, final, isTest, verification } = listedElection(facts);
  return { block, address, phase, final, isTest, verification, result: facts.record.result, ...ending(facts) };
}

function ending({ record, contentHash }: ElectionFacts) {
  return { turnout: turnoutOf(record) ?? null, record: { contentHash, path: `/v1/records/${contentHash}` } };
}

type ToldProposal = Omit<z.infer<typeof proposalSchema>, "block" | "notes">;

export function toldProposal({ posting, kept, course, district }: ProposalFacts): ToldProposal {
  const { supporters, quota, activeMembers, postedAt, closesAt, reachedAt } = kept;
  return {
    id: String(posting.id),
    templateHash: posting.templateHash,
    digest: posting.digest,
    ...{ rolls: district.rolls, rollId: district.rollId },
    state: course?.state ?? null,
    ...{ supporters, quota, activeMembers, postedAt, closesAt, reachedAt },
    answeredAt: course?.answeredAt ?? null,
    acceptedAt: course?.acceptedAt ?? null,
    election: course === undefined || ZERO.test(course.election) ? null : course.election,
  };
}

export function toldNotes({ notes }: ProposalFacts): z.infer<typeof proposalSchema>["notes"] {
  return notes.map((note) => {
    const { by, day, evidence, words, notedAt } = note;
    const told = { by, day, evidence, words, notedAt };
    return note.kind === "stage"
      ? { kind: "stage" as const, stage: STAGES[note.stage] ?? "unknown", ...told }
      : { kind: "milestone" as const, number: note.number, progress: PROGRESS[note.progress] ?? "unknown", ...told };
  });
}

export function toldCheckpoints(
  { rolls, rollId, checkpoints }: RollFacts,
  { block }: Pick<Facts, "block">,
): Omit<z.infer<typeof checkpointsSchema>, "next"> {
  const told = checkpoints.map(({ time, activeMembers, root }) => ({ time, activeMembers, root: String(root) }));
  return { block, rolls, rollId, checkpoints: told };
}
