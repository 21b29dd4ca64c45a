import type { ActPlace } from "../../../../sdk/chain/actPlace.ts";
import { actAcknowledgementSchema } from "../../../../sdk/proposals/actAcknowledgement.ts";
import type { KeptAct } from "../../shared/vault/acts.ts";

/** Seconds of the chain between two attempts to hand over an act whose promise is overdue. */
const PAUSE = 60;

/** What a look at the chain says of an act that was handed over. */
export type Looked = {
  readonly seen: ActPlace;
  /** The chain's time, Unix seconds. */
  readonly time: number;
  /** The last block that is final; nothing where nobody says so. */
  readonly finalBlock: number | undefined;
  /** When this tab last handed it over again, by the chain's time. */
  readonly tried: number | undefined;
};

/** What is different about it now, and whether it is handed over again. */
export type ActStep = { readonly changes: Partial<KeptAct> | undefined; readonly isSent: boolean };

/**
 * What follows from a look (P21.16): an act whose block was dropped is on no record any more and is handed over at once,
 * any other when its promise is overdue; again only once the new promise is, and never without a pause.
 */
export function stepOf(act: KeptAct, { seen, time, finalBlock, tried }: Looked): ActStep {
  switch (seen.place) {
    case "cast": {
      const { blockNumber } = seen;
      if (finalBlock !== undefined && blockNumber <= finalBlock) return kept({ blockNumber, state: "final" });
      return kept(blockNumber === act.blockNumber ? undefined : { blockNumber });
    }
    case "displaced":
      return kept({ state: "displaced", blockNumber: seen.blockNumber });
    case "latched":
    case "closed":
      return kept({ state: "ended" });
    default: {
      const isDropped = act.blockNumber !== undefined;
      const isDue = isDropped || time > (deadlineOf(act) ?? 0);
      const isPaused = tried !== undefined && time < tried + PAUSE;
      return { changes: isDropped ? { blockNumber: undefined } : undefined, isSent: isDue && !isPaused };
    }
  }
}

function kept(changes: Partial<KeptAct> | undefined): ActStep {
  return { changes, isSent: false };
}

function deadlineOf({ acknowledgement }: KeptAct): number | undefined {
  return acknowledgement === undefined
    ? undefined
    : actAcknowledgementSchema.parse(JSON.parse(acknowledgement)).deadline;
}
