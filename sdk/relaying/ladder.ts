import type { Provider, Signer } from "ethers";
import { ContractRefusedError } from "../chain/contracts.ts";
import { providerOf } from "../chain/logs.ts";
import { castBallot } from "../chain/relayer.ts";
import { type BallotPlace, readBallotPlace } from "../chain/slots.ts";
import { type BallotPackage, encodeBallotPackage } from "../election/ballotPackage.ts";
import { BallotDisplacedError } from "./ballotDisplaced.ts";
import { type Climbed, climb, type Ladder } from "./climb.ts";
import { type Acknowledged, postBallot } from "./relayerClient.ts";

/** How far a ballot came. */
export type Submission = Climbed<Acknowledged>;

/** Brings a ballot to a relayer, as `climb` says. Throws `BallotDisplacedError`. */
export function submitBallot(ballot: BallotPackage, ladder: Ladder): Promise<Submission> {
  return climb(
    {
      post: (relayer) => postBallot(relayer, ballot, ladder),
      async castIn() {
        const place = await placeNow(ballot, ladder.provider);
        if (place?.place === "displaced") throw new BallotDisplacedError(ballot.ballot, place.blockNumber);
        return place?.place === "cast" ? place.blockNumber : undefined;
      },
      file: () => encodeBallotPackage(ballot),
    },
    ladder,
  );
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
