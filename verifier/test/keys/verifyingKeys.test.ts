import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { keyModule } from "../../generateKeys.ts";
import { KEY_FILES } from "../../src/keys/generated/keyFiles.ts";
import { KeyUnsound, parseKey } from "../../src/keys/parseKey.ts";
import { foldKey, refutedClaims } from "../../src/pairing/groth16.ts";
import { proofOf } from "../../src/pairing/proofWords.ts";

const FOLDER = fileURLToPath(new URL("../../../conformance/keys", import.meta.url));
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

test("the keys carried are those of the project", () => {
  const carried = readFileSync(new URL("../../src/keys/generated/keyFiles.ts", import.meta.url), "utf8");
  const plain = (text: string): string => text.replace(/[\s,]/g, "");
  assert.equal(plain(carried), plain(keyModule(FOLDER)));
  const sums = readFileSync(`${FOLDER}/SHA256SUMS`, "utf8");
  for (const [name, { fingerprint }] of Object.entries(KEY_FILES)) {
    assert.match(sums, new RegExp(`^${fingerprint} +\\*?(keys/)?${name}\\.json$`, "m"));
  }
});

test("each key's known proof holds, and not for another signal", () => {
  for (const name of Object.keys(KEY_FILES)) {
    const known = JSON.parse(readFileSync(`${FOLDER}/${name}.proof.json`, "utf8")) as Record<string, string[]>;
    const signals = known.publicSignals!.map(BigInt);
    const proof = proofOf(known.proof!.map(BigInt));
    const key = foldKey(parseKey(name, KEY_FILES[name]!.key), signals.length, []);
    assert.deepEqual(refutedClaims(key, [{ proof, live: signals }], random), []);
    const altered = signals.map((signal, i) => (i === 0 ? signal + 1n : signal));
    assert.equal(refutedClaims(key, [{ proof, live: altered }], random).length, 1);
  }
});

test("a key whose gamma is its delta is refused", () => {
  const { key } = KEY_FILES.enrolment!;
  assert.throws(() => parseKey("enrolment", { ...key, vk_delta_2: key.vk_gamma_2 }), KeyUnsound);
});
