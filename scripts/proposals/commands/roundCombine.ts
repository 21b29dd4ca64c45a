import type { Command } from "commander";
import { getBytes } from "ethers";
import { optionsOfBits } from "../../../sdk/election/outcome.ts";
import { combineScores, ScoresInvalidError } from "../../../sdk/proposals/combinedScores.ts";
import { readElectionContent } from "../../../sdk/proposals/electionContent.ts";
import { recordSchema } from "../../../sdk/verify/record.ts";
import { constitutionFrom } from "../../../sdk/verify/recordValues.ts";
import { parseScoresFile } from "../../electionFile/scoresFile.ts";
import { readText } from "../../terminal/checkedFile.ts";
import { example, withLanguage } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { readRecordFile } from "../../terminal/recordFile.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { proposalsSpeaker } from "../proposalsSpeaker.ts";
import { combinedLines } from "../roundLines.ts";

type Options = LanguageOptions & { readonly scores: string };

/** `round combine`: a decided vote weighed with a committee's scores (P25.10), the organizer's computation. */
export function addCombine(round: Command): void {
  const combined = withLanguage(round.command("combine"))
    .description(
      "weigh a decided vote with a committee's scores; this is the organizer's computation, and no chain holds the scores",
    )
    .argument("<record>", "the record of the vote, verified beforehand")
    .requiredOption("--scores <file>", "the committee's scores and their weight")
    .action((record: string, options: Options) => guarded(() => combine(record, options)));
  example(combined, "round combine record.json --scores examples/proposals/scores.yaml");
}

async function combine(file: string, options: Options): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const { success, data: record } = recordSchema.safeParse((await readRecordFile(file)).content);
  if (!success) throw new ScoresInvalidError(`${file} is no record of an election`);
  const { result, seal, opening } = record;
  if (result === null || seal === null || opening === null) throw new ScoresInvalidError("the vote is not decided");
  const { outcome } = constitutionFrom(record);
  const committee = parseScoresFile(readText(options.scores), options.scores);
  const titles = readElectionContent(getBytes(record.content)).options.map(
    ({ title }) => title[speaker.language] ?? title.ko ?? "",
  );
  const counts = result.counts.slice(0, titles.length).map(Number);
  const turnout = { ballots: seal.ballots, activeMembers: opening.activeMembers };
  const combination = combineScores({ counts, outcome, turnout }, committee);
  for (const line of combinedLines({ titles, counts, outcome }, committee.scores, combination, speaker)) {
    speaker.print(line);
  }
  const { points, denominator, result: funded } = combination;
  if (!options.json) return;
  const said = {
    computedBy: "organizer",
    formula: "100 (w s / max s + (1 - w) v / max v)",
    weight: `${committee.weight.numerator}/${committee.weight.denominator}`,
    options: titles.map((title, at) => ({
      ...{ title, votes: counts[at], score: committee.scores[at], points: `${points[at]}/${denominator}` },
      funded: optionsOfBits(funded.selected).includes(at),
    })),
    quorumReached: funded.quorumReached,
  };
  console.log(JSON.stringify(said, null, 2));
}
