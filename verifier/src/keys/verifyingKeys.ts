import type { VerifyingKeys } from "../checks/case.ts";
import { KEY_FILES } from "./generated/keyFiles.ts";
import { parseKey } from "./parseKey.ts";

const read = (name: string) => parseKey(name, KEY_FILES[name]!.key);

/** The keys that this verifier carries: those of the project's circuits, and Semaphore's. */
export const verifyingKeys = (): VerifyingKeys => ({
  ballot: new Map([4, 8, 32].map((size) => [size, read(`ballot-${size}`)])),
  keyShare: read("keyShare"),
  enrolment: read("enrolment"),
  semaphore: read("semaphore-20"),
});
