import type { Command } from "commander";
import { example, withElection, withRpc } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import { deploymentPath } from "../deploymentFile.ts";
import { placed } from "../placedElection.ts";
import { sayStatus } from "../sayStatus.ts";
import { type ClerkOptions, openFile, withChain } from "../session.ts";
import { readStatus } from "../status.ts";

export function addStatus(program: Command): void {
  const command = withElection(withRpc(program.command("status")))
    .description("say where an election stands, who has yet to act, and the next command")
    .argument("<file>", "the election file")
    .action((path: string, options: ClerkOptions) =>
      guarded(async () => {
        const opened = openFile(path, options);
        const status = await withChain(options, opened.file, async (rpc) =>
          readStatus(await placed(opened, options, rpc), rpc),
        );
        if (options.json) console.log(JSON.stringify(status, null, 2));
        else {
          const speaker = clerkSpeaker(options);
          const noted = deploymentPath(options.deployments, opened.file.chain.deployment);
          if (opened.deployment === undefined && options.election === undefined)
            speaker.say("notNoted", { file: noted });
          sayStatus(status, speaker);
        }
      }),
    );
  example(command, "status night-bus-2027.yaml --rpc http://127.0.0.1:8545");
}
