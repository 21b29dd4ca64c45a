import type { Command } from "commander";
import { examine } from "../../electionFile/examine.ts";
import { ElectionFileInvalidError } from "../../electionFile/parseElectionFile.ts";
import { example, withAccount } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { confirm } from "../../terminal/person.ts";
import { acceptedTrust, type TrustOptions, withTrust } from "../../terminal/trustInput.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import { sayTest } from "../sayStatus.ts";
import { type ClerkOptions, connectedAccount, openFile, testReasonsOf, withChain } from "../session.ts";

type Options = ClerkOptions & TrustOptions;

export function addDeploy(program: Command): void {
  const command = withTrust(withAccount(program.command("deploy")))
    .description("deploy contracts, board and election; run again it does only what is missing")
    .argument("<file>", "the election file")
    .option("--yes", "do not ask")
    .action((path: string, options: Options) => guarded(() => deploy(path, options)));
  example(
    command,
    "deploy night-bus-2027.yaml --rpc http://127.0.0.1:8545",
    "deploy night-bus-2027.yaml --rpc http://127.0.0.1:8545 --trust trust.json --anchor gazette.txt",
  );
}

async function deploy(path: string, options: Options): Promise<void> {
  const opened = openFile(path, options);
  const { file, dangers, deployment } = opened;
  const { say, text, print, language } = clerkSpeaker(options);
  const trust = acceptedTrust(options);
  await withChain(options, file, async (rpc) => {
    const isCreated = deployment?.elections[file.id]?.address !== undefined;
    const now = (await rpc.provider.getBlock("latest"))?.timestamp ?? 0;
    const errors = examine(opened, now).filter(({ level }) => level === "error");
    if (!isCreated && errors.length > 0) throw new ElectionFileInvalidError(path, errors);
    const organizer = await connectedAccount(options, rpc);
    sayTest(testReasonsOf(opened), { language, say });
    const question = text("asking", { id: file.id, chain: file.chain.id, account: organizer.address });
    if (options.dryRun) {
      say("dryRun");
      print(`npm run hanpyo -- plan ${path} --gas-price GWEI`);
      return;
    }
    if (!options.yes) await confirm(question);
    // Loads Ignition, which no other command needs.
    const { deployElection } = await import("../deploy.ts");
    const report = await deployElection({
      file,
      dangers,
      organizer,
      url: rpc.url,
      folder: options.deployments,
      ...(trust && { trust }),
      say: (what, address) => say(what, { address }),
    });
    if (report.election === undefined) {
      say("ceremony", { stage: report.stage, missing: report.missing.join(", ") });
      say("ceremonyNext", { board: report.board });
    } else say("created", { address: report.election });
    if (options.json) {
      const { deployment: state, ...rest } = report;
      console.log(JSON.stringify({ ...rest, test: testReasonsOf(opened), deployment: state }, null, 2));
    }
  });
}
