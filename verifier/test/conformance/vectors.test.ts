import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { OPERATIONS } from "./operations.ts";

const FOLDER = new URL("../../../conformance/vectors/", import.meta.url);

/** What only voters, trustees, offices, organizers and mirrors do: a verifier has no such operation. */
const NOT_A_VERIFIERS = new Set([
  "messages",
  "legalChoices",
  "encrypt",
  "readTracker",
  "signedDigits",
  "trusteeSecrets",
  "polynomial",
  "encryptKeyShare",
  "decryptKeyShare",
  "identityCommitment",
  "nullifier",
  "residentRecord",
  "presentationChallenge",
  "pseudonym",
  "proveRegistration",
  "proveConsent",
  "proveShare",
  "path",
  "counts",
  "votingDays",
  "quota",
]);

interface Vectors {
  readonly operations: Readonly<
    Record<string, { readonly cases: readonly { readonly in: unknown; readonly out: unknown }[] }>
  >;
}

for (const file of readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".json"),
)) {
  const { operations } = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Vectors;
  for (const [name, { cases }] of Object.entries(operations)) {
    if (NOT_A_VERIFIERS.has(name)) continue;
    test(`${name} answers as the vectors do`, () => {
      cases.forEach((one, i) => {
        assert.deepEqual(OPERATIONS[name]!(one.in), one.out, `case ${i}`);
      });
    });
  }
}
