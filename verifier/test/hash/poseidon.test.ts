import assert from "node:assert/strict";
import { test } from "node:test";
import { poseidon } from "../../src/hash/poseidon.ts";

test("Poseidon of (1) and (1, 2) is the published one", () => {
  assert.equal(poseidon([1n]), 18586133768512220936620570745912940619677854269274689475585506675881198879027n);
  assert.equal(poseidon([1n, 2n]), 7853200120776062878684798364095072458815029376092732009249414926327459813530n);
});

test("Poseidon of 16 inputs is the published one", () => {
  const inputs = Array.from({ length: 16 }, (_, i) => BigInt(i + 1));
  assert.equal(poseidon(inputs), 9989051620750914585850546081941653841776809718687451684622678807385399211877n);
});
