import { pseudonymOf } from "../../sdk/chain/offices.ts";
import { FIELD_ORDER } from "../../sdk/crypto/field.ts";
import { companionOf, isCompanion } from "../../sdk/election/companionRolls.ts";
import type { FactsAnswer, SessionAnswer, SessionRequest, StandingAnswer } from "../../sdk/enrolling/officeAnswers.ts";
import {
  CommitmentInvalidError,
  CommitmentUsedError,
  MethodUnknownError,
  NotEligibleError,
  NotOnBookError,
  SignerDiffersError,
} from "./refusals.ts";
import type { RegistryView } from "./registryBook.ts";
import type { Person } from "./roll/rollStore.ts";
import type { Session } from "./sessions.ts";
import { now, type OfficeBooks, type OfficeIdentity, type OfficeWorks, type Surroundings } from "./works.ts";

/** What an office needs to begin sessions. */
type Beginning = OfficeIdentity & Surroundings & Pick<OfficeWorks, "sessions" | "limits">;

/** What it needs to take presentations. */
export type Presenting = OfficeIdentity & OfficeBooks & Pick<OfficeWorks, "limits" | "sessions" | "clock" | "lookUps">;

/** Seconds that a voucher must still hold to be given once more as it was. */
const SPARE = 900;

/** Begins a session (P12.2). Throws `MethodUnknownError` or `CommitmentInvalidError`. */
export async function beginSession(works: Beginning, request: SessionRequest): Promise<SessionAnswer> {
  const method = works.profile.methods.find(({ id }) => id === request.method);
  if (method === undefined) throw new MethodUnknownError();
  const identityCommitment = BigInt(request.identityCommitment);
  const enrols = request.purpose === "enrol";
  if (enrols !== identityCommitment > 0n || identityCommitment >= FIELD_ORDER) throw new CommitmentInvalidError();
  const expiresAt = now(works) + works.limits.sessionLife;
  const session = works.sessions.open({ method, purpose: request.purpose, identityCommitment, expiresAt });
  return { session: session.name, nonce: session.nonce, expiresAt, request: await method.begin(session) };
}

/**
 * Takes a session's presentation (P12.3). Throws a `RefusalError` with the first thing that is wrong; a presentation
 * that was refused may be followed by another, a few times.
 */
export async function present(
  works: Presenting,
  session: Session,
  presentation: unknown,
  responseCode?: string,
): Promise<void> {
  works.sessions.countTry(session);
  const identified = await session.method.verify(presentation, session, now(works));
  const facts = session.purpose === "enrol" ? await factsOf(works, session, identified.number) : undefined;
  personOf(works, identified.number);
  works.sessions.take(session, { ...identified, facts, ...(responseCode === undefined ? {} : { responseCode }) });
}

/** The person of a number, in whatever state. Throws `NotOnBookError`. */
export function personOf({ roll }: Pick<OfficeBooks, "roll">, number: string): Person {
  const person = roll.person(number);
  if (person === undefined) throw new NotOnBookError();
  return person;
}

/**
 * The rolls that an office signs for a person now; at sequence 1 also the companion group of each that has one (P1.9),
 * but for published rolls. Throws `NotOnBookError` or `NotEligibleError`.
 */
export function signedRolls(
  works: Pick<OfficeBooks, "roll"> & Pick<OfficeIdentity, "profile" | "isPublished">,
  number: string,
  sequence: number,
): readonly bigint[] {
  const { state, rollIds } = personOf(works, number);
  if (state !== "eligible") throw new NotEligibleError(state);
  if (rollIds.length === 0) throw new NotEligibleError("on no roll");
  if (sequence > 1 || works.isPublished) return rollIds;
  const companions = works.profile.rolls.filter(({ companion }) => companion === true).map(({ id }) => BigInt(id));
  return [...rollIds, ...rollIds.filter((rollId) => companions.includes(rollId)).map(companionOf)];
}

/** Reads the registry. Throws `SignerDiffersError` where it names another key in this office's role (P1.6). */
export async function viewForSigning(works: OfficeIdentity & OfficeBooks): Promise<RegistryView> {
  const view = await works.book.read();
  works.memory.view = view;
  const named = view.offices[works.role];
  if (named !== works.keys.signer.address) throw new SignerDiffersError(named, works.role);
  return view;
}

/** What the office will sign for a person (P12.3), by its book and, where it asks one, its population register (P28). */
async function factsOf(works: Presenting, session: Session, number: string): Promise<FactsAnswer> {
  const view = await viewForSigning(works);
  if (view.isUsed(session.identityCommitment)) throw new CommitmentUsedError();
  const pseudonym = pseudonymOf(works.keys, number);
  const sequence = (view.standing(works.role, pseudonym)?.sequence ?? 0) + 1;
  // Nobody is asked for whom the book does not put on a roll; and what it says is read again after the answer.
  signedRolls(works, number, sequence);
  const register = await works.lookUps?.confirm(personOf(works, number));
  const rollIds = signedRolls(works, number, sequence);
  // The later of both clocks: a chain without blocks stands still, and the chain's clock decides.
  const latest = Math.max(view.head.timestamp, now(works));
  const held = works.store.voucher(pseudonym, sequence);
  const isSame = held?.identityCommitment === session.identityCommitment && held.expiresAt > latest + SPARE;
  const expiresAt = isSame ? held.expiresAt : latest + works.limits.voucherLife;
  const facts = { pseudonym, sequence, rollIds: rollIds.map(String), expiresAt };
  return register === undefined ? facts : { ...facts, register };
}

/** What book and chain say of the person who presented (P12.10). */
export async function standingOf(works: OfficeIdentity & OfficeBooks, number: string): Promise<StandingAnswer> {
  const { state, rollIds } = personOf(works, number);
  const pseudonym = pseudonymOf(works.keys, number);
  const standing = (await works.book.read()).standing(works.role, pseudonym);
  return {
    state,
    bookRollIds: rollIds.map(String),
    pseudonym,
    sequence: standing?.sequence ?? 0,
    identityCommitment: String(standing?.identityCommitment ?? 0n),
    rollIds: (standing?.rollIds ?? []).filter((rollId) => !isCompanion(rollId)).map(String),
    objections: works.store
      .objections(number)
      .map(({ number: _, rollId, ...objection }) => ({ ...objection, rollId: String(rollId) })),
  };
}
