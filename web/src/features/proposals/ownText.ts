import { writeTextFile } from "../../../../sdk/proposals/textFile.ts";
import type { TextLeaf } from "../../../../sdk/proposals/textLeaf.ts";
import { keepOwnText } from "../../shared/vault/ownTexts.ts";
import type { ShownProposal } from "./reading.ts";

/** Keeps the text of a proposal that this device's person supported or posted, for mirrors that lose it. */
export async function keepTextOf(
  { id, kept }: { readonly id: bigint; readonly kept: Pick<ShownProposal["kept"], "digest"> },
  leaves: readonly TextLeaf[],
): Promise<void> {
  await keepOwnText({ id: String(id), digest: kept.digest, file: writeTextFile(leaves) }).catch(() => {
    // Whoever cannot keep it has it from the mirrors.
  });
}
