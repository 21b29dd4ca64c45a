import { getAddress } from "ethers";
import { read } from "../../sdk/chain/contracts.ts";
import { isPublishedRolls, publishedRollsAt } from "../../sdk/chain/publishedRolls.ts";
import type { EnrolmentEvent } from "../../sdk/election/rollHistory.ts";
import { entryFromBytes } from "../../sdk/election/snapshotEntry.ts";
import type { OfficeRole } from "../../sdk/enrolling/officeAnswers.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import type { Chain } from "../sending/chain.ts";
import type { EntryStore, FiledEntry } from "./entryStore.ts";
import type { RegistryBook } from "./registryBook.ts";

export class PublishedRollsForeignError extends HanpyoError {
  constructor(rolls: string, registry: string) {
    super(
      "PUBLISHED_ROLLS_FOREIGN",
      told`${{ rolls }} is no contract of published rolls whose offices registry ${{ registry }} names`,
      "Take both addresses from the same deployment file",
    );
  }
}

/** Throws `PublishedRollsForeignError` unless the offices of this registry publish there. */
export async function requirePublishedRolls({ provider }: Chain, rolls: string, registry: string): Promise<void> {
  const isThere = await isPublishedRolls(rolls, provider);
  const named = isThere ? await read<string>(publishedRollsAt(rolls, provider), "registry") : undefined;
  if (named === undefined || getAddress(named) !== getAddress(registry)) {
    throw new PublishedRollsForeignError(rolls, registry);
  }
}

/** For a published roll: the registry says who the offices are, the office's own entries how residents stand (P12.11). */
export function publishedBook(book: RegistryBook, entries: EntryStore, own: OfficeRole): RegistryBook {
  return {
    ...book,
    read: async () => ({
      ...(await book.read()),
      standing: (role, pseudonym) => (role === own ? eventFrom(entries.latest(pseudonym)) : undefined),
      isUsed: (commitment) => entries.ofCommitment(commitment) !== undefined,
      blockOf: () => undefined,
      history: () => [],
    }),
  };
}

function eventFrom(filed: FiledEntry | undefined): EnrolmentEvent | undefined {
  return filed && { ...entryFromBytes(filed.entry), rollIds: filed.rollIds };
}
