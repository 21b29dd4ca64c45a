import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import { projectRoot } from "../../checkout/projectRoot.ts";
import { newFileText } from "../../electionFile/newFile.ts";
import { readText, requireAbsent } from "../../terminal/checkedFile.ts";
import { example, withLanguage } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { type LanguageOptions, speakerOf } from "../../terminal/speaker.ts";
import { electionFileOf } from "../electionFileOf.ts";
import { parsePabulib } from "../parsePabulib.ts";
import { pabulibWords } from "../phrases.ts";
import texts from "../texts.json" with { type: "json" };
import { toElection } from "../toElection.ts";

type Options = LanguageOptions & { readonly out: string };

/** `round from`: projects of a file become an ordinary election (P25.9). */
export function addRoundFrom(round: Command): void {
  const made = withLanguage(round.command("from"))
    .description("write an election's file for the projects of a Pabulib file; it is an election as any other")
    .argument("<file>", "the Pabulib file (.pb)")
    .requiredOption("--out <file>", "where to write the election's file; accounts and dates are to be filled in")
    .action((file: string, options: Options) => guarded(() => from(file, options)));
  example(made, "round from examples/riverside.pb --out riverside.yaml");
}

async function from(file: string, options: Options): Promise<void> {
  const speaker = speakerOf(texts, options);
  requireAbsent(options.out);
  const election = toElection(parsePabulib(readText(file)));
  const id = basename(options.out).replace(/\.[^.]*$/, "");
  const text = newFileText(readFileSync(`${projectRoot}examples/knapsack.yaml`, "utf8"), id, Date.now(), "");
  writeFileSync(
    options.out,
    electionFileOf(election, { id, example: text.replace(/^# yaml-language-server:.*\n/, "") }),
  );
  for (const deviation of election.deviations) speaker.print(pabulibWords(deviation, speaker.language));
  speaker.say("roundFrom", { file: options.out, projects: election.content.options.length });
}
