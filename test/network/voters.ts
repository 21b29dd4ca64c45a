import { setTimeout as wait } from "node:timers/promises";
import type { Provider } from "ethers";
import type { Acknowledgement } from "../../sdk/election/acknowledgement.ts";
import type { BallotPackage } from "../../sdk/election/ballotPackage.ts";
import { submitBallot } from "../../sdk/relaying/ladder.ts";
import type { AnnouncedRelayer } from "../../sdk/relaying/relayerClient.ts";

/** A ballot that a relayer answers for. */
export type AcknowledgedBallot = {
  readonly ballot: BallotPackage;
  readonly tracker: string;
  readonly relayer: AnnouncedRelayer;
  readonly acknowledgement: Acknowledgement;
  /** What was failing when it was acknowledged; nothing where all was well. */
  readonly during: string | undefined;
};

/** Whoever votes, with what stands around them. */
export type Polling = {
  readonly relayers: readonly AnnouncedRelayer[];
  readonly provider: Provider;
  /** What is failing now. */
  readonly failing: () => string | undefined;
  /** Whether ballots are still taken. */
  readonly isOpen: () => boolean;
};

/** What became of ballots so far. */
export type Voted = {
  readonly acknowledged: readonly AcknowledgedBallot[];
  /** On the chain before anybody answered for it. */
  readonly cast: readonly BallotPackage[];
  readonly untaken: readonly BallotPackage[];
};

/** Milliseconds that a device waits for an answer, and before it tries everything again. */
const TIMEOUT = 20_000;
const LATER = 10_000;

/** Hands ballots over as devices do, each of which goes on until somebody answers for its ballot. */
export function startVoters({ relayers, provider, failing, isOpen }: Polling) {
  const acknowledged: AcknowledgedBallot[] = [];
  const cast: BallotPackage[] = [];
  const untaken: BallotPackage[] = [];
  const voting: Promise<void>[] = [];
  let next = 0;

  /** @param order Relayers as this device asks them. */
  async function vote(ballot: BallotPackage, order: readonly AnnouncedRelayer[]): Promise<void> {
    while (isOpen()) {
      const submission = await submitBallot(ballot, {
        ...{ relayers: order, provider, tries: 2, rounds: 1, delay: 1_000, timeout: TIMEOUT, fetch },
        wait: (milliseconds) => wait(milliseconds),
      });
      if (submission.outcome === "acknowledged") {
        const { tracker, relayer, acknowledgement } = submission;
        acknowledged.push({ ballot, tracker, relayer, acknowledgement, during: failing() });
        return;
      }
      if (submission.outcome === "cast") {
        cast.push(ballot);
        return;
      }
      await wait(LATER);
    }
    untaken.push(ballot);
  }

  return {
    /** Lets somebody vote; of two voters one asks the first relayer first. */
    begin(ballot: BallotPackage): void {
      const first = next++ % relayers.length;
      voting.push(vote(ballot, [...relayers.slice(first), ...relayers.slice(0, first)]));
    },
    /** Waits until every device is done. */
    async done(): Promise<Voted> {
      await Promise.all(voting);
      return { acknowledged, cast, untaken };
    },
    count: () => ({ begun: voting.length, acknowledged: acknowledged.length }),
  };
}
