import type { Command } from "commander";
import type { Rpc } from "../../../sdk/chain/agreement.ts";
import { frozenRules } from "../../../sdk/election/frozenRules.ts";
import type { AcceptedTrust } from "../../../sdk/trust/acceptManifest.ts";
import { shellWord } from "../../../sdk/words/shellWord.ts";
import { ElectionFileInvalidError } from "../../electionFile/parseElectionFile.ts";
import { secondsOf } from "../../electionFile/toElection.ts";
import { example, withAccount, withElection } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import { confirm } from "../../terminal/person.ts";
import { acceptedTrust, type TrustOptions, withTrust } from "../../terminal/trustInput.ts";
import { alreadyCreated } from "../alreadyCreated.ts";
import { chainFindings, nameOf } from "../chainFindings.ts";
import { type ClerkSpeaker, clerkSpeaker } from "../clerkSpeaker.ts";
import { whileLocked } from "../deployLock.ts";
import { deploymentPath, writeDeployment } from "../deploymentFile.ts";
import { OpeningPastError } from "../deployRefusals.ts";
import { fileFindings } from "../fileFindings.ts";
import { frozenElectionOf } from "../frozenElection.ts";
import { rulesText } from "../planText.ts";
import { recoveredDeployment } from "../recoveredDeployment.ts";
import { sayTest } from "../sayStatus.ts";
import { type ClerkOptions, connectedAccount, type Opened, openFile, testReasonsOf, withChain } from "../session.ts";
import { stageName } from "../stageNames.ts";

type Options = ClerkOptions & TrustOptions;

export function addDeploy(program: Command): void {
  const command = withTrust(withElection(withAccount(program.command("deploy"))))
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
  const speaker = clerkSpeaker(options);
  const trust = acceptedTrust(options);
  await withChain(options, opened.file, async (rpc) => {
    const account = async () => (await connectedAccount(options, rpc)).address;
    const created = options.election ?? (await alreadyCreated(opened, account, options.deployments, rpc));
    if (created !== undefined) await recover(opened, created, options, rpc, speaker);
    else await deployMissing(opened, options, rpc, speaker, trust);
  });
}

/** Writes down again what was created from the file; a date in the past is no hindrance to that. */
async function recover(
  opened: Opened,
  election: string,
  options: Options,
  rpc: Rpc,
  { say, language }: ClerkSpeaker,
): Promise<void> {
  const { file } = opened;
  const { deployments } = options;
  const name = file.chain.deployment;
  const place = deploymentPath(deployments, name);
  sayTest(testReasonsOf(opened), { language, say });
  const deployment = await whileLocked(deployments, name, async () => {
    const recovered = await recoveredDeployment(opened, { election, deployments }, rpc);
    if (!options.dryRun) writeDeployment(deployments, recovered);
    return recovered;
  });
  const { organizer } = deployment;
  const address = deployment.elections[file.id]?.address as string;
  say(options.dryRun ? "recoverable" : "recovered", { file: place, address, organizer });
  if (options.dryRun) say("dryRun");
  if (options.json) {
    const board = deployment.boards[file.board.name]?.address;
    const report = { board, stage: "ready", missing: [], election: address, test: testReasonsOf(opened), deployment };
    console.log(JSON.stringify(report, null, 2));
  }
}

async function deployMissing(
  opened: Opened,
  options: Options,
  rpc: Rpc & { readonly url: string },
  { say, text, print, language }: ClerkSpeaker,
  trust: AcceptedTrust | undefined,
): Promise<void> {
  const { file, dangers, deployment, path } = opened;
  const isCreated = deployment?.elections[file.id]?.address !== undefined;
  const now = (await rpc.provider.getBlock("latest"))?.timestamp ?? 0;
  const findings = isCreated ? [] : [...fileFindings(opened, now), ...(await chainFindings(opened, rpc))];
  const errors = findings.filter(({ level }) => level === "error");
  const opensAt = secondsOf(file.schedule.opensAt);
  if (!isCreated && opensAt <= now) throw new OpeningPastError(path, koreanTime(opensAt));
  if (errors.length > 0) throw new ElectionFileInvalidError(path, errors);
  const organizer = await connectedAccount(options, rpc);
  sayTest(testReasonsOf(opened), { language, say });
  if (!isCreated) {
    say("freezes");
    for (const line of rulesText(frozenRules(frozenElectionOf(opened)), language)) print(line);
  }
  const question = text("asking", { id: file.id, chain: file.chain.id, account: organizer.address });
  if (options.dryRun) {
    say("dryRun");
    print(`npm run hanpyo -- plan ${shellWord(path)} --gas-price GWEI`);
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
    const missing = report.missing.map((account) => `${nameOf(file, account)[language]} (${account})`);
    say("ceremony", { stage: stageName(report.stage, language), missing: missing.join(", ") });
    say("ceremonyNext", { board: report.board });
  } else say("created", { address: report.election });
  if (options.json) {
    const { deployment: state, ...rest } = report;
    console.log(JSON.stringify({ ...rest, test: testReasonsOf(opened), deployment: state }, null, 2));
  }
}
