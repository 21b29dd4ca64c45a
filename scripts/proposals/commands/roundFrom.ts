import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import { projectRoot } from "../../checkout/projectRoot.ts";
import { newFileText } from "../../electionFile/newFile.ts";
import { electionFileOf } from "../../pabulib/electionFileOf.ts";
import { parsePabulib } from "../../pabulib/parsePabulib.ts";
import { pabulibWords } from "../../pabulib/phrases.ts";
import { toElection } from "../../pabulib/toElection.ts";
import { readText, requireAbsent } from "../../terminal/checkedFile.ts";
import { example, withLanguage } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { proposalsSpeaker } from "../proposalsSpeaker.ts";

type Options = LanguageOptions & { readonly out: string };

/** `round from`: projects of a file become an ordinary election (P25.9). */
export function addFrom(round: Command): void {
  const made = withLanguage(round.command("from"))
    .description("write an election's file for the projects of a Pabulib file; it is an election as any other")
    .argument("<file>", "the Pabulib file (.pb)")
    .requiredOption("--out <file>", "where to write the election's file; accounts and dates are to be filled in")
    .action((file: string, options: Options) => guarded(() => from(file, options)));
  example(made, "round from examples/riverside.pb --out riverside.yaml");
}

async function from(file: string, options: Options): Promise<void> {
  const speaker = proposalsSpeaker(options);
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
