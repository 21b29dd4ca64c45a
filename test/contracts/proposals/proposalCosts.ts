import type { ContractTransactionResponse } from "ethers";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { forgeAction, forgePosting } from "./forgedSignals.ts";
import { idOf, postFacts, proposalTown, writeCensus } from "./proposalTown.ts";

const BATCH = 32;
/** As long as real ones. */
const ROOT = FIELD_ORDER / 5n;
const NULLIFIER = FIELD_ORDER / 3n;

/** Gas of posting and of supporting, alone and in batches, over a proposal that is supported already. */
export async function proposalGas(): Promise<Readonly<Record<string, number>>> {
  const town = await proposalTown("SyntheticSignalVerifier", false);
  const { proposals, published, template, networkHelpers } = town;
  const chosen = { ...template, quota: 1000, postsPerPeriod: 200 };
  await published.publish(chosen);
  await networkHelpers.time.increase(14 * 86_400);
  await writeCensus(town, { root: ROOT, depth: 17, activeMembers: 100_000 });
  const posting = async (poster: bigint) => {
    const facts = await postFacts(town, { template: chosen, slot: 1 + (Number(poster) % 100) });
    const nullifier = NULLIFIER + poster;
    const gas = await gasOf(proposals.post(forgePosting(town, facts, ROOT, nullifier)));
    return { gas, id: idOf(town, facts, ROOT, nullifier) };
  };
  const { id } = await posting(1n);
  const { gas: post } = await posting(2n);
  const action = (resident: number, version: number, of = id) =>
    forgeAction(town, { id: of, root: ROOT, nullifier: NULLIFIER + BigInt(1000 + resident), version });
  const act = async (from: number, count: number, version: number, ids: readonly bigint[] = [id]) => {
    const of = (i: number) => ids[i % ids.length] as bigint;
    const actions = Array.from({ length: count }, (_, i) => action(from + i, version, of(i)));
    return Math.round((await gasOf(proposals.act(actions))) / count);
  };
  await act(0, 1, 0);
  const several: bigint[] = [];
  for (let poster = 3n; poster < 11n; poster++) several.push((await posting(poster)).id);
  for (const [i, one] of several.entries()) await gasOf(proposals.act([action(500 + i, 0, one)]));
  return {
    "gas.post": post,
    "gas.support.alone": await act(1, 1, 0),
    [`gas.support.batch${BATCH}`]: await act(2, BATCH, 0),
    [`gas.withdraw.batch${BATCH}`]: await act(2, BATCH, 1),
    [`gas.support.batch${BATCH}.of8`]: await act(100, BATCH, 0, several),
  };
}

async function gasOf(call: Promise<ContractTransactionResponse>): Promise<number> {
  return Number((await (await call).wait())?.gasUsed);
}
