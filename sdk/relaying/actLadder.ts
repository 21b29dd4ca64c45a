import type { Provider, Signer } from "ethers";
import { type ActPlace, readActPlace } from "../chain/actPlace.ts";
import { refusing, TransactionLostError } from "../chain/contracts.ts";
import { providerOf } from "../chain/logs.ts";
import { type ActEnd, actCall } from "../chain/proposalActs.ts";
import { sendChecked } from "../chain/sendChecked.ts";
import { HanpyoError, told } from "../errors.ts";
import { type ActPackage, encodeActPackage } from "../proposals/actPackage.ts";
import { postedTemplate } from "../proposals/postedTemplate.ts";
import { requireVotable } from "../proposals/votableTemplate.ts";
import { type AcknowledgedAct, postAct } from "./actClient.ts";
import { type Climbed, climb, type Ladder } from "./climb.ts";

/** How far an act came. */
export type ActSubmission = Climbed<AcknowledgedAct>;

export class ActDisplacedError extends HanpyoError {
  constructor(blockNumber: number) {
    super(
      "ACT_DISPLACED",
      told`Another posting used this slot of the period, in block ${{ block: blockNumber }}`,
      "Use another slot of the period, or wait for the next one",
    );
  }
}

export class ActEndedError extends HanpyoError {
  readonly end: ActEnd;

  constructor(end: ActEnd) {
    super(
      "ACT_ENDED",
      end === "latched" ? "The proposal reached its quota without this act" : "The time for this act is over",
      "Look at the proposal's state; nothing else is to be done",
    );
    this.end = end;
  }
}

/**
 * Brings an act to a relayer, as `climb` says. Throws `ActDisplacedError` or `ActEndedError`, and before a posting leaves
 * the device what `requireVotable` throws of its template.
 */
export async function submitAct(act: ActPackage, ladder: Ladder): Promise<ActSubmission> {
  requireVotablePost(act);
  return climb(
    {
      post: (relayer) => postAct(relayer, act, ladder),
      castIn: async () => castIn(await placeNow(act, ladder.provider)),
      file: () => encodeActPackage(act),
    },
    ladder,
  );
}

/** Nobody posts a proposal whose vote nobody could read (P23.3). */
function requireVotablePost({ chainId, act }: ActPackage): void {
  if (act.kind === "post") requireVotable(postedTemplate(chainId, act));
}

/**
 * Sends an act from an account of one's own (rung 5). Use a fresh one: whoever funds it can be linked to the act.
 * Asks the chain before, and after: an act that another way was quicker with is skipped, and is there all the same.
 * @returns The block that holds the act.
 * Throws `ActDisplacedError`, `ActEndedError` or `ContractRefusedError`.
 */
export async function sendAct(act: ActPackage, sender: Signer): Promise<number> {
  requireVotablePost(act);
  const provider = providerOf(sender);
  const before = castIn(await readActPlace(act, provider));
  if (before !== undefined) return before;
  const call = { to: act.proposals, data: actCall(act.chainId, [act.act]) };
  return refusing(async () => {
    const sent = await sendChecked(sender, act.act.kind === "post" ? "post" : "act", call);
    const receipt = await sent.wait();
    const after = receipt && castIn(await readActPlace(act, provider));
    if (after === null || after === undefined) throw new TransactionLostError(sent.hash);
    return after;
  });
}

/** The block that holds an act; throws where the chain can never take it. */
function castIn(place: ActPlace | undefined): number | undefined {
  if (place?.place === "displaced") throw new ActDisplacedError(place.blockNumber);
  if (place?.place === "latched" || place?.place === "closed") throw new ActEndedError(place.place);
  return place?.place === "cast" ? place.blockNumber : undefined;
}

/** Nothing if the node does not answer. */
async function placeNow(act: ActPackage, provider: Provider): Promise<ActPlace | undefined> {
  return readActPlace(act, provider).catch(() => undefined);
}
