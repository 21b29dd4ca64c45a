import type { Command } from "commander";
import type { Wallet } from "ethers";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { readConversionContracts } from "../../sdk/chain/conversions.ts";
import type { ProposalsTown } from "../../sdk/client/resident.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { organizerAccount } from "../checkout/organizerKey.ts";
import { neededRpc, withLanguage } from "../terminal/commandOptions.ts";
import { accountAddress, serviceUrl } from "../terminal/optionValues.ts";
import { confirm } from "../terminal/person.ts";
import { connectRpc, disconnect } from "../terminal/rpc.ts";
import type { LanguageOptions } from "../terminal/speaker.ts";
import type { ProposalsSpeaker } from "./proposalsSpeaker.ts";

/** What every command about proposals is given. */
export type TownOptions = LanguageOptions & { readonly rpc: string; readonly conversions: string };
/** What those are given that send something. */
export type SendingOptions = TownOptions & {
  readonly keyFile?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
};
export type MirrorOptions = { readonly mirror: readonly string[]; readonly text?: string };

/** A municipality's contracts of proposals on a chain. */
export type Town = ProposalsTown;

export class ProposalIdUnfitError extends HanpyoError {
  constructor(given: string) {
    super("PROPOSAL_ID_UNFIT", told`${{ given }} is no number of a proposal`, "Give it as `proposal list` says it");
  }
}

/** The options, so that they are called the same everywhere. */
export function withTown(command: Command): Command {
  return withLanguage(command)
    .addOption(neededRpc())
    .requiredOption(
      "--conversions <address>",
      "the contract by which proposals come to a vote; it names those of proposals, templates and notices",
      accountAddress,
    );
}

export function withSending(command: Command): Command {
  return withTown(command)
    .option(
      "--key-file <file>",
      "the private key of the account that sends; by default the Hardhat keystore or HANPYO_ORGANIZER_KEY",
    )
    .option("--dry-run", "say what would be done, and do nothing")
    .option("--yes", "do not ask");
}

export function withMirrors(command: Command): Command {
  return command
    .option(
      "--mirror <url>",
      "a mirror that keeps texts; as often as you like",
      (url: string, others: readonly string[]) => [...others, serviceUrl(url)],
      [] as readonly string[],
    )
    .option("--text <file>", "the file of the proposal's text, beside what mirrors give");
}

/** Runs `work` with the contracts behind `--conversions`. Throws `RpcUnreachableError` and what reading them throws. */
export async function withContracts<T>(
  { rpc, conversions }: TownOptions,
  work: (town: Town) => Promise<T>,
): Promise<T> {
  const connected: Rpc = await connectRpc(rpc);
  try {
    const contracts = await readConversionContracts(conversions, connected.provider);
    return await work({ ...contracts, chainId: connected.chainId, provider: connected.provider });
  } finally {
    disconnect([connected]);
  }
}

/** The account that sends, as the clerk's commands find it. */
export async function sender(
  { keyFile }: Pick<SendingOptions, "keyFile">,
  { provider }: Pick<Town, "provider">,
): Promise<Wallet> {
  return (await organizerAccount(keyFile)).connect(provider);
}

/**
 * Whether a command goes on to what nobody takes back: asks, unless `--yes` answers; with `--dry-run` it does not go on.
 * Throws `NotConfirmedError` or `NobodyToAskError`.
 */
export async function goesOn(
  question: string,
  { yes, dryRun }: Pick<SendingOptions, "yes" | "dryRun">,
  { say }: ProposalsSpeaker,
): Promise<boolean> {
  if (dryRun) say("dryRun");
  else if (!yes) await confirm(question);
  return !dryRun;
}

/** A proposal's number from the command line. Throws `ProposalIdUnfitError`. */
export function idOf(text: string): bigint {
  if (!/^[1-9]\d{0,74}$/.test(text)) throw new ProposalIdUnfitError(text);
  return BigInt(text);
}
