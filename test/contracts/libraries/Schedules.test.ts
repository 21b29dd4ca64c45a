import { expect } from "chai";
import fc from "fast-check";
import { LEAST_OPEN_GRACE, LEAST_OPEN_LEAD, LEAST_VOTING, leastSpan } from "../../../sdk/proposals/leastSpans.ts";
import {
  deriveSchedule,
  opensBefore,
  requireSoundTiming,
  type Span,
  type Timing,
} from "../../../sdk/proposals/schedule.ts";
import { type Conversion, conversions } from "../../sdk/proposals/timings.ts";
import type { ContractWith } from "../contractWith.ts";
import { ethers } from "../electionFixture.ts";

type Calculator = ContractWith<"derive" | "opensBefore" | "requireSound">;

const NONE: Span = { from: 0, until: 0 };
/** What a reader of the chain gets as numbers. */
const numbers = (values: Iterable<bigint>) => [...values].map(Number);

const LEAST = [true, false].flatMap((isTest) =>
  [LEAST_OPEN_GRACE, LEAST_OPEN_LEAD, LEAST_VOTING].flatMap((real) => {
    const least = leastSpan(isTest, real);
    return [least - 1, least];
  }),
);

/** Any timing, most of them unsound by one field, of a test or not. */
const timings: fc.Arbitrary<readonly [Timing, boolean]> = fc
  .tuple(
    conversions,
    fc.constantFrom(
      ...(["openLead", "alignEvery", "alignOffset", "censusLead", "votingLength", "closeGrace"] as const),
      ...(["openGrace", "sharesTerm", "mostPostponed", "blackouts", undefined] as const),
    ),
    fc.oneof(
      fc.nat(10),
      fc.constantFrom(...LEAST),
      fc.constantFrom(366 * 86_400, 366 * 86_400 + 1, 120 * 86_400 + 1, 2 ** 32 - 1),
    ),
    fc.boolean(),
  )
  .map(([{ timing }, field, value, isTest]) => {
    if (field === undefined) return [timing, isTest];
    const last = { from: value, until: 2 ** 31 };
    return [{ ...timing, [field]: field === "blackouts" ? [...timing.blackouts, last] : value }, isTest];
  });

async function isTaken(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "sound",
    (error: unknown) => /TimingInvalid\("(\w+)"\)/.exec(String(error))?.[1] ?? String(error),
  );
}

function faultOf(timing: Timing, isTest: boolean): string {
  try {
    requireSoundTiming(timing, isTest);
    return "sound";
  } catch (error) {
    return /: (\w+)\./.exec(String(error))?.[1] ?? String(error);
  }
}

describe("A derived schedule on chain", () => {
  let calculator: Calculator;

  before(async () => {
    calculator = (await ethers.deployContract("ScheduleCalculator")) as unknown as Calculator;
  });

  it("is the sdk's, for voting days, blackouts and postponements of every kind", async () => {
    await fc.assert(
      fc.asyncProperty(conversions, async ({ timing, postponement, start }: Conversion) => {
        const derived = deriveSchedule(timing, postponement, start);
        expect(numbers(await calculator.derive(timing, postponement ?? NONE, start))).to.deep.equal([
          ...[derived.censusTime, derived.opensAt, derived.openGrace, derived.closesAt, derived.closeGrace],
          ...[derived.sharesDueAt, derived.sealDelay],
        ]);
        expect(Number(await calculator.opensBefore(timing, start))).to.equal(opensBefore(timing, start));
      }),
      { numRuns: 150 },
    );
  }).timeout(120_000);

  it("is refused for the fields that the sdk refuses", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(timings, async ([timing, isTest]) => {
        const expected = faultOf(timing, isTest);
        seen.add(expected);
        expect(await isTaken(calculator.requireSound(timing, isTest))).to.equal(expected);
      }),
      { numRuns: 300 },
    );
    expect([...seen]).to.include.members([
      "sound",
      "alignEvery",
      "alignOffset",
      "openLead",
      "openGrace",
      "censusLead",
      "votingLength",
      "blackouts",
    ]);
  }).timeout(120_000);
});
