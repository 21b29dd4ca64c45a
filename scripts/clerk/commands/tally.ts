import type { Command } from "commander";
import { readBoard } from "../../../sdk/chain/board.ts";
import { electionAt, read } from "../../../sdk/chain/contracts.ts";
import { readPhase } from "../../../sdk/chain/observer.ts";
import { readConstitution } from "../../../sdk/chain/organizer.ts";
import { TALLY_PARTS, tallyElection } from "../../rehearsal/tallyElection.ts";
import { example, withAccount, withElection } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { progressLine } from "../../terminal/shown.ts";
import { requireEther } from "../balances.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import { countingGas } from "../gasFigures.ts";
import { placed } from "../placedElection.ts";
import { sayStatus } from "../sayStatus.ts";
import { type ClerkOptions, connectedAccount, electionAddress, openFile, withChain } from "../session.ts";
import { readStatus } from "../status.ts";

export function addTally(program: Command): void {
  const command = withElection(withAccount(program.command("tally")))
    .description("sum, seal, decrypt and post the result, as far as it can be done now; run again it goes on")
    .argument("<file>", "the election file")
    .action((path: string, options: ClerkOptions) => guarded(() => tally(path, options)));
  example(command, "tally night-bus-2027.yaml --rpc http://127.0.0.1:8545");
}

async function tally(path: string, options: ClerkOptions): Promise<void> {
  const given = openFile(path, options);
  const speaker = clerkSpeaker(options);
  await withChain(options, given.file, async (rpc) => {
    const opened = await placed(given, options, rpc);
    const election = electionAddress(opened);
    const { board: address, ballotSize } = await readConstitution(election, rpc.provider);
    const { trustees, threshold } = await readBoard(address, rpc.provider);
    if (options.dryRun) {
      sayStatus(await readStatus(opened, rpc), speaker);
      speaker.say("dryRun");
      return;
    }
    const started = performance.now();
    const board = { trustees: trustees.length, threshold };
    const account = await connectedAccount(options, rpc);
    // What was begun costs less; what has not begun must not stop halfway.
    if ((await readPhase(election, rpc.provider)) === "closed") {
      const ballots = Number(await read<bigint>(electionAt(election, rpc.provider), "ballots"));
      await requireEther(account.address, countingGas({ ballotSize, threshold }, ballots), rpc.provider);
    }
    const progress = progressLine();
    await tallyElection(election, board, account, {
      done: (part) => {
        progress.end();
        const number = TALLY_PARTS.indexOf(part) + 1;
        speaker.say("summed", { part: number, parts: TALLY_PARTS.length, what: speaker.text(part) });
      },
      searching: (done, total) => {
        if (done === 0) return;
        const seconds = Math.ceil(((performance.now() - started) / 1000) * (total / done - 1));
        progress.say(speaker.text("searching", { done, total, seconds }));
      },
    }).finally(progress.end);
    const status = await readStatus(opened, rpc);
    if (options.json) console.log(JSON.stringify(status, null, 2));
    else sayStatus(status, speaker);
  });
}
