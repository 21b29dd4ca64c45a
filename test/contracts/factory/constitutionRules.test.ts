import { expect } from "chai";
import type { Constitution } from "../../../sdk/election/constitution.ts";
import { constitutionToAbi } from "../../../sdk/election/constitutionAbi.ts";
import { fieldAgainstTime, invalidField } from "../../../sdk/election/constitutionRules.ts";
import { constitutionBoundaries, realAndTest } from "../../sdk/election/constitutionBoundaries.ts";
import { SAMPLE_CONSTITUTION } from "../../sdk/election/sampleConstitution.ts";
import {
  addressesOf,
  CONTENT,
  constitutionFor,
  DAY,
  type Deployed,
  deployBoard,
  deployFactory,
  ethers,
  networkHelpers,
  realBoardAndRolls,
} from "../electionFixture.ts";
import { refusedField } from "../elections/refusal.ts";

/** Whether the constitution's numbers fit the ABI's types. */
function isEncodable(factory: Deployed["factory"], constitution: Constitution): boolean {
  try {
    factory.interface.encodeFunctionData("create", [constitutionToAbi(constitution), CONTENT, []]);
    return true;
  } catch (error) {
    if (ethers.isError(error, "INVALID_ARGUMENT")) return false;
    throw error;
  }
}

describe("Constitutions that the factory refuses", () => {
  let deployed: Deployed;
  let sample: Constitution;
  let real: Pick<Constitution, "board" | "rolls">;

  before(async () => {
    deployed = await deployFactory("SyntheticVerifier");
    sample = await constitutionFor(deployed);
    real = await addressesOf(await realBoardAndRolls(deployed));
  });

  /** With a board and a roll of its own mark. */
  const placed = (constitution: Constitution) => (constitution.isTest ? constitution : { ...constitution, ...real });

  for (const [index, [field]] of constitutionBoundaries(SAMPLE_CONSTITUTION).entries()) {
    it(`have the boundary of ${field} exactly where the sdk has it (${index + 1})`, async () => {
      const [, legal, illegal] = constitutionBoundaries(sample)[index] as readonly [string, Constitution, Constitution];
      expect(await refusedField(deployed.factory, placed(legal))).to.equal(undefined);
      if (isEncodable(deployed.factory, illegal)) {
        expect(await refusedField(deployed.factory, placed(illegal))).to.equal(field);
      } else {
        expect(invalidField(illegal)).to.equal(field);
      }
    });
  }

  it("lie within the ABI's types for most boundaries, so that the contract itself was asked", () => {
    const encodable = constitutionBoundaries(sample).filter(([, , illegal]) => isEncodable(deployed.factory, illegal));
    expect(encodable.length).to.be.at.least(30);
  });

  it("include those whose points could fill a count of 24 bits", async () => {
    const { rules } = sample;
    for (const field of ["minimumCensus", "minimumBallots"] as const) {
      const many = (people: number) => ({ ...sample, [field]: people, rules: { ...rules, maxPerOption: 255 } });
      expect(await refusedField(deployed.factory, many(65_793))).to.equal(undefined);
      expect(await refusedField(deployed.factory, many(65_794))).to.equal(field);
    }
  });

  it("include those that count and open within a day, however old their census is", async () => {
    const opensAt = sample.schedule.opensAt;
    const [counts] = realAndTest(sample);
    const old = placed({ ...counts, schedule: { ...counts.schedule, censusTime: deployed.start - 365 * DAY } });
    await networkHelpers.time.increaseTo(opensAt - DAY);
    expect(await refusedField(deployed.factory, old)).to.equal(undefined);
    expect(fieldAgainstTime(old, opensAt - DAY)).to.equal(undefined);
    await networkHelpers.time.increaseTo(opensAt - DAY + 1);
    expect(await refusedField(deployed.factory, old)).to.equal("schedule.opensAt");
    expect(fieldAgainstTime(old, opensAt - DAY + 1)).to.equal("schedule.opensAt");
  });

  it("include those that open in the current second or before", async () => {
    const opensAt = sample.schedule.opensAt;
    const soon = { ...sample, schedule: { ...sample.schedule, opensAt } };
    await networkHelpers.time.increaseTo(opensAt - 1);
    expect(await refusedField(deployed.factory, soon)).to.equal(undefined);
    await networkHelpers.time.increaseTo(opensAt);
    expect(await refusedField(deployed.factory, soon)).to.equal("schedule.opensAt");
  });
});

describe("Constitutions against their rolls and board", () => {
  let deployed: Deployed;
  let sample: Constitution;

  before(async () => {
    deployed = await deployFactory("SyntheticVerifier");
    sample = await constitutionFor(deployed);
  });

  it("need a ballot size for which there is an implementation", async () => {
    for (const ballotSize of [0, 7, 9, 32, 255]) {
      expect(await refusedField(deployed.factory, { ...sample, ballotSize })).to.equal("ballotSize");
      expect(await deployed.factory.implementation(ballotSize)).to.equal(ethers.ZeroAddress);
    }
    expect(await deployed.factory.implementation(8)).to.equal(await deployed.implementation.getAddress());
  });

  it("need a consent more than the threshold, at most all trustees', and all where the threshold is all", async () => {
    const factory = await deployed.factory.getAddress();
    const termEndsAt = deployed.start + 100 * DAY;
    for (const [threshold, least] of [
      [2, 3],
      [3, 4],
      [4, 5],
      [5, 5],
    ] as const) {
      const board = await (await deployBoard({ factory, termEndsAt, threshold })).getAddress();
      for (let consentsRequired = 0; consentsRequired <= 6; consentsRequired++) {
        const expected = consentsRequired >= least && consentsRequired <= 5 ? undefined : "consentsRequired";
        const constitution = { ...sample, board, consentsRequired };
        expect(await refusedField(deployed.factory, constitution), `${consentsRequired} of ${threshold}`).to.equal(
          expected,
        );
      }
    }
  });

  it("need a board whose term ends after the shares are due, by a second", async () => {
    const factory = await deployed.factory.getAddress();
    for (const [late, expected] of [
      [0, "schedule.sharesDueAt"],
      [1, undefined],
    ] as const) {
      const board = await (await deployBoard({ factory, termEndsAt: sample.schedule.sharesDueAt + late })).getAddress();
      expect(await refusedField(deployed.factory, { ...sample, board })).to.equal(expected);
    }
  });
});
