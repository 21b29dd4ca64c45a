import type { Provider } from "ethers";
import { type BlockFacts, readBlock } from "../chain/blockTimes.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { type Check, equal, group, holds } from "./check.ts";
import { exportRecord } from "./exportRecord.ts";
import { withoutLaterRolls } from "./laterRolls.ts";
import type { ElectionRecord } from "./record.ts";
import { firstDifference } from "./recordDifference.ts";

/**
 * P11: the record is what the chain says at `block`, field by field, and was taken at a block of this chain. What rolls
 * took after the record is left out if the census was frozen before it.
 * Throws what `exportRecord` throws where the chain cannot be read.
 */
export async function chainChecks(
  record: ElectionRecord,
  provider: Provider,
  block: BlockFacts,
): Promise<readonly Check[]> {
  const chainId = equal("P11 the record is of this chain", (await provider.getNetwork()).chainId, record.chainId);
  if (!chainId.ok) return [chainId];
  const onChain = withoutLaterRolls(
    await exportRecord(record.election, provider, block.number, record.created.block),
    record,
  );
  const difference = firstDifference(withoutBlock(record), withoutBlock(onChain));
  const older = record.block.number < block.number ? `; the record was taken at block ${record.block.number}` : "";
  return [
    chainId,
    ...(await takenAt(record, provider)),
    holds(
      "P11 record equals the chain",
      difference === undefined,
      `every field as on the chain at block ${block.number}`,
      difference === undefined
        ? `every field as on the chain at block ${block.number}`
        : `${difference.path}: the record has ${difference.left}, the chain ${difference.right}${older}`,
    ),
  ];
}

/** The record's own block, as this chain knows it. */
function takenAt({ block }: ElectionRecord, provider: Provider): Promise<readonly Check[]> {
  return group("P11 the record's block is one of this chain", async () => {
    const known = await readBlock(block.number, provider);
    return [
      equal("P11 the record's block is one of this chain", known.hash, block.hash),
      equal("P11 time of the record's block", timeInKorea(known.time), timeInKorea(block.time)),
    ];
  });
}

function withoutBlock(record: ElectionRecord): Omit<ElectionRecord, "block"> {
  const { block: _, ...rest } = record;
  return rest;
}
