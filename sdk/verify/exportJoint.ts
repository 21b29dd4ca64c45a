import type { Provider } from "ethers";
import { readBlock, readBlockTimes } from "../chain/blockTimes.ts";
import { readConvened, readSettled } from "../chain/joints.ts";
import { LogsMissingError } from "../chain/logsMissing.ts";
import { recordContentHash } from "./contentHash.ts";
import { JOINT_FORMAT, type JointRecord, jointTermsJson, settlementJson } from "./jointRecord.ts";
import type { ElectionRecord } from "./record.ts";

/**
 * Reads the record of a joint from a chain, up to `lastBlock`.
 * @param recordOf The record of a member up to that block.
 * Throws `LogsMissingError` where the node shows no convening, and what `readConvened` throws.
 */
export async function exportJoint(
  { joints, jointHash }: { readonly joints: string; readonly jointHash: string },
  recordOf: (election: string) => Promise<ElectionRecord>,
  provider: Provider,
  lastBlock: number,
): Promise<{ readonly joint: JointRecord; readonly members: readonly ElectionRecord[] }> {
  const convened = await readConvened(joints, jointHash, provider, lastBlock);
  if (convened === undefined) throw new LogsMissingError(joints, `terms ${jointHash} were convened`, "no convening");
  const settled = await readSettled(joints, jointHash, provider, lastBlock);
  const blocks = [convened.blockNumber, ...(settled === undefined ? [] : [settled.blockNumber])];
  const times = await readBlockTimes(blocks, provider);
  const at = (block: number) => ({ block, time: times.get(block) as number });
  const members: ElectionRecord[] = [];
  for (const election of convened.elections) members.push(await recordOf(election));
  const joint: JointRecord = {
    format: JOINT_FORMAT,
    block: await readBlock(lastBlock, provider),
    chainId: String((await provider.getNetwork()).chainId),
    jointHash: jointHash.toLowerCase(),
    terms: jointTermsJson(convened.terms),
    convened: at(convened.blockNumber),
    members: convened.elections.map((election, place) => ({
      election,
      record: recordContentHash(members[place]),
    })),
    settlement: settled === undefined ? null : { at: at(settled.blockNumber), ...settlementJson(settled.settlement) },
  };
  return { joint, members };
}
