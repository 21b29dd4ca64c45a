import type { Moment } from "../record/momentShape.ts";
import type { Batch, Skeleton, Skipped } from "../record/recordShape.ts";
import { arrayAt, type ChainEvent, eventOf } from "./events.ts";
import { logsOf } from "./logs.ts";
import type { Range } from "./rollOnChain.ts";
import type { Ask } from "./rpc.ts";

type Ballot = Batch["ballots"][number];

/** What an election's events say outside the long lists. */
export interface ElectionEvents {
  readonly consents: Skeleton["consents"][number][];
  readonly shares: Skeleton["shares"][number][];
  opening: Skeleton["opening"];
  firstSum: Skeleton["firstSum"];
  seal: Skeleton["seal"];
  result: Skeleton["result"];
}

export const noEvents = (): ElectionEvents => ({
  consents: [],
  shares: [],
  opening: null,
  firstSum: null,
  seal: null,
  result: null,
});

const VERDICTS = ["None", "Accepted", "Rejected", "Neither"] as const;
const FIRST_WORDS = { FirstBallotCast4: 8, FirstBallotCast8: 16, FirstBallotCast32: 64 } as const;

const point = ([x, y]: readonly bigint[]) => ({ x: x!, y: y! });
const sigma = (challenge: bigint | undefined, response: bigint | undefined) => ({
  challenge: challenge!,
  response: response!,
});

const ballotOf = (event: ChainEvent): Ballot | undefined => {
  const { name, indexed, words } = event;
  const nullifier = indexed[0]!;
  if (name === "BallotCast") {
    const next = arrayAt(event, 1, 1).flat();
    return { nullifier, version: words[0]!, next, digest: words[2]!, proof: words.slice(3, 11) };
  }
  if (name === "FirstBallotCast4" || name === "FirstBallotCast8" || name === "FirstBallotCast32") {
    const end = 1 + FIRST_WORDS[name];
    return { nullifier, version: 0n, next: words.slice(1, end), digest: words[0]!, proof: words.slice(end, end + 8) };
  }
  return undefined;
};

const resultOf = (event: ChainEvent, at: Moment): NonNullable<Skeleton["result"]> => {
  const [, , quorumReached, verdict, selected, tied] = event.words;
  return {
    at,
    counts: arrayAt(event, 0, 1).flat(),
    seats: arrayAt(event, 1, 1).flat().map(Number),
    outcome: {
      quorumReached: quorumReached === 1n,
      verdict: VERDICTS[Number(verdict)]!,
      selected: Number(selected),
      tied: Number(tied),
    },
  };
};

/** Notes an event of those that come once, or once for each seat. */
const note = (found: ElectionEvents, event: ChainEvent, at: Moment): void => {
  const { name, indexed, words } = event;
  if (name === "ConsentGiven") {
    found.consents.push({ seat: Number(indexed[0]), at, proof: sigma(words[0], words[1]) });
  } else if (name === "SharePosted") {
    const share = arrayAt(event, 0, 2).map(point);
    found.shares.push({ seat: Number(indexed[0]), at, share, proof: sigma(words[1], words[2]) });
  } else if (name === "ElectionOpened") {
    const [censusRoot, members, depth, x, y] = words;
    const electionKey = point([x!, y!]);
    found.opening = { at, censusRoot: censusRoot!, activeMembers: Number(members), depth: Number(depth), electionKey };
  } else if (name === "TallySummed") found.firstSum ??= at;
  else if (name === "TallySealed") found.seal = { at, sumHash: words[0]!, ballots: Number(words[1]) };
  else if (name === "ResultPosted") found.result = resultOf(event, at);
};

/** An element of an election's long lists, as the chain has it. */
export type ChainPart = { readonly batch: Batch } | { readonly skipped: Skipped };

/** The batches and skipped ballots of an election, in order; what else there is goes into `found`. */
export async function* electionOnChain(
  ask: Ask,
  election: bigint,
  { from, to }: Range,
  timeOf: (block: number) => Promise<number>,
  found: ElectionEvents,
): AsyncGenerator<ChainPart> {
  let ballots: Ballot[] = [];
  for await (const log of logsOf(ask, election, from, to)) {
    const event = eventOf(log);
    if (!event) continue;
    const ballot = ballotOf(event);
    if (ballot) {
      ballots.push(ballot);
      continue;
    }
    const at = { block: log.block, time: await timeOf(log.block) };
    if (event.name === "TallyExtended") {
      yield { batch: { at, ballots, chain: event.words[0]! } };
      ballots = [];
    } else if (event.name === "BallotSkipped") {
      yield { skipped: { at, nullifier: event.indexed[0]!, version: event.words[0]! } };
    } else note(found, event, at);
  }
}
