import { basename } from "node:path";
import { type Command, Option } from "commander";
import { shellWord } from "../../../sdk/words/shellWord.ts";
import { writeNewFile } from "../../electionFile/newFile.ts";
import { BALLOT_KINDS } from "../../electionFile/schema.ts";
import { example, withLanguage } from "../../terminal/commandOptions.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import type { ClerkOptions } from "../session.ts";

const kinds = [...BALLOT_KINDS, "ttabok-simulation"] as const;

type Options = ClerkOptions & { readonly kind: (typeof kinds)[number]; readonly id?: string };

export function addInit(program: Command): void {
  const command = withLanguage(program.command("init"))
    .description("write a commented election file; never overwrites one")
    .argument("<file>", "the file to write")
    .addOption(new Option("--kind <kind>", "the kind of ballot").choices(kinds).default("yes-no-abstain"))
    .option(
      "--id <name>",
      "name of the election; by default that of the file, where it is of small letters, digits and hyphens",
    )
    .option("--dry-run", "print the file, and write nothing")
    .action((path: string, options: Options) => {
      const id = options.id ?? idOf(basename(path).replace(/\.ya?ml$/, ""));
      const text = writeNewFile(path, options.kind, id, options.dryRun);
      const { say, print } = clerkSpeaker(options);
      if (options.json) console.log(JSON.stringify({ file: path, kind: options.kind, id, written: !options.dryRun }));
      if (options.dryRun) print(text);
      else say("written", { file: path, next: `npm run hanpyo -- check ${shellWord(path)}` });
    });
  example(command, "init night-bus-2027.yaml --kind yes-no-abstain");
}

/** The file's name where it can be an election's; of another, as one in Korean, the clerk gives one in its place. */
function idOf(name: string): string {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? name : "my-election";
}
