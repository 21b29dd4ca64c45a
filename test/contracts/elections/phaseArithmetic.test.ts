import { expect } from "chai";
import type { Signer } from "ethers";
import fc from "fast-check";
import { deployElectionLibraries, linksOf } from "../../../sdk/chain/deploy.ts";
import { outcomeRuleToAbi } from "../../../sdk/election/constitutionAbi.ts";
import { MAJORITY } from "../../../sdk/election/fraction.ts";
import { type BoxState, PHASES, type PhaseRule, phaseOf } from "../../../sdk/election/phase.ts";
import { atLeast, membersOf, moreThan, REFERENDUMS, referendumOf } from "../../sdk/election/referendums.ts";
import type { ContractWith } from "../contractWith.ts";
import { ethers } from "../electionFixture.ts";

type Calculator = ContractWith<"phaseOf" | "quorumBallots">;
type Case = { readonly rule: PhaseRule; readonly state: BoxState; readonly time: number };

const SCHEDULE = { opensAt: 100, openGrace: 10, closesAt: 200, closeGrace: 20 };
const CLOSED = SCHEDULE.closesAt + SCHEDULE.closeGrace;

const QUORUMS = [
  ...[atLeast(0, 1), moreThan(0, 1), atLeast(1, 4), moreThan(1, 3), atLeast(1, 2), MAJORITY, atLeast(1, 1)],
  ...[moreThan(2 ** 32 - 2, 2 ** 32 - 1), atLeast(1, 2 ** 32 - 1)],
];

const cases: fc.Arbitrary<Case> = fc.record({
  rule: fc.record({
    schedule: fc.constant(SCHEDULE),
    minimumBallots: fc.integer({ min: 1, max: 5 }),
    outcome: fc.record({
      quorum: fc.constantFrom(...QUORUMS),
      closedBelowQuorum: fc.boolean(),
      electors: fc.constantFrom(0, 1, 12, 2 ** 32 - 1),
    }),
  }),
  state: fc.record({
    turnout: fc.option(fc.record({ ballots: fc.nat(12), activeMembers: fc.integer({ min: 1, max: 12 }) }), {
      nil: undefined,
      freq: 4,
    }),
    isSealed: fc.boolean(),
    isDecided: fc.boolean(),
  }),
  time: fc.constantFrom(99, 110, 111, CLOSED - 1, CLOSED, CLOSED, CLOSED, CLOSED + 1, 2 ** 40),
});

/** The phase by the contract's own functions: the quorum's ballots as they are frozen at opening, then the phase. */
async function onChain(calculator: Calculator, { rule, state, time }: Case): Promise<string | undefined> {
  const { turnout, isSealed, isDecided } = state;
  const { opensAt, openGrace } = rule.schedule;
  const full = { ...referendumOf(rule.outcome.quorum, rule.outcome.electors), ...rule.outcome };
  const quorumBallots = rule.outcome.closedBelowQuorum
    ? await calculator.quorumBallots(outcomeRuleToAbi(full), turnout?.activeMembers ?? 0)
    : 0;
  const box = {
    closesAt: turnout === undefined ? 0 : CLOSED,
    minimumBallots: rule.minimumBallots,
    quorumBallots: turnout === undefined ? 0 : quorumBallots,
    decided: isDecided,
    summedAt: 0,
  };
  return PHASES[Number(await calculator.phaseOf(box, turnout?.ballots ?? 0, opensAt + openGrace, isSealed, time))];
}

describe("The phase of an election", () => {
  let calculator: Calculator;

  before(async () => {
    const [deployer] = (await ethers.getSigners()) as unknown as [Signer];
    const { Outcomes } = linksOf(await deployElectionLibraries(deployer));
    calculator = (await ethers.deployContract("PhaseCalculator", [], {
      libraries: { Outcomes },
    })) as unknown as Calculator;
  });

  it("is the sdk's on the chain, for boxes of every kind at every boundary of time and turnout", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const expected = phaseOf(one.rule, one.state, one.time);
        seen.add(expected);
        expect(await onChain(calculator, one)).to.equal(expected);
      }),
      { numRuns: 500 },
    );
    expect([...seen].toSorted()).to.deep.equal([...PHASES].toSorted());
  }).timeout(120_000);

  for (const one of REFERENDUMS) {
    const { what, ballots, electors, quorum, expected } = one;
    if (quorum.numerator === 0) continue;
    const phase = expected.quorumReached ? "closed" : "below quorum";
    it(`is ${phase} where a box stays closed below the quorum: ${what}`, async () => {
      const turnout = { ballots, activeMembers: membersOf(one) };
      const rule = { schedule: SCHEDULE, minimumBallots: 1, outcome: { quorum, electors, closedBelowQuorum: true } };
      const closed: Case = { rule, state: { turnout, isSealed: false, isDecided: false }, time: CLOSED };
      expect(phaseOf(closed.rule, closed.state, closed.time)).to.equal(phase);
      expect(await onChain(calculator, closed)).to.equal(phase);
      const counted = { ...closed, rule: { ...rule, outcome: { ...rule.outcome, closedBelowQuorum: false } } };
      expect(await onChain(calculator, counted)).to.equal("closed");
    });
  }
});
