import { expect } from "chai";
import { frozenDifferences } from "../../../scripts/clerk/frozenDifferences.ts";
import { constitutionOf, contentOf } from "../../../scripts/electionFile/toElection.ts";
import type { Constitution } from "../../../sdk/election/constitution.ts";
import { example } from "../electionFile/exampleFile.ts";

const { file } = example("knapsack");
const places = { rolls: `0x${"01".repeat(20)}`, board: `0x${"02".repeat(20)}` };
const frozen = constitutionOf(file, contentOf(file, []), places);

/** Every place in a constitution where a value stands, with another value of its kind. */
function others(value: object, path: readonly string[] = []): readonly (readonly [readonly string[], unknown])[] {
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => {
    const at = [...path, name];
    if (typeof part === "object" && part !== null) return others(part, at);
    if (typeof part === "boolean") return [[at, !part] as const];
    if (typeof part === "string") return [[at, `${part}1`] as const];
    return [[at, typeof part === "bigint" ? part + 1n : Number(part) + 60] as const];
  });
}

function altered<T extends object>(value: T, [name = "", ...rest]: readonly string[], to: unknown): T {
  const part = (value as Record<string, unknown>)[name];
  const next = rest.length === 0 ? to : altered(part as object, rest, to);
  if (Array.isArray(value)) return value.map((one, i) => (String(i) === name ? next : one)) as unknown as T;
  return { ...value, [name]: next };
}

describe("What a file has otherwise than the election that was created", () => {
  it("is nothing for the same file, however addresses are written", () => {
    expect(frozenDifferences(frozen, structuredClone(frozen))).to.deep.equal([]);
    expect(frozenDifferences(frozen, { ...frozen, board: `0x${"02".repeat(20).toUpperCase()}` })).to.deep.equal([]);
  });

  for (const [path, value] of others(frozen)) {
    it(`is found at ${path.join(".")}, and there alone`, () => {
      const found = frozenDifferences(altered<Constitution>(frozen, path, value), frozen);
      expect(found).to.have.length(1);
      expect(path.join(".").startsWith((found[0] as { field: string }).field)).to.equal(true);
    });
  }

  it("is said as people write it: shares as fractions, times in Korea", () => {
    const quorum = { numerator: 1, denominator: 5, moreThan: true };
    const other = { ...frozen, outcome: { ...frozen.outcome, quorum } };
    expect(frozenDifferences(other, frozen)).to.deep.equal([
      { field: "outcome.quorum", file: "more than 1/5", frozen: "at least 1/20" },
    ]);
    const later = { ...frozen, schedule: { ...frozen.schedule, opensAt: frozen.schedule.opensAt + 60 } };
    const [found] = frozenDifferences(later, frozen);
    expect(found).to.deep.include({ field: "schedule.opensAt" });
    expect(found?.file).to.match(/^2027-\d\d-\d\d \d\d:\d\d KST$/);
  });
});
