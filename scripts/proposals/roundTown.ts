import type { Command } from "commander";
import type { Provider } from "ethers";
import { type CellStanding, type RoundContracts, readCell, readRoundContracts } from "../../sdk/chain/rounds.ts";
import { templateHash } from "../../sdk/proposals/template.ts";
import type { RoundCell } from "../electionFile/toRound.ts";
import { neededRpc, withLanguage } from "../terminal/commandOptions.ts";
import { accountAddress } from "../terminal/optionValues.ts";
import { connectRpc, disconnect } from "../terminal/rpc.ts";
import type { LanguageOptions } from "../terminal/speaker.ts";
import type { SendingOptions } from "./townOfProposals.ts";

/** What every command of rounds on a chain is given. */
export type RoundOptions = LanguageOptions & { readonly rpc: string; readonly rounds: string };
export type RoundSending = RoundOptions & Pick<SendingOptions, "keyFile" | "yes" | "dryRun">;

/** A municipality's contracts of rounds on a chain. */
export type RoundTown = RoundContracts & { readonly chainId: bigint; readonly provider: Provider };

/** The options, so that they are called the same everywhere. */
export function withRounds(command: Command): Command {
  return withLanguage(command)
    .addOption(neededRpc())
    .requiredOption(
      "--rounds <address>",
      "the contract of budget rounds; it names those of proposals and templates",
      accountAddress,
    );
}

export function withRoundSending(command: Command): Command {
  return withRounds(command)
    .option(
      "--key-file <file>",
      "the private key of the account that sends; by default the Hardhat keystore or HANPYO_ORGANIZER_KEY",
    )
    .option("--dry-run", "say what would be done, and do nothing")
    .option("--yes", "do not ask");
}

/** Runs `work` with the contracts behind `--rounds`. Throws `RpcUnreachableError` and what reading them throws. */
export async function withRoundContracts<T>(
  { rpc, rounds }: RoundOptions,
  work: (town: RoundTown) => Promise<T>,
): Promise<T> {
  const connected = await connectRpc(rpc);
  try {
    const { chainId, provider } = connected;
    return await work({ ...(await readRoundContracts(rounds, provider)), chainId, provider });
  } finally {
    disconnect([connected]);
  }
}

/** A cell of a file with its hash on a chain and how it stands there. */
export type StandingCell = RoundCell & { readonly hash: string; readonly standing: CellStanding };

/** The cells of a file as they stand. Throws what `read` throws. */
export async function standingCells(cells: readonly RoundCell[], town: RoundTown): Promise<readonly StandingCell[]> {
  const found: StandingCell[] = [];
  for (const cell of cells) {
    const hash = templateHash(town, cell.template);
    found.push({ ...cell, hash, standing: await readCell(town, hash, town.provider) });
  }
  return found;
}
