import { expect } from "chai";
import {
  ConstitutionInvalidError,
  checkConstitution,
  fieldAgainstBoard,
  fieldAgainstTime,
  invalidField,
} from "../../../sdk/election/constitutionRules.ts";
import { constitutionBoundaries } from "./constitutionBoundaries.ts";
import { SAMPLE_CONSTITUTION as sample } from "./sampleConstitution.ts";

describe("constitution rules", () => {
  for (const [field, legal, illegal] of constitutionBoundaries(sample)) {
    it(`${field} has its boundary where the factory's is`, () => {
      expect(invalidField(legal)).to.equal(undefined);
      expect(invalidField(illegal)).to.equal(field);
      expect(() => checkConstitution(illegal)).to.throw(ConstitutionInvalidError, field);
    });
  }

  const board = { trustees: 5, threshold: 3, termEndsAt: sample.schedule.sharesDueAt + 1 };

  it("need a consent more than the threshold, or all trustees' where the threshold is all of them", () => {
    expect(fieldAgainstBoard(sample, board)).to.equal(undefined);
    expect(fieldAgainstBoard({ ...sample, consentsRequired: 3 }, board)).to.equal("consentsRequired");
    expect(fieldAgainstBoard({ ...sample, consentsRequired: 6 }, board)).to.equal("consentsRequired");
    expect(fieldAgainstBoard({ ...sample, consentsRequired: 5 }, { ...board, threshold: 5 })).to.equal(undefined);
    expect(fieldAgainstBoard(sample, { ...board, threshold: 5 })).to.equal("consentsRequired");
  });

  it("need a day between creation and opening, and a test a second", () => {
    const [created, real] = [sample.schedule.opensAt, { ...sample, isTest: false }];
    expect(fieldAgainstTime(real, created - 86_400)).to.equal(undefined);
    expect(fieldAgainstTime(real, created - 86_399)).to.equal("schedule.opensAt");
    expect(fieldAgainstTime(sample, created - 1)).to.equal(undefined);
    expect(fieldAgainstTime(sample, created)).to.equal("schedule.opensAt");
  });

  it("need a board whose term reaches beyond the shares' due date", () => {
    expect(() => checkConstitution(sample, board)).to.not.throw();
    expect(() => checkConstitution(sample, { ...board, termEndsAt: sample.schedule.sharesDueAt })).to.throw(
      ConstitutionInvalidError,
      "schedule.sharesDueAt",
    );
  });
});
