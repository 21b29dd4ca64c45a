import { timingSafeEqual } from "node:crypto";
import type { FactsAnswer, Presentation, StandingAnswer } from "../../sdk/enrolling/officeAnswers.ts";
import { newCode, plainCode } from "../../sdk/enrolling/oneTimeCode.ts";
import { ResponseCodeUnknownError } from "../eid/refusals.ts";
import { type Presenting, present, standingOf } from "./presenting.ts";
import { presentedIn, type Session } from "./sessions.ts";
import type { OfficeWorks } from "./works.ts";

/** Takes what a device presents, or the code that its wallet came back with; gives what the session was begun for. */
export async function presentationAnswer(
  works: Presenting,
  session: Session,
  presentation: Presentation,
): Promise<FactsAnswer | StandingAnswer> {
  if ("response_code" in presentation) {
    const waiting = works.sessions.presented(session);
    if (waiting?.responseCode === undefined || !isEqual(presentation.response_code, waiting.responseCode)) {
      throw new ResponseCodeUnknownError();
    }
    waiting.responseCode = undefined;
  } else await present(works, session, presentation);
  const { facts, number } = presentedIn(works.sessions, session);
  return facts ?? standingOf(works, number);
}

function isEqual(given: string, code: string): boolean {
  const [one, other] = [given, code].map((text) => Buffer.from(plainCode(text), "utf8")) as [Buffer, Buffer];
  return one.length === other.length && timingSafeEqual(one, other);
}

/**
 * Takes the form that a wallet posts (OpenID4VP, `direct_post`), and sends its user back to the page with a code. The
 * device that began the session learns nothing without it: somebody else may have begun it and shown the link about
 * (OpenID4VP 1.0, section 14.2). The code is written as one-time codes are, so that a person can carry it from the
 * device on which the wallet is to the one that registers.
 */
export async function walletRedirect(
  works: Presenting & Pick<OfficeWorks, "random" | "pageUrl">,
  session: Session,
  form: unknown,
): Promise<{ readonly redirect_uri: string }> {
  const code = newCode(works.random);
  await present(works, session, form, code);
  return { redirect_uri: `${works.pageUrl}#response_code=${code}` };
}
