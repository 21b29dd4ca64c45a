import { agreed } from "../chain/agreement.ts";
import { type DecidedResult, readDecidedResult } from "../chain/decidedResult.ts";
import { type ElectionState, readState } from "../chain/electionState.ts";
import type { JudgedElection } from "../chain/judgedElection.ts";
import {
  type Listing,
  type ReadElection,
  readElection,
  readElections,
  type ShownElection,
} from "../chain/ownElections.ts";
import type { Manifest } from "../trust/manifest.ts";
import { ownTemplates } from "../trust/ownTemplate.ts";
import { type Connection, trustedElection } from "./connect.ts";

/** An election of the municipality with how far it is. */
export type ListedElection = ShownElection & { readonly state: ElectionState };

/** An election that the trust file covers, how far it is, and what it came to once that is decided. */
export type ElectionResult = {
  readonly election: ReadElection;
  readonly judged: JudgedElection;
  readonly state: ElectionState;
  /** Undefined in every phase but `decided`. */
  readonly result: DecidedResult | undefined;
};

/**
 * The municipality's elections, newest first: those of its organizer, and those that proposals under its own templates came
 * to. What stands in them was compared with the hashes that they froze; one that cannot be read is left out. The list is what
 * the first node says, and nobody is judged by it: that a node leaves one out shows by asking another.
 */
export async function listElections({ rpcs: [{ provider }], trust }: Connection): Promise<readonly ListedElection[]> {
  const lists = await Promise.all(
    listingsOf(trust.latest, trust.anchored).map((listing) => readElections(listing, provider)),
  );
  const found = lists.flat().toSorted((a, b) => b.blockNumber - a.blockNumber);
  return Promise.all(found.map(async (one) => ({ ...one, state: await readState(one.election, provider) })));
}

/**
 * One election and its result, by what all nodes say alike. The counts are the contract's, which checked the trustees'
 * shares; whoever wants to believe nobody recomputes the record (`@hanpyo/sdk/verifier`, or `hanpyo-verifier`).
 * Throws `ElectionNotTrustedError`, `ElectionUnknownError`, `RpcsDisagreeError`, or a node's failure.
 */
export async function readResult(connection: Connection, election: string): Promise<ElectionResult> {
  const judged = await trustedElection(connection, election);
  const { factory } = judged.facts.election;
  const read = await agreed(connection.rpcs, async ({ provider }) => {
    const shown = await readElection({ factory }, election, provider);
    const state = await readState(election, provider);
    const { optionCount } = shown.constitution.rules;
    const result = state.phase === "decided" ? await readDecidedResult(election, optionCount, provider) : undefined;
    return { election: shown, state, result };
  });
  return { ...read, judged };
}

/** By each factory of elections, the elections that the municipality answers for. */
function listingsOf({ organizer, factories, code }: Manifest, anchored: Manifest): readonly Listing[] {
  const conversions = code.filter(({ name }) => name === "Conversions").map(({ at }) => at);
  const templates = async () => ownTemplates(anchored);
  return factories
    .filter(({ kind }) => kind === "election")
    .map(({ factory }) => ({ factory, organizers: [organizer], conversions, templates }));
}
