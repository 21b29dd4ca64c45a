import { readBlockTimes } from "../../sdk/chain/blockTimes.ts";
import type { PublishedTemplate } from "../../sdk/chain/publishedTemplates.ts";
import type { Text } from "../../sdk/election/content.ts";
import { readQuestion } from "../../sdk/proposals/templateQuestion.ts";
import type { CellFacts, District } from "./facts.ts";
import type { Works } from "./works.ts";

/** Cells of budget rounds among templates that were published (P25): their dates stand in the template itself. */
export async function readCells(
  published: readonly PublishedTemplate[],
  { chain, facts }: Works,
): Promise<ReadonlyMap<string, CellFacts>> {
  const cells = new Map(facts?.cells);
  const fresh = published.filter(
    ({ template, templateHash: hash }) => template.kind === "BudgetCell" && !cells.has(hash),
  );
  const times = await readBlockTimes(
    fresh.map(({ blockNumber }) => blockNumber),
    chain.provider,
  );
  for (const { templateHash, template, blockNumber } of fresh) {
    cells.set(templateHash, {
      templateHash,
      district: districtOf(template),
      terms: template.cell,
      question: questionOf(template.ballot.question),
      publishedAt: times.get(blockNumber) ?? 0,
    });
  }
  return cells;
}

export function districtOf({ rolls, rollId }: { readonly rolls: string; readonly rollId: bigint }): District {
  return { rolls, rollId: String(rollId) };
}

function questionOf(bytes: string): Text | undefined {
  try {
    return readQuestion(Buffer.from(bytes.slice(2), "hex")).question;
  } catch {
    return undefined;
  }
}
