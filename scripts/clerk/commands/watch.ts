import type { Command } from "commander";
import { example, withElection, withRpc } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { wholeNumber } from "../../terminal/optionValues.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import { placed } from "../placedElection.ts";
import { sayStatus } from "../sayStatus.ts";
import { type ClerkOptions, openFile, withChain } from "../session.ts";
import { watchElection } from "../watch.ts";

type Options = ClerkOptions & { readonly interval: number; readonly once?: boolean };

export function addWatch(program: Command): void {
  const command = withElection(withRpc(program.command("watch")))
    .description("follow phase, consents, turnout and relayers until the end; never partial results")
    .argument("<file>", "the election file")
    .option("--interval <seconds>", "time between two looks", wholeNumber(1, 999_999), 30)
    .option("--once", "look once")
    .action((path: string, options: Options) => guarded(() => watch(path, options)));
  example(command, "watch night-bus-2027.yaml --rpc http://127.0.0.1:8545 --interval 60");
}

async function watch(path: string, options: Options): Promise<void> {
  const opened = openFile(path, options);
  const speaker = clerkSpeaker(options);
  await withChain(options, opened.file, async (rpc) =>
    watchElection(
      await placed(opened, options, rpc),
      rpc,
      options.once ? undefined : options.interval,
      ({ status, relayers }) => {
        // One line of JSON for every change.
        if (options.json) console.log(JSON.stringify({ ...status, relayers }));
        else {
          sayStatus(status, speaker);
          for (const { url, state } of relayers) speaker.say("relayer", { url, state });
        }
      },
    ),
  );
}
