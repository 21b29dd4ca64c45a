import { HanpyoError } from "../../../../sdk/errors.ts";
import { mergeLeaves } from "../../../../sdk/proposals/mergeLeaves.ts";
import { readTextFile, writeTextFile } from "../../../../sdk/proposals/textFile.ts";
import type { TextLeaf } from "../../../../sdk/proposals/textLeaf.ts";
import type { Reach } from "../../../../sdk/relaying/jsonRequest.ts";
import { offerWhereLacking } from "../../../../sdk/relaying/mirrorClient.ts";
import { keepOwnText, ownTexts } from "../../shared/vault/ownTexts.ts";
import type { ShownProposal } from "./reading.ts";

/** Keeps the text of a proposal that this device's person supported or posted, for mirrors that lose it. */
export async function keepTextOf(
  { id, kept }: { readonly id: bigint; readonly kept: Pick<ShownProposal["kept"], "digest"> },
  leaves: readonly TextLeaf[],
): Promise<void> {
  const own = await ownLeavesOf(id, kept.digest);
  const file = writeTextFile(own === undefined ? leaves : mergeLeaves(own, leaves));
  await keepOwnText({ id: String(id), digest: kept.digest, file }).catch(() => {
    // Whoever cannot keep it has it from the mirrors.
  });
}

/** What this device kept of a proposal's text; nothing where that is nothing, or is not of the digest. */
export async function ownLeavesOf(id: bigint, digest: string): Promise<readonly TextLeaf[] | undefined> {
  try {
    const own = (await ownTexts()).find((one) => one.id === String(id));
    return own && readTextFile(own.file, digest);
  } catch {
    return undefined;
  }
}

/**
 * Gives mirrors that lack a text what is at hand of it. They see which network it comes from: what this device alone kept
 * is given where its person says so, or posted it just now (P24.8). Never throws.
 */
export async function offerTextOf(
  lacking: readonly string[],
  text: { readonly id: bigint; readonly digest: string; readonly leaves: readonly TextLeaf[] },
  reach: Reach,
): Promise<void> {
  if (lacking.length === 0) return;
  await offerWhereLacking(lacking, text, reach).catch((error: unknown) => {
    if (!(error instanceof HanpyoError)) throw error;
  });
}
