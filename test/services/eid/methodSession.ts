import { expect } from "chai";
import type { EidMethod, EidSession } from "../../../services/eid/eidMethod.ts";
import { RefusalError } from "../../../services/hosting/refusal.ts";
import { errorOf } from "../../errorOf.ts";

/** Clock of these tests, Unix seconds. */
export const NOW = 1_800_000_000;
export const NAME = { ko: "시연", en: "Demonstration" };
/** A person number that occurs nowhere else, so that any trace of it is found. */
export const PERSON = "9407-KIM-5521";

export const SESSION: EidSession = {
  purpose: "enrol",
  identityCommitment: 5n,
  challenge: new Uint8Array(32).fill(7),
  presentationUrl: "https://registrar.example/sessions/0123456789abcdef0123456789abcdef/presentation",
  state: "fedcba98",
};

/** Another session of the same office. */
export const OTHER_SESSION: EidSession = {
  purpose: "enrol",
  identityCommitment: 5n,
  challenge: new Uint8Array(32).fill(8),
  presentationUrl: "https://registrar.example/sessions/11112222333344445555666677778888/presentation",
  state: "01234567",
};

/** Asserts that a presentation is refused with this code, and that the refusal repeats nothing of it. */
export async function expectRefused(
  method: EidMethod,
  presentation: unknown,
  code: string,
  now = NOW,
  session = SESSION,
): Promise<void> {
  const error = await errorOf(method.verify(presentation, session, now), RefusalError);
  expect(error.code).to.equal(code);
  expect(error.message).not.to.include(PERSON);
}
