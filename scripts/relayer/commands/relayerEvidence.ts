import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { WrongChainError } from "../../../sdk/chain/connectNode.ts";
import { timeInKorea } from "../../../sdk/election/timeInKorea.ts";
import {
  judgeOmission,
  type Omission,
  OmissionMalformedError,
  type PromiseState,
  parseOmission,
} from "../../../sdk/relaying/omission.ts";
import { example, LANG_OPTION, neededRpc } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { accountAddress } from "../../terminal/optionValues.ts";
import { connectRpc, requireContract } from "../../terminal/rpc.ts";
import { shown, whyOf } from "../../terminal/shown.ts";
import { relayerLine } from "../phrases.ts";

type Options = {
  readonly file: string;
  readonly relayer: string;
  readonly rpc: string;
  readonly json?: boolean;
};

/** `relayer evidence`, for whoever is shown a file that a voter's page saved. */
export function addRelayerEvidence(relayer: Command): void {
  const evidence = relayer
    .command("evidence")
    .description("judge by the chain whether a relayer kept its promise")
    .requiredOption("--file <file>", "the evidence, as the voter's page saved it; it shows neither choice nor voter")
    .requiredOption("--relayer <address>", "the relayer's account as the organizer announced it", accountAddress)
    .addOption(neededRpc("the chain that the election is on"))
    .option(...LANG_OPTION)
    .option("--json", "print JSON alone on standard output")
    .action((options: Options) => guarded(() => judge(options)));
  evidence.addHelpText(
    "after",
    "\nExit codes: 0 the promise was kept or is not due, 1 it was broken, or this is no evidence, 2 the chain could not be asked.",
  );
  example(evidence, "relayer evidence --file hanpyo-evidence.json --relayer 0x... --rpc http://127.0.0.1:8545");
}

async function judge({ file, relayer, rpc: url, json }: Options): Promise<void> {
  const omission = parseOmission(textOf(file));
  const rpc = await connectRpc(url);
  try {
    const { chainId, election } = omission.ballot;
    if (rpc.chainId !== chainId) throw new WrongChainError(rpc.name, rpc.chainId, chainId);
    await requireContract(rpc, "election", election);
    const promise = await judgeOmission(omission, relayer, rpc.provider);
    console.log(json ? jsonReport(omission, promise) : textReport(omission, promise));
    if (promise.state === "broken") process.exitCode = 1;
  } finally {
    rpc.provider.destroy();
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new OmissionMalformedError(`${file} cannot be read (${whyOf(error)})`);
  }
}

function textReport({ tracker, relayer, acknowledgement, ballot }: Omission, promise: PromiseState): string {
  const deadline = timeInKorea(acknowledgement.deadline);
  return [
    `Ballot ${tracker} of election ${ballot.election}`,
    `Relayer ${acknowledgement.relayer} at ${shown(relayer)} signed for a block by ${deadline}.`,
    said(promise),
  ]
    .map(relayerLine)
    .join("\n");
}

function said(promise: PromiseState): string {
  switch (promise.state) {
    case "kept":
      return `Kept: the ballot is in block ${promise.blockNumber}, in time.`;
    case "displaced":
      return `Not the relayer's fault: block ${promise.blockNumber} took another ballot of the same voter.`;
    case "pending":
      return "Not due: the chain has not reached that time. Ask again then.";
    case "broken":
      return promise.blockNumber === undefined
        ? "Broken: the time is past, and the ballot is in no block. While the vote is open it can be handed in: the same file holds it."
        : `Broken: not before block ${promise.blockNumber}, after that time, was a ballot of that version cast.`;
  }
}

function jsonReport({ tracker, acknowledgement, ballot }: Omission, promise: PromiseState): string {
  const { relayer, deadline } = acknowledgement;
  return JSON.stringify({ ...promise, tracker, election: ballot.election, relayer, deadline });
}
