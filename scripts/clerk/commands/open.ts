import type { Command } from "commander";
import { example, withAccount } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import { openBox } from "../openBox.ts";
import { sayTest } from "../sayStatus.ts";
import { type ClerkOptions, connectedAccount, electionAddress, frozenLabel, openFile, withChain } from "../session.ts";

export function addOpen(program: Command): void {
  const command = withAccount(program.command("open"))
    .description("open the ballot box, once the time has come and the trustees have consented; anybody may")
    .argument("<file>", "the election file")
    .action((path: string, options: ClerkOptions) => guarded(() => open(path, options)));
  example(command, "open night-bus-2027.yaml --rpc http://127.0.0.1:8545");
}

async function open(path: string, options: ClerkOptions): Promise<void> {
  const opened = openFile(path, options);
  const election = electionAddress(opened);
  const speaker = clerkSpeaker(options);
  await withChain(options, opened.file, async (rpc) => {
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
