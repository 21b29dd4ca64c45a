import type { Provider } from "ethers";
import { type PlacedBallotEvent, readCasts } from "../../sdk/chain/slots.ts";
import { hashWords } from "../../sdk/crypto/transcript.ts";
import { judgeOmission, type PromiseState } from "../../sdk/relaying/omission.ts";
import { RESIDENTS } from "./electionOnNetwork.ts";
import type { AcknowledgedBallot, Voted } from "./voters.ts";

/** What became of what relayers answered for. */
export type Reckoning = {
  readonly acknowledged: number;
  readonly acknowledgedWhileFailing: number;
  /** Acknowledged, and in no block. */
  readonly lost: readonly string[];
  /** Versions of a slot, or ciphertexts, that blocks hold twice. */
  readonly doubled: readonly string[];
  /** Promises that were neither kept nor nobody's fault, with how they were judged. */
  readonly broken: readonly string[];
  /** What the box or the result holds too much or too little. */
  readonly miscounted: readonly string[];
};

/** What a chain shows of an election's end. */
export type Shown = {
  readonly casts: readonly Pick<PlacedBallotEvent, "nullifier" | "version" | "ciphertexts">[];
  /** The result; nothing where there is none. */
  readonly counts: readonly bigint[] | undefined;
};

/** Reckons by what a node shows now. */
export async function reckon(
  election: string,
  voted: Voted,
  counts: Shown["counts"],
  provider: Provider,
): Promise<Reckoning> {
  const casts = await readCasts(election, 0, await provider.getBlockNumber(), provider);
  const states: PromiseState["state"][] = [];
  for (const { ballot, tracker, relayer, acknowledgement } of voted.acknowledged) {
    const omission = { tracker, relayer: relayer.url, acknowledgement, ballot };
    states.push((await judgeOmission(omission, relayer.address, provider)).state);
  }
  return reckoned(voted, { casts, counts }, states);
}

/** @param states How each promise was judged, in the order of the acknowledged ballots. */
export function reckoned(
  { acknowledged, cast, untaken }: Voted,
  { casts, counts }: Shown,
  states: readonly PromiseState["state"][],
): Reckoning {
  const held = new Set(casts.map((one) => `${keyOf(one)} ${one.ciphertexts}`));
  const isLost = ({ ballot: { ballot } }: AcknowledgedBallot) =>
    !held.has(`${keyOf(ballot)} ${hashWords(ballot.next)}`);
  const expected = acknowledged.length + cast.length;
  return {
    acknowledged: acknowledged.length,
    acknowledgedWhileFailing: acknowledged.filter(({ during }) => during !== undefined).length,
    lost: acknowledged.filter(isLost).map(nameOf),
    doubled: [...repeated(casts.map(keyOf)), ...repeated(casts.map(({ ciphertexts }) => ciphertexts))],
    broken: acknowledged.flatMap((one, index) => {
      const state = states[index];
      return state === "kept" || state === "displaced" ? [] : [`${nameOf(one)}: ${state}`];
    }),
    miscounted: [
      ...(casts.length === expected ? [] : [`the box holds ${casts.length} ballots in place of ${expected}`]),
      ...(untaken.length === 0 ? votesMiscounted(counts) : []),
    ],
  };
}

/** With all ballots of everybody in the box each resident counts once, for one option. */
function votesMiscounted(counts: Shown["counts"]): readonly string[] {
  const votes = counts?.reduce((sum, count) => sum + count, 0n);
  return votes === BigInt(RESIDENTS) ? [] : [`${votes} votes were counted in place of ${RESIDENTS}`];
}

function nameOf({ tracker, relayer, during }: AcknowledgedBallot): string {
  return `${tracker} of ${relayer.url} (${during ?? "all was well"})`;
}

function keyOf({ nullifier, version }: Pick<PlacedBallotEvent, "nullifier" | "version">): string {
  return `${nullifier}:${version}`;
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
