import type { JsonRpcProvider } from "ethers";
import { readFinal } from "../chain/finalBlock.ts";
import { type BallotPlace, readBallotPlace } from "../chain/slots.ts";
import type { BallotPackage } from "../election/ballotPackage.ts";
import type { Constitution } from "../election/constitution.ts";
import type { FinalityRule } from "../trust/finality.ts";
import { BallotDisplacedError } from "./ballotDisplaced.ts";
import type { Ladder } from "./climb.ts";
import { type Submission, submitBallot } from "./ladder.ts";

/** What became of a ballot in the end. */
export type Followed =
  | { readonly outcome: "final" | "displaced"; readonly blockNumber: number }
  /** The box is closed without the ballot. With an acknowledgement among the submissions the omission is provable. */
  | { readonly outcome: "missing"; readonly submissions: readonly Submission[] };

export type Following = Ladder & {
  readonly constitution: Constitution;
  readonly provider: JsonRpcProvider;
  /** When a block is final; where the chain does not say it and the rule neither, none is. */
  readonly rule: FinalityRule;
  /** Milliseconds between two looks at the chain. */
  readonly interval: number;
  /** Told what each look at the chain found. */
  readonly seen?: (place: BallotPlace) => void;
};

/**
 * Follows a submitted ballot until it is final. If a reorganisation drops it, or a relayer lets its deadline pass, the
 * same ballot is submitted again: so a device keeps its package until this returns.
 */
export async function followBallot(ballot: BallotPackage, first: Submission, following: Following): Promise<Followed> {
  const { provider, rule, interval, wait, constitution } = following;
  const boxClosesAt = constitution.schedule.closesAt + constitution.schedule.closeGrace;
  const submissions: Submission[] = [first];
  let wasCast = first.outcome === "cast";
  for (;;) {
    const seen = await look(ballot, provider, rule);
    if (seen !== undefined) {
      const { place, head, final } = seen;
      following.seen?.(place);
      if (place.place === "cast" || place.place === "displaced") {
        const outcome = place.place === "cast" ? "final" : "displaced";
        if (place.blockNumber <= final) return { outcome, blockNumber: place.blockNumber };
        wasCast = true;
      } else if (head.timestamp >= boxClosesAt) {
        return { outcome: "missing", submissions };
      } else if (wasCast || isOverdue(submissions.at(-1) as Submission, head.timestamp)) {
        submissions.push(...(await submitAgain(ballot, following)));
        wasCast = false;
      }
    }
    await wait(interval);
  }
}

/** Nothing if another ballot took the version meanwhile; the next look says so too. */
async function submitAgain(ballot: BallotPackage, ladder: Ladder): Promise<readonly Submission[]> {
  try {
    return [await submitBallot(ballot, ladder)];
  } catch (error) {
    if (error instanceof BallotDisplacedError) return [];
    throw error;
  }
}

/** Nothing if the node does not answer. */
async function look({ election, ballot }: BallotPackage, provider: JsonRpcProvider, rule: FinalityRule) {
  try {
    const place: BallotPlace = await readBallotPlace(election, ballot, provider);
    const head = await provider.getBlock("latest");
    const final = (await readFinal(provider, rule))?.number ?? -1;
    return head === null ? undefined : { place, head, final };
  } catch {
    return undefined;
  }
}

function isOverdue(submission: Submission, now: number): boolean {
  return submission.outcome === "acknowledged" ? now > submission.acknowledgement.deadline : true;
}
