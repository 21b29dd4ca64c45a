import { expect } from "chai";
import fc from "fast-check";
import { ContractRefusedError, read } from "../../../sdk/chain/contracts.ts";
import { brokenRule } from "../../../sdk/election/ballotRules.ts";
import { type BallotRules, type Constitution, NO_BUDGET, NO_CREDITS } from "../../../sdk/election/constitution.ts";
import { constitutionToAbi } from "../../../sdk/election/constitutionAbi.ts";
import { invalidField } from "../../../sdk/election/constitutionRules.ts";
import { exampleBallot } from "../../../sdk/election/exampleBallot.ts";
import { BALLOT_SIZE, CONTENT, constitutionFor, type Deployed, deployFactory } from "../electionFixture.ts";

/** The rule that the factory finds broken by an example, or undefined if it would create the election. */
async function refusedRule({ factory }: Deployed, constitution: Constitution, example: readonly number[]) {
  try {
    await read(factory, "create", constitutionToAbi(constitution), CONTENT, [...example]);
    return undefined;
  } catch (error) {
    if (error instanceof ContractRefusedError && error.refusal === "ExampleBallotIllegal") return error.args.rule;
    throw error;
  }
}

describe("The example of a legal ballot that the factory asks for", () => {
  let deployed: Deployed;
  let sample: Constitution;

  before(async () => {
    deployed = await deployFactory("SyntheticVerifier");
    const rules = { optionCount: 4, maxPerOption: 9, minTotal: 0, maxTotal: 30, costs: [1, 2, 3, 4] };
    sample = await constitutionFor(deployed, {
      rules,
      outcome: { quorum: { numerator: 0, denominator: 1, moreThan: false } },
    });
  });

  const ruled = (rules: Partial<BallotRules>): Constitution => ({ ...sample, rules: { ...sample.rules, ...rules } });

  it("has the boundary of each rule where the protocol has it", async () => {
    const cases: readonly (readonly [string, Partial<BallotRules>, readonly number[], readonly number[]])[] = [
      ["optionCount", {}, [0, 0, 0, 1], [0, 0, 0, 1, 0]],
      ["optionCount", {}, [0, 0, 0, 1], [0, 0, 1]],
      ["maxPerOption", {}, [9, 0, 0, 0], [10, 0, 0, 0]],
      ["minTotal", { minTotal: 3 }, [2, 1, 0, 0], [1, 1, 0, 0]],
      ["maxTotal", { maxTotal: 3 }, [2, 1, 0, 0], [2, 2, 0, 0]],
      ["budget", { budget: 10 }, [0, 0, 2, 1], [1, 0, 2, 1]],
      ["credits", { credits: 25 }, [3, 4, 0, 0], [3, 4, 1, 0]],
      ["distinct", { distinct: true }, [3, 0, 0, 1], [3, 0, 0, 3]],
    ];
    for (const [rule, rules, legal, illegal] of cases) {
      expect(await refusedRule(deployed, ruled(rules), legal), rule).to.equal(undefined);
      expect(await refusedRule(deployed, ruled(rules), illegal), rule).to.equal(rule);
    }
  });

  it("is judged as the sdk judges it, for rules and ballots at random", async () => {
    const found = new Set<unknown>();
    const rules = fc.record({
      maxPerOption: fc.constantFrom(1, 3, 255),
      minTotal: fc.constantFrom(0, 1, 4),
      maxTotal: fc.constantFrom(4, 8, 1020),
      budget: fc.constantFrom(0, 9, NO_BUDGET),
      credits: fc.constantFrom(4, 20, NO_CREDITS),
      distinct: fc.boolean(),
      costs: fc.array(fc.constantFrom(0, 1, 5, 2 ** 40 - 1), { minLength: 4, maxLength: 4 }),
    });
    const ballot = fc.array(fc.constantFrom(0, 0, 1, 1, 2, 3, 255), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(rules, ballot, async (changes, example) => {
        const constitution = ruled(changes);
        fc.pre(invalidField(constitution) === undefined);
        const padded = [...example, ...Array<number>(BALLOT_SIZE - example.length).fill(0)];
        const rule = brokenRule(constitution.rules, BALLOT_SIZE, padded)?.rule;
        found.add(rule);
        expect(await refusedRule(deployed, constitution, example)).to.equal(rule);
      }),
      { numRuns: 200 },
    );
    expect(found.size).to.be.greaterThan(5);
  }).timeout(60_000);

  it("keeps out a constitution that no ballot satisfies, whatever the example", async () => {
    const impossible = ruled({ minTotal: 12, maxTotal: 12, maxPerOption: 4, distinct: true });
    expect(invalidField(impossible)).to.equal(undefined);
    expect(exampleBallot(impossible.rules)).to.equal(undefined);
    for (const [example, rule] of [
      [[4, 3, 2, 1], "minTotal"],
      [[4, 4, 2, 2], "distinct"],
      [[0, 0, 0, 0], "minTotal"],
      [[12, 0, 0, 0], "maxPerOption"],
      [[], "optionCount"],
    ] as const) {
      expect(await refusedRule(deployed, impossible, example)).to.equal(rule);
    }
  });

  it("is not kept: the same election is created with any of them", async () => {
    const hash = async (example: readonly number[]) => {
      const receipt = await (await deployed.factory.create(constitutionToAbi(sample), CONTENT, [...example])).wait();
      return deployed.factory.interface.parseLog(receipt.logs[0])?.args.constitutionHash;
    };
    expect(await hash([1, 2, 3, 4])).to.equal(await hash([0, 0, 0, 0]));
  });
});
