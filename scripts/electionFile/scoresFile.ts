import { z } from "zod";
import { type CommitteeScores, ScoresInvalidError } from "../../sdk/proposals/combinedScores.ts";
import { fractionOf, QUORUM_FORM } from "./fractionText.ts";
import { examine } from "./parseElectionFile.ts";
import { described, fraction, uint } from "./schema.ts";

/** What a committee gave to the projects of a vote, as the organizer writes it down. */
export const scoresFileSchema = z.strictObject({
  format: z.literal("hanpyo-scores-1"),
  weight: fraction(QUORUM_FORM, "Of the committee's scores in the whole: 80 % or 4/5; the rest is the vote's"),
  scores: described(
    z.array(uint(Number.MAX_SAFE_INTEGER)).min(1).max(32),
    "One whole number for each option, in the order of the ballot",
  ),
});

/** Reads a committee's scores. Throws `ScoresInvalidError`. @param name How the file is called in messages. */
export function parseScoresFile(text: string, name: string): CommitteeScores {
  const { value, findings } = examine(text, scoresFileSchema);
  const weight = value && fractionOf(value.weight);
  if (value === undefined || weight === undefined) {
    const [first] = findings;
    throw new ScoresInvalidError(`${name}, line ${first?.line}: ${first?.path ?? ""} ${first?.cause ?? ""}`.trim());
  }
  return { weight, scores: value.scores };
}
