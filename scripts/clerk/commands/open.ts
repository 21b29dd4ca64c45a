import type { Command } from "commander";
import { example, withAccount, withElection } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import { openBox } from "../openBox.ts";
import { placed } from "../placedElection.ts";
import { sayTest } from "../sayStatus.ts";
import { type ClerkOptions, connectedAccount, electionAddress, frozenLabel, openFile, withChain } from "../session.ts";

export function addOpen(program: Command): void {
  const command = withElection(withAccount(program.command("open")))
    .description("open the ballot box, once the time has come and the trustees have consented; anybody may")
    .argument("<file>", "the election file")
    .action((path: string, options: ClerkOptions) => guarded(() => open(path, options)));
  example(command, "open night-bus-2027.yaml --rpc http://127.0.0.1:8545");
}

async function open(path: string, options: ClerkOptions): Promise<void> {
  const read = openFile(path, options);
  const speaker = clerkSpeaker(options);
  await withChain(options, read.file, async (rpc) => {
    const opened = await placed(read, options, rpc);
    const election = electionAddress(opened);
    sayTest((await frozenLabel(opened, election, rpc)).reasons, speaker);
    if (options.dryRun) {
      speaker.say("dryRun");
      return;
    }
    const { census, closesAt } = await openBox(election, await connectedAccount(options, rpc));
    speaker.say("opened", { census, time: koreanTime(closesAt) });
    if (options.json) console.log(JSON.stringify({ election, census, closesAt }, null, 2));
  });
}
