import { availableParallelism } from "node:os";
import { Identity } from "@semaphore-protocol/core";
import { inThreads } from "../../scripts/threads/inThreads.ts";
import { readPlacedActs } from "../../sdk/chain/proposalActs.ts";
import { membershipProof, rollTree } from "../../sdk/election/roll.ts";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";
import { endProving } from "../../sdk/proofs/groth16.ts";
import type { ProvedSignal } from "../../sdk/proofs/proposalProof.ts";
import type { Signaller } from "../../sdk/proofs/semaphoreProof.ts";
import { postAct } from "../../sdk/relaying/actClient.ts";
import { postFacts, word, writeCensus } from "../contracts/proposals/proposalTown.ts";
import { provePosting } from "../contracts/proposals/residents.ts";
import { changePackage, postPackage, startActWorld } from "../services/relayer/actWorld.ts";
import type { SupportThreadData } from "./supportThread.ts";

/** What became of as many supports as a quota asks for. */
export type ManySupports = {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  /** As the contract counts. */
  readonly supporters: number;
  readonly isReached: boolean;
  readonly transactions: number;
  /** Of the relayer, for each support. */
  readonly gas: number;
  readonly seconds: number;
};

/** Dongdaemun's 305,154 residents, of whom one in seventy. */
const DONGDAEMUN = 4_360;
const FINALITY = 33;
const REACH = { timeout: 120_000, fetch };

/**
 * As many residents as the quota asks for support one proposal, each with a proof of his own, through one relayer; it is
 * posted through it as well.
 * @param say Told how far it is.
 */
export async function manySupports(residents: number, say: (line: string) => void): Promise<ManySupports> {
  const world = await startActWorld("SemaphoreVerifier20");
  const { town, provider } = world;
  const started = performance.now();
  try {
    const identities = Array.from({ length: residents }, (_, i) => new Identity(`resident ${i}`));
    const leaves = identities.map(({ commitment }) => commitment);
    const tree = rollTree(leaves);
    await writeCensus(town, { root: tree.root, depth: tree.depth, activeMembers: residents });
    const template = { ...town.template, series: word(0xd0), limitName: word(0xd1), quota: residents };
    await town.published.publish(template);
    const relayer = await world.relayer({ interval: 1_000, limits: { batchDelay: 10_000 } });
    const announced = { url: relayer.url, address: relayer.address };
    const first = identities[0] as Identity;
    const posting = await provePosting(town, await postFacts(town, { template }), first, leaves);
    await postAct(announced, postPackage(world, posting), REACH);
    let id = 0n;
    while (id === 0n) {
      await relayer.work();
      id = await town.proposals.postedWith(posting.nullifier);
    }

    const before = await provider.getTransactionCount(relayer.address);
    const since = await provider.getBlockNumber();
    const supported: bigint[] = [];
    const data: SupportThreadData = { place: town.place, id };
    const signallers = function* (): Generator<Signaller> {
      for (const { secretScalar, commitment } of identities) {
        yield { secret: secretScalar, membership: membershipProof(tree, commitment, CENSUS_DEPTH) };
      }
    };
    await inThreads<Signaller, ProvedSignal>(
      { script: new URL("./supportThread.ts", import.meta.url), workerData: data, most: availableParallelism() },
      signallers(),
      async (proved) => {
        const act = changePackage(world, { id, version: 0, newcomersCut: 0, ...proved });
        await postAct(announced, act, REACH);
        supported.push(proved.nullifier);
        if (supported.length % 100 === 0) say(`${supported.length} of ${residents} acknowledged`);
      },
    );
    while (relayer.health().waiting > 0) await relayer.work();
    await world.chain.mine(FINALITY);
    while (relayer.health().unsettled > 0) await relayer.work();

    const blocks = { first: since, last: await provider.getBlockNumber() };
    const placed = await readPlacedActs(town.place.proposals, blocks, provider);
    const times = Map.groupBy(placed, ({ nullifier }) => nullifier);
    const { supporters, reachedAt } = await town.proposals.proposal(id);
    const transactions = (await provider.getTransactionCount(relayer.address)) - before;
    return {
      acknowledged: supported.length,
      lost: supported.filter((nullifier) => !times.has(nullifier)).length,
      doubled: placed.length - times.size,
      supporters: Number(supporters),
      isReached: reachedAt !== 0n,
      transactions,
      gas: Math.round((await gasOf(relayer.address, blocks)) / supported.length),
      seconds: Math.round((performance.now() - started) / 1_000),
    };
  } finally {
    await world.close();
    await endProving();
  }

  async function gasOf(account: string, { first, last }: { readonly first: number; readonly last: number }) {
    let gas = 0;
    for (let number = first + 1; number <= last; number++) {
      for (const hash of (await provider.getBlock(number))?.transactions ?? []) {
        const receipt = await provider.getTransactionReceipt(hash);
        if (receipt?.from === account) gas += Number(receipt.gasUsed);
      }
    }
    return gas;
  }
}

/** One argument: how many residents, by default Dongdaemun's quota. */
if (import.meta.main) {
  const residents = Number(process.argv[2] ?? DONGDAEMUN);
  const found = await manySupports(residents, (line) => console.error(line));
  const { acknowledged, lost, doubled, supporters, isReached, transactions, gas, seconds } = found;
  console.log(
    `supports: acknowledged ${acknowledged}, lost ${lost}, doubled ${doubled}; the contract counts ${supporters}, ` +
      `${isReached ? "the quota is reached" : "the quota is not reached"}; ${transactions} transactions, ` +
      `${gas} gas for each, ${seconds} s with all proofs`,
  );
  process.exit(lost === 0 && doubled === 0 && acknowledged === residents && isReached ? 0 : 1);
}
