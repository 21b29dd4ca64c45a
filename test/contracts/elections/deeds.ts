import { ZeroHash } from "ethers";
import { readShares, readSum } from "../../../sdk/chain/observer.ts";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import { type Created, consentOf, ethers, networkHelpers, passCensusTime } from "../electionFixture.ts";
import { foldedConstants, forgeBallot } from "../forgedBallots.ts";
import { batchesIn } from "./boxEvents.ts";
import { ABSTAIN, closeBox, NO, shareArguments, shareOf, YES } from "./electionLife.ts";
import { entriesOf } from "./firstBallots.ts";

/** What the deeds count: one yes, one no, one abstention. */
export const COUNTS: readonly bigint[] = [1n, 1n, 1n, 0n, 0n, 0n, 0n, 0n];

/** One call of the life of an election, made ready for any sender. */
export type Deed = {
  readonly name: string;
  readonly prepare: () => Promise<readonly [string, ...unknown[]]>;
  /** What must be waited for first. */
  readonly wait?: () => Promise<unknown>;
};

/** The whole life of an election as calls that need no particular sender. */
export function deedsOf(created: Created): readonly Deed[] {
  const { election, constitution } = created;
  const ballots: Ballot[] = [];
  let folded = 0n;
  const sum = async () => readSum(await election.getAddress(), ethers.provider);
  const consent = (seat: number): Deed => ({
    name: `consent of seat ${seat}`,
    prepare: async () => {
      return ["consent", seat, await consentOf(created, seat)];
    },
    wait: () => passCensusTime(created),
  });
  const share = (seat: number): Deed => ({
    name: `share of seat ${seat}`,
    prepare: async () => {
      const sealed = { election, sum: await sum() };
      return ["postShare", ...shareArguments(sealed, seat, await shareOf(sealed, seat))];
    },
  });
  const chunk = (from: number, to?: number): Deed => ({
    name: `sum from batch ${from}`,
    prepare: async () => {
      const batches = await batchesIn(election);
      const subtotals = batches.slice(from, to).map(({ subtotal }) => subtotal);
      return ["sum", batches[from - 1]?.chain ?? ZeroHash, subtotals, await sum()];
    },
  });
  const cast = async (nullifier: bigint, choices: readonly number[], over?: Ballot) => {
    folded ||= await foldedConstants(created);
    const ballot = forgeBallot(folded, { nullifier, choices, ...(over && { over }) });
    ballots.push(ballot);
    return ballot;
  };
  return [
    ...[1, 2, 4, 5].map(consent),
    {
      name: "opening",
      prepare: async () => ["open"],
      wait: () => networkHelpers.time.increaseTo(constitution.schedule.opensAt),
    },
    { name: "a batch", prepare: async () => ["castBallots", [await cast(1n, YES), await cast(2n, NO)]] },
    { name: "a ballot", prepare: async () => ["castFirstBallots", entriesOf([await cast(3n, YES)])] },
    { name: "a changed vote", prepare: async () => ["castBallot", await cast(3n, ABSTAIN, ballots[2])] },
    { name: "a ballot overtaken", prepare: async () => ["castBallots", [ballots[2]]] },
    { ...chunk(1), wait: () => closeBox(created) },
    chunk(0, 1),
    {
      name: "sealing",
      prepare: async () => ["seal"],
      wait: () => networkHelpers.time.increase(constitution.schedule.sealDelay),
    },
    ...[5, 3, 1].map(share),
    {
      name: "the result",
      prepare: async () => {
        const shares = await readShares(await election.getAddress(), ethers.provider);
        const seats = shares.map(({ seat }) => seat);
        return ["postResult", COUNTS, seats, shares.map((each) => each.share), await sum()];
      },
    },
    share(2),
  ];
}
