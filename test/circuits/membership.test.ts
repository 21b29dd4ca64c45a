import { expect } from "chai";
import { poseidon2 } from "poseidon-lite";
import { FIELD_ORDER, inverse, mod } from "../../sdk/crypto/field.ts";
import { type Circuit, signal, testCircuit } from "./harness/circuit.ts";
import { expectForgeryRefused, expectPass, refusal, violations } from "./harness/expectWitness.ts";
import { forged } from "./harness/forge.ts";

const binaryMerkleRoot = "node_modules/@zk-kit/binary-merkle-root.circom/src/binary-merkle-root.circom";

/**
 * Path bit and sibling that lead a leaf, which is no member, to the parent of `left` and `right`: the multiplexer gives
 * (sibling - leaf) bit + leaf and (leaf - sibling) bit + sibling, a line through which any pair of that sum passes.
 */
function forgedStep(leaf: bigint, left: bigint, right: bigint): { readonly bit: bigint; readonly sibling: bigint } {
  const sibling = mod(left + right - leaf, FIELD_ORDER);
  const bit = mod((left - leaf) * inverse(sibling - leaf, FIELD_ORDER), FIELD_ORDER);
  return { bit, sibling };
}

describe("membership in a census", () => {
  let ours: Circuit;
  let freeIndex: Circuit;
  const [left, right, outsider] = [111n, 222n, 333n] as const;
  const root = poseidon2([left, right]);
  const { bit, sibling } = forgedStep(outsider, left, right);

  before(async function () {
    this.timeout(600_000);
    const file = "test/circuits/variants/freeIndex.circom";
    freeIndex = await testCircuit({ name: "free-index", file, main: "FreeIndexRoot(1)" });
    ours = await testCircuit({ name: "binary-merkle-root", file: binaryMerkleRoot, main: "BinaryMerkleRoot(1)" });
  });

  it("is that of both leaves, in both circuits", () => {
    for (const [leaf, index, other] of [
      [left, 0n, right],
      [right, 1n, left],
    ] as const) {
      const variant = expectPass(freeIndex, { leaf, indices: [index], siblings: [other] });
      expect(signal(freeIndex, variant, "out")).to.equal(root);
      expect(signal(ours, expectPass(ours, { leaf, depth: 1, index, siblings: [other] }), "out")).to.equal(root);
    }
  });

  it("is forged where path bits are not forced to be bits", () => {
    const witness = expectPass(freeIndex, { leaf: outsider, indices: [bit], siblings: [sibling] });
    expect(signal(freeIndex, witness, "out")).to.equal(root);
  });

  it("is not forged so in the template of our ballots: the path bit alone refuses it", () => {
    expect(refusal(ours, { leaf: outsider, depth: 1, index: bit, siblings: [sibling] })).to.include("Num2Bits");
    const honest = expectPass(ours, { leaf: outsider, depth: 1, index: 0n, siblings: [sibling] });
    const computed = (name: string) => !/^(leaf|depth|index|siblings)\b|^(IsEqual|Num2Bits)/.test(name);
    const path = [...ours.wires.keys()].filter((name) => /^(Num2Bits\w*\.out|indices)\[0\]$/.test(name));
    const changes = Object.fromEntries(path.map((name) => [name, bit]));
    const forgery = forged(ours, honest, changes, computed);
    expect(signal(ours, forgery, "out")).to.equal(root);
    expectForgeryRefused(ours, forgery, path.find((name) => name.startsWith("Num2Bits")) as string);
    const refusing = violations(ours, forgery);
    expect(refusing.every((signals) => signals.every((name) => /^Num2Bits|^index/.test(name)))).to.equal(true);
  });
});
