import type { Provider } from "ethers";
import { readActPlace } from "../chain/actPlace.ts";
import { postClosesAt, readProposalTerms } from "../chain/proposalActs.ts";
import { readSupersededFrom } from "../chain/templateTakenOver.ts";
import { type ActAcknowledgement, checkActAcknowledgement } from "../proposals/actAcknowledgement.ts";
import type { ActPackage } from "../proposals/actPackage.ts";
import { postedTemplate } from "../proposals/postedTemplate.ts";
import { OmissionUndecidedError } from "./omission.ts";

/** Why nobody is to blame for an act that is in no block (P21.11). */
export type ActExcuse =
  /** Its proposal reached the quota without it. */
  | "latched"
  /** Supporting, or posting under its census and period, was over. */
  | "closed"
  /** The proposal was not there: a reorganisation took it away. */
  | "not posted"
  /** Another template took over from the post's, a day before. */
  | "superseded";

/** What the chain says of a relayer's promise of an act (P21.11). */
export type ActPromiseState =
  /** In a block by the deadline. */
  | { readonly state: "kept"; readonly blockNumber: number }
  /** Another post took the slot by the deadline: the relayer is not to blame. */
  | { readonly state: "displaced"; readonly blockNumber: number }
  /** By the deadline nobody could bring it any more. */
  | { readonly state: "excused"; readonly excuse: ActExcuse }
  /** The deadline has not passed. */
  | { readonly state: "pending" }
  /** The deadline passed without the act; `blockNumber` is where it, or another post, came after all. */
  | { readonly state: "broken"; readonly blockNumber?: number };

/**
 * Whether a relayer kept its promise, by the chain as a node sees it now. `relayer` is the account that the organizer
 * announced. Throws `AcknowledgementInvalidError` if it did not promise this act, or `OmissionUndecidedError`.
 */
export async function judgeActPromise(
  acknowledgement: ActAcknowledgement,
  act: ActPackage,
  relayer: string,
  provider: Provider,
): Promise<ActPromiseState> {
  checkActAcknowledgement(acknowledgement, { ...act, relayer });
  const { deadline } = acknowledgement;
  // The time first: an act that a later block holds is then late, never overlooked.
  const now = await timeOf("latest", provider);
  const place = await readActPlace(act, provider);
  if (place.place === "cast" || place.place === "displaced") {
    const { blockNumber } = place;
    if ((await timeOf(blockNumber, provider)) <= deadline) {
      return { state: place.place === "cast" ? "kept" : "displaced", blockNumber };
    }
    const excuse = await excuseBy(deadline, act, provider);
    return excuse === undefined ? { state: "broken", blockNumber } : { state: "excused", excuse };
  }
  const excuse = await excuseBy(Math.min(now, deadline), act, provider);
  // What was not there may come before the deadline.
  if (excuse !== undefined && (excuse !== "not posted" || now > deadline)) return { state: "excused", excuse };
  return { state: now > deadline ? "broken" : "pending" };
}

/** What kept an act from being taken at a time, Unix seconds, and from then on. */
async function excuseBy(
  time: number,
  { chainId, proposals, act }: ActPackage,
  provider: Provider,
): Promise<ActExcuse | undefined> {
  if (act.kind === "change") {
    const { postedAt, closesAt, reachedAt } = await readProposalTerms(proposals, act.id, provider);
    if (postedAt === 0 || postedAt > time) return "not posted";
    if (reachedAt !== 0 && reachedAt <= time) return "latched";
    return closesAt <= time ? "closed" : undefined;
  }
  if (postClosesAt(chainId, act) <= time) return "closed";
  const from = await readSupersededFrom(act.templates, postedTemplate(chainId, act).hash, provider);
  return from !== undefined && from <= time ? "superseded" : undefined;
}

/** A block's time, Unix seconds. */
async function timeOf(block: number | "latest", provider: Provider): Promise<number> {
  const found = await provider.getBlock(block);
  if (found === null) throw new OmissionUndecidedError(block);
  return found.timestamp;
}
