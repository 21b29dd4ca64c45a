import type { Provider, Signer } from "ethers";
import { ContractRefusedError } from "../chain/contracts.ts";
import { providerOf } from "../chain/logs.ts";
import { castBallot } from "../chain/relayer.ts";
import { type BallotPlace, readBallotPlace } from "../chain/slots.ts";
import { type BallotPackage, encodeBallotPackage } from "../election/ballotPackage.ts";
import { HanpyoError } from "../errors.ts";
import { BallotDisplacedError } from "./ballotDisplaced.ts";
import type { Reach } from "./jsonRequest.ts";
import { type Acknowledged, type AnnouncedRelayer, postBallot, RelayerRefusedError } from "./relayerClient.ts";

/** What a device needs to bring a ballot to the chain. */
export type Ladder = Reach & {
  readonly relayers: readonly AnnouncedRelayer[];
  readonly provider: Provider;
  /** Times that one relayer is tried before the next (rung 1), and that all of them are (rung 3). */
  readonly tries: number;
  readonly rounds: number;
  /** Milliseconds before the second try; doubled each time, and before each round. */
  readonly delay: number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Told each rung that failed. */
  readonly report?: (relayer: AnnouncedRelayer, failure: HanpyoError) => void;
};

/** How far a ballot came. */
export type Submission =
  | ({ readonly outcome: "acknowledged"; readonly relayer: AnnouncedRelayer } & Acknowledged)
  | { readonly outcome: "cast"; readonly blockNumber: number }
  /** No relayer took it: this file can be submitted by anybody, from anywhere (rung 4). */
  | { readonly outcome: "package"; readonly file: string; readonly failures: readonly HanpyoError[] };

/**
 * Brings a ballot to a relayer: tries each several times, then the next, then all again later. Whatever fails, the
 * chain is asked before anything is sent again, and the ballot stays the same, so it cannot count twice.
 * Throws `BallotDisplacedError`.
 */
export async function submitBallot(ballot: BallotPackage, ladder: Ladder): Promise<Submission> {
  const failures: HanpyoError[] = [];
  const lasting = new Set<AnnouncedRelayer>();
  // Whoever refused for good is not asked again; if that is everybody, nothing gets better by waiting.
  for (let round = 0; round < ladder.rounds && lasting.size < ladder.relayers.length; round++) {
    if (round > 0) await ladder.wait(ladder.delay * 2 ** (ladder.tries + round));
    for (const relayer of ladder.relayers.filter((one) => !lasting.has(one))) {
      for (let attempt = 0; attempt < ladder.tries; attempt++) {
        if (attempt > 0) await ladder.wait(ladder.delay * 2 ** (attempt - 1));
        try {
          return { outcome: "acknowledged", relayer, ...(await postBallot(relayer, ballot, ladder)) };
        } catch (error) {
          if (!(error instanceof HanpyoError)) throw error;
          failures.push(error);
          ladder.report?.(relayer, error);
          const place = await placeNow(ballot, ladder.provider);
          if (place?.place === "cast") return { outcome: "cast", blockNumber: place.blockNumber };
          if (place?.place === "displaced") throw new BallotDisplacedError(ballot.ballot, place.blockNumber);
          if (!isLasting(error)) continue;
          lasting.add(relayer);
          break;
        }
      }
    }
  }
  return { outcome: "package", file: encodeBallotPackage(ballot), failures };
}

/**
 * Casts a ballot from an account of one's own (rung 5). Use a fresh one: whoever funds it can be linked to the ballot,
 * though not to the choice. Asks the chain first, and again if the contract refuses.
 * @returns The block that holds the ballot.
 * Throws `BallotDisplacedError` or `ContractRefusedError`.
 */
export async function castPackage({ election, ballot }: BallotPackage, sender: Signer): Promise<number> {
  const provider = providerOf(sender);
  const before = await readBallotPlace(election, ballot, provider);
  if (before.place === "cast") return before.blockNumber;
  if (before.place === "displaced") throw new BallotDisplacedError(ballot, before.blockNumber);
  try {
    return (await castBallot(election, ballot, sender)).blockNumber;
  } catch (error) {
    if (!(error instanceof ContractRefusedError) || error.refusal !== "SlotMoved") throw error;
    const after = await readBallotPlace(election, ballot, provider);
    if (after.place === "cast") return after.blockNumber;
    if (after.place === "displaced") throw new BallotDisplacedError(ballot, after.blockNumber);
    throw error;
  }
}

/** Nothing if the node does not answer. */
async function placeNow({ election, ballot }: BallotPackage, provider: Provider): Promise<BallotPlace | undefined> {
  return readBallotPlace(election, ballot, provider).catch(() => undefined);
}

/** Whether this relayer will say the same again; another one may not. */
function isLasting(error: HanpyoError): boolean {
  return error instanceof RelayerRefusedError && error.status < 500 && error.status !== 429;
}
