import { expect } from "chai";
import { AbiCoder } from "ethers";
import type { Constitution } from "../../../sdk/election/constitution.ts";
import {
  CONSTITUTION_ABI,
  constitutionFromAbi,
  constitutionHash,
  constitutionToAbi,
  type DecodedConstitution,
  electionScope,
} from "../../../sdk/election/constitutionAbi.ts";
import { SAMPLE_CONSTITUTION } from "./sampleConstitution.ts";

/** Every constitution that differs from the sample in exactly one leaf. */
function variants(): Constitution[] {
  const changed = (value: unknown): unknown[] => {
    if (typeof value === "boolean") return [!value];
    if (typeof value === "number") return [value + 1];
    if (typeof value === "bigint") return [value + 1n];
    if (value === "Referendum") return ["GreedyNoSkip"];
    if (value === "ListedOrder") return ["CheaperFirst", "None"];
    if (typeof value === "string") return [value.toLowerCase().slice(0, -1) + (value.endsWith("2") ? "5" : "2")];
    if (Array.isArray(value)) return [[...value, 1]];
    return Object.entries(value as object).flatMap(([key, part]) =>
      changed(part).map((other) => ({ ...(value as object), [key]: other })),
    );
  };
  const reduced = { ...SAMPLE_CONSTITUTION, rules: { ...SAMPLE_CONSTITUTION.rules, budget: 5, credits: 5 } };
  return [reduced, ...(changed(reduced) as Constitution[])];
}

describe("constitution", () => {
  it("survives encoding and decoding in every field", () => {
    for (const constitution of variants()) {
      const encoded = AbiCoder.defaultAbiCoder().encode([CONSTITUTION_ABI], [constitutionToAbi(constitution)]);
      const [decoded] = AbiCoder.defaultAbiCoder().decode([CONSTITUTION_ABI], encoded);
      const again = constitutionFromAbi(decoded as unknown as DecodedConstitution);
      expect(constitutionHash(again)).to.equal(constitutionHash(constitution));
      expect(JSON.stringify(again, withBigints).toLowerCase()).to.equal(
        JSON.stringify(constitution, withBigints).toLowerCase(),
      );
    }
  });

  it("has another hash when any field changes", () => {
    const hashes = variants().map(constitutionHash);
    expect(hashes.length).to.be.greaterThan(30);
    expect(new Set(hashes).size).to.equal(hashes.length);
  });

  it("gives every chain, election and constitution its own scope, below 2^248", () => {
    const hash = constitutionHash(SAMPLE_CONSTITUTION);
    const scopes = [
      electionScope(1n, SAMPLE_CONSTITUTION.board, hash),
      electionScope(2n, SAMPLE_CONSTITUTION.board, hash),
      electionScope(1n, SAMPLE_CONSTITUTION.rolls, hash),
      electionScope(1n, SAMPLE_CONSTITUTION.board, `0x${"00".repeat(32)}`),
    ];
    expect(new Set(scopes).size).to.equal(4);
    expect(scopes.every((scope) => scope < 1n << 248n)).to.equal(true);
  });
});

function withBigints(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
