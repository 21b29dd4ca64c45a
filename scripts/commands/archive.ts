import type { Command } from "commander";
import { NOT_SHOWN_FACTS } from "../../sdk/verify/notShown.ts";
import { archiveElection } from "../clerk/archive.ts";
import { example, withRpc } from "../clerk/commandOptions.ts";
import { guarded } from "../clerk/guarded.ts";
import { sayTest } from "../clerk/sayStatus.ts";
import { type ClerkOptions, electionAddress, openFile, speakerOf, withChain } from "../clerk/session.ts";

type Options = ClerkOptions & { readonly out: string };

export function addArchive(program: Command): void {
  const command = withRpc(program.command("archive"))
    .description("write an election's record from the chain, and beside it every check of it")
    .argument("<file>", "the election file")
    .option("--out <folder>", "where to", "archive")
    .option("--dry-run", "check, and write nothing")
    .action((path: string, options: Options) => guarded(() => archive(path, options)));
  example(command, "archive night-bus-2027.yaml --rpc http://127.0.0.1:8545");
}

async function archive(path: string, options: Options): Promise<void> {
  const opened = openFile(path, options);
  const election = electionAddress(opened);
  const speaker = speakerOf(options);
  await withChain(options, opened.file, async (rpc) => {
    const folder = options.dryRun ? undefined : options.out;
    const archived = await archiveElection(opened.file.id, election, rpc, folder);
    const failing = archived.checks.filter(({ ok }) => !ok);
    for (const { name, expected, found } of failing)
      speaker.print(`FAIL ${name}: expected ${expected}, found ${found}`);
    sayTest(archived.test, speaker);
    const total = archived.checks.length;
    speaker.say("archived", { file: archived.record, held: total - failing.length, total });
    if (!archived.decided) speaker.say("notFinal");
    if (options.dryRun) speaker.say("dryRun");
    if (options.json) console.log(JSON.stringify({ ...archived, election, notShown: NOT_SHOWN_FACTS }, null, 2));
    process.exitCode = failing.length === 0 ? 0 : 1;
  });
}
