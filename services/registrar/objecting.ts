import { randomBytes } from "../../sdk/crypto/random.ts";
import type { ObjectionAnswer } from "../../sdk/enrolling/officeAnswers.ts";
import { ObjectionLateError, ObjectionsFullError, SessionPurposeError } from "./refusals.ts";
import { presentedIn, type Session } from "./sessions.ts";
import { now, type OfficeWorks } from "./works.ts";

/**
 * Takes an objection of the person who presented, until the roll's deadline (P12.10). It uses up no code.
 * Throws `SessionPurposeError`, `SessionNotPresentedError`, `ObjectionLateError` or `ObjectionsFullError`.
 */
export function takeObjection(
  works: Pick<OfficeWorks, "profile" | "limits" | "store" | "sessions" | "clock" | "random">,
  session: Session,
  { rollId, text }: { readonly rollId: string; readonly text: string },
): ObjectionAnswer {
  if (session.purpose !== "ask") throw new SessionPurposeError(session.purpose);
  const { number } = presentedIn(works.sessions, session);
  const receivedAt = now(works);
  const roll = works.profile.rolls.find(({ id }) => id === rollId);
  if (roll === undefined || receivedAt >= (roll.objectionsUntil ?? 0)) throw new ObjectionLateError();
  const { objections } = works.limits;
  if (works.store.objections(number).length >= objections) throw new ObjectionsFullError(objections);
  const objection = Buffer.from(randomBytes(works.random, 8)).toString("hex");
  works.store.addObjection({ objection, number, rollId: BigInt(rollId), text, receivedAt, answer: null });
  return { objection, receivedAt };
}
