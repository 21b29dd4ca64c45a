import {
  forgetProposalDraft,
  keepProposalDraft,
  type ProposalDraft,
  readProposalDraft,
} from "../../shared/vault/ownTexts.ts";

/** Where the one draft of a device is. */
type DraftPlace = {
  readonly read: () => Promise<ProposalDraft | undefined>;
  readonly keep: (draft: ProposalDraft) => Promise<void>;
  readonly forget: () => Promise<void>;
};

/**
 * A draft's place whose reads, writes and forgetting come one after the other. What changes is written at once, and while
 * that takes its time the newest alone waits: there is no moment in which leaving the page loses what was typed.
 */
export function draftKeeping({ read, keep, forget }: DraftPlace): DraftPlace {
  let last: Promise<unknown> = Promise.resolve();
  let waiting: { draft: ProposalDraft; readonly written: Promise<void> } | undefined;
  const after = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work, work);
    last = done;
    return done;
  };
  return {
    read: () => after(read),
    keep(draft) {
      if (waiting !== undefined) {
        waiting.draft = draft;
        return waiting.written;
      }
      const written = after(() => {
        const newest = waiting?.draft ?? draft;
        waiting = undefined;
        return keep(newest);
      });
      waiting = { draft, written };
      return written;
    },
    forget() {
      // What waits is written before, not after.
      waiting = undefined;
      return after(forget);
    },
  };
}

/** This device's. */
export const ownDraft = draftKeeping({
  read: readProposalDraft,
  keep: keepProposalDraft,
  forget: forgetProposalDraft,
});
