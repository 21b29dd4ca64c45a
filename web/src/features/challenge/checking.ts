import type { JsonRpcProvider } from "ethers";
import { readElection } from "../../../../sdk/chain/ownElections.ts";
import { readOpenElection } from "../../../../sdk/chain/resident.ts";
import type { Constitution } from "../../../../sdk/election/constitution.ts";
import type { Content } from "../../../../sdk/election/content.ts";
import {
  checkOpening,
  type Opening,
  OpeningOfAnotherElectionError,
  parseOpening,
} from "../../../../sdk/election/opening.ts";
import type { PageConfig } from "../../shared/config.ts";

/** What a device had really encrypted, beside the texts of the election. */
export type Checked = {
  readonly content: Content;
  readonly constitution: Constitution;
  readonly choices: readonly number[];
};

/**
 * Checks an opened ballot against the code noted before, with rules and key read from the chain (P14.4).
 * Throws what `parseOpening` and `checkOpening` throw.
 */
export async function check(
  text: string,
  commitment: string,
  config: PageConfig,
  chain: () => Promise<JsonRpcProvider>,
): Promise<Checked> {
  const opening: Opening = parseOpening(openingText(text));
  if (opening.chainId !== BigInt(config.chainId)) {
    throw new OpeningOfAnotherElectionError(`chain ${opening.chainId}`, `chain ${config.chainId}`);
  }
  const provider = await chain();
  const { content, constitution } = await readElection(config, opening.election, provider);
  const open = await readOpenElection(opening.election, provider);
  const choices = checkOpening(commitment, { ...open, ...constitution }, opening);
  return { content, constitution, choices };
}

/** The opening itself, or a link to this page that carries it. */
export function openingText(text: string): string {
  const plain = text.trim();
  const carried = /[?&]opening=([^&]+)/.exec(plain)?.[1];
  return carried === undefined ? plain : decodeURIComponent(carried);
}
