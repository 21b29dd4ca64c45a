import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JsonRpcProvider, toQuantity, Wallet } from "ethers";
import { verificationKey } from "../../../scripts/checkout/circuitFiles.ts";
import type { LocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { readPlacedActs } from "../../../sdk/chain/proposalActs.ts";
import type { ProofWords } from "../../../sdk/election/ballot.ts";
import type { Change, Post } from "../../../sdk/proposals/act.ts";
import { type ActPackage, encodeActPackage } from "../../../sdk/proposals/actPackage.ts";
import { templateBytes } from "../../../sdk/proposals/postedTemplate.ts";
import { type ProofChecker, startProofChecker } from "../../../services/relayer/proofChecker.ts";
import { type Relayer, type RelayerSettings, startRelayer } from "../../../services/relayer/relayer.ts";
import { forgeAction, forgePosting, type SentAction } from "../../contracts/proposals/forgedSignals.ts";
import {
  type PostFacts,
  type ProposalTown,
  postFacts,
  proposalTown,
  templateOf,
  type VerifierName,
  writeCensus,
} from "../../contracts/proposals/proposalTown.ts";
import { syntheticSignalKey } from "../../contracts/syntheticKey.ts";
import { serveChain } from "../../servedChain.ts";
import type { Answer } from "./relayerWorld.ts";

/** The root of the census where proofs are forged. */
export const ROOT = 4242n;

/** A chain with templates and proposals, and what relayers on it need. */
export type ActWorld = {
  readonly town: ProposalTown;
  readonly url: string;
  readonly provider: JsonRpcProvider;
  readonly chain: Pick<LocalChain, "provider" | "mine">;
  readonly proofs: ProofChecker;
  readonly account: Wallet;
  /** A new path for a database. */
  newFile(): string;
  /** A relayer that works only when told, without delays; `settings` override. */
  relayer(settings?: Partial<RelayerSettings>): Promise<Relayer>;
  rpc(method: string, ...params: readonly unknown[]): Promise<unknown>;
  /** A new account with ether. */
  newAccount(): Promise<Wallet>;
  now(): Promise<number>;
  close(): Promise<void>;
};

/** Starts a chain with a template in force; proofs are Semaphore's own, or forged under the synthetic key. */
export async function startActWorld(verifier: VerifierName): Promise<ActWorld> {
  const town = await proposalTown(verifier);
  const served = await serveChain(town.provider);
  const provider = new JsonRpcProvider(served.url, undefined, { batchMaxCount: 1, cacheTimeout: -1 });
  const key = verifier === "SemaphoreVerifier20" ? verificationKey("semaphore-20") : syntheticSignalKey();
  const proofs = startProofChecker({ signal: key }, { threads: 1, timeLimit: 60_000, queue: 10_000 });
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-acts-"));
  const running = new Set<Relayer>();
  const rpc = (method: string, ...params: readonly unknown[]) => provider.send(method, [...params]);
  const newAccount = async () => {
    const wallet = new Wallet(Wallet.createRandom().privateKey, provider);
    await rpc("hardhat_setBalance", wallet.address, "0x3635c9adc5dea00000");
    return wallet;
  };
  const account = await newAccount();
  let files = 0;
  await town.published.publish(town.template);
  return {
    ...{ town, url: served.url, provider, account, proofs, rpc, newAccount },
    chain: { provider, mine: async (blocks) => void (await rpc("hardhat_mine", toQuantity(blocks))) },
    newFile: () => join(folder, `${files++}.db`),
    async relayer(settings = {}) {
      const started = await startRelayer({
        ...{ rpc: served.url, key: account.privateKey, proofs, elections: [], proposals: [town.place.proposals] },
        interval: 0,
        ...settings,
        limits: {
          ...{ batchDelay: 0, setAsideDelay: 0, finality: 33 },
          ...{ requestsPerMinute: 1_000_000, readsPerMinute: 1_000_000 },
          staleAfter: Number.POSITIVE_INFINITY,
          ...settings.limits,
        },
      });
      const relayer: Relayer = {
        ...started,
        close: async () => {
          if (running.delete(relayer)) await started.close();
        },
      };
      running.add(relayer);
      return relayer;
    },
    now: () => town.networkHelpers.time.latest(),
    async close() {
      for (const relayer of running) await relayer.close();
      await proofs.close();
      provider.destroy();
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A census under which forged proofs hold, and a proposal posted under it. */
export async function forgedProposal(world: ActWorld, changes: Partial<PostFacts> = {}, poster = 1n): Promise<bigint> {
  const { town } = world;
  await writeCensus(town, { root: ROOT });
  const posting = forgePosting(town, await postFacts(town, changes), ROOT, poster);
  await town.proposals.post(posting);
  return town.proposals.postedWith(poster);
}

/** What a resident's device hands over for a change that it has proved. */
export function changePackage({ town }: Pick<ActWorld, "town">, { proof, ...action }: SentAction): ActPackage {
  const act: Change = { kind: "change", ...action, proof: proof as unknown as ProofWords };
  return { ...town.place, act };
}

/** A change whose proof is forged. */
export function forgedChange(world: Pick<ActWorld, "town">, id: bigint, nullifier: bigint, version = 0): ActPackage {
  return changePackage(world, forgeAction(world.town, { id, root: ROOT, nullifier, version }));
}

/** What a resident's device hands over for a posting that it has proved. */
export function postPackage(
  { town }: Pick<ActWorld, "town">,
  posting: PostFacts & { readonly nullifier: bigint; readonly proof: readonly bigint[] },
): ActPackage {
  const { template, digest, cut, period, slot, nullifier } = posting;
  const facts = { digest, cut, period, slot, nullifier, proof: posting.proof as unknown as ProofWords };
  const { templates } = town.templatesPlace;
  const act: Post = { kind: "post", templates, template: templateBytes(templateOf(template)), ...facts };
  return { ...town.place, act };
}

export async function postAct(relayer: Pick<Relayer, "url">, act: ActPackage | string): Promise<Answer> {
  const body = typeof act === "string" ? act : encodeActPackage(act);
  const response = await fetch(`${relayer.url}/acts`, { method: "POST", body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** How often the chain has an act of this nullifier and version. */
export async function timesActed({ town, provider }: ActWorld, acts: readonly ActPackage[]): Promise<number[]> {
  const blocks = { first: 0, last: await provider.getBlockNumber() };
  const placed = await readPlacedActs(town.place.proposals, blocks, provider);
  return acts.map(({ act }) => {
    const version = act.kind === "change" ? BigInt(act.version) : 0n;
    return placed.filter((one) => one.nullifier === act.nullifier && one.version === version).length;
  });
}
