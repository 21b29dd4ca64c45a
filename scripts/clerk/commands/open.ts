import type { Command } from "commander";
import { readPhase } from "../../../sdk/chain/observer.ts";
import { readConstitution } from "../../../sdk/chain/organizer.ts";
import { requirePhase } from "../../terminal/actPhase.ts";
import { example, withAccount, withElection } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import { requireEther } from "../balances.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import { gasFigures } from "../gasFigures.ts";
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
  const given = openFile(path, options);
  const speaker = clerkSpeaker(options);
  await withChain(options, given.file, async (rpc) => {
    const opened = await placed(given, options, rpc);
    const election = electionAddress(opened);
    sayTest((await frozenLabel(opened, election, rpc)).reasons, speaker);
    if (options.dryRun) {
      speaker.say("dryRun");
      return;
    }
    const account = await connectedAccount(options, rpc);
    if ((await readPhase(election, rpc.provider)) !== "open") {
      await requirePhase("open", election, rpc.provider);
      const { ballotSize } = await readConstitution(election, rpc.provider);
      await requireEther(account.address, gasFigures.open({ ballotSize }), rpc.provider);
    }
    const { census, closesAt } = await openBox(election, account);
    speaker.say("opened", { census, time: koreanTime(closesAt) });
    if (options.json) console.log(JSON.stringify({ election, census, closesAt }, null, 2));
  });
}
