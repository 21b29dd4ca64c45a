import { z } from "zod/mini";
import type { Presentation } from "../../../../sdk/enrolling/officeAnswers.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";

/** Version of the messages, which the extension compares with its own. */
const VERSION = "2.0.2";
/** Milliseconds in which the extension says that it is there, and those that a person may take with a card and its PIN. */
const ACKNOWLEDGED = 2_000;
const ANSWERED = 180_000;
const ACTION = "web-eid:authenticate";

const answerSchema = z.object({
  action: z.string(),
  error: z.optional(z.object({ code: z.optional(z.string()) })),
});
const tokenSchema = z.object({
  format: z.string(),
  unverifiedCertificate: z.string(),
  algorithm: z.string(),
  signature: z.string(),
});

/** This browser has no Web eID, so it reaches no card. */
export class CardReaderMissingError extends HanpyoError {
  constructor() {
    super(
      "CARD_READER_MISSING",
      "Web eID did not answer in this browser",
      "Install Web eID (web-eid.eu) and load this page again, or show who you are in another way",
    );
  }
}

/** Web eID answered without a signature: the person stopped it, or the card could not be read. */
export class CardNotReadError extends HanpyoError {
  constructor(reason: string) {
    super("CARD_NOT_READ", `Web eID gave no signature: ${reason}`, "Put the card in again, and enter its PIN");
  }
}

/** What is needed of a window. */
type Messages = Pick<Window, "postMessage" | "addEventListener" | "removeEventListener"> & {
  readonly location: Pick<Location, "origin">;
};

/**
 * Has a card sign an office's nonce and this page's origin, by the messages of the Web eID extension. Its library is in
 * no registry that this project uses, and these messages are all that is needed of it.
 * @param nonce Base64, of 32 bytes.
 * Throws `CardReaderMissingError` where no extension answers, else `CardNotReadError`.
 */
export function askCard(
  nonce: string,
  language: string,
  { page = window as Messages, patience = ACKNOWLEDGED } = {},
): Promise<Presentation> {
  return new Promise((fulfil, fail) => {
    let timer = setTimeout(() => end(() => fail(new CardReaderMissingError())), patience);
    const end = (how: () => void) => {
      clearTimeout(timer);
      page.removeEventListener("message", hear);
      how();
    };
    const hear = ({ data, source, origin }: MessageEvent) => {
      const parsed = answerSchema.safeParse(data);
      if (!parsed.success || source !== page || origin !== page.location.origin) return;
      const { action, error } = parsed.data;
      if (action === `${ACTION}-ack`) {
        clearTimeout(timer);
        timer = setTimeout(() => end(() => fail(new CardNotReadError("no answer"))), ANSWERED);
      }
      if (action === `${ACTION}-failure`) end(() => fail(new CardNotReadError(error?.code ?? "no reason given")));
      if (action !== `${ACTION}-success`) return;
      const token = tokenSchema.safeParse(data);
      end(() =>
        token.success ? fulfil({ token: token.data }) : fail(new CardNotReadError("its answer is incomplete")),
      );
    };
    page.addEventListener("message", hear);
    const options = { lang: language, userInteractionTimeout: ANSWERED };
    page.postMessage({ action: ACTION, libraryVersion: VERSION, challengeNonce: nonce, options }, page.location.origin);
  });
}
