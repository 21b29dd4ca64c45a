import { availableParallelism } from "node:os";
import { Wallet } from "ethers";
import { type RandomBytes, systemRandom } from "../../sdk/crypto/random.ts";
import { listen } from "../hosting/listening.ts";
import { failureCode, passesOf } from "../hosting/rounds.ts";
import { connectChain } from "../sending/chain.ts";
import { type ServedElections, servedElections } from "./elections.ts";
import { relayerApp } from "./http.ts";
import type { Passage } from "./killPoints.ts";
import { type ProofChecker, type ProofKeys, startProofChecker } from "./proofChecker.ts";
import { readBalance, sendDue } from "./sender.ts";
import { type Health, healthOf } from "./status.ts";
import { openStore, type Store } from "./store.ts";
import { placeBallots } from "./watcher.ts";
import { DEFAULT_LIMITS, type Limits, newMemory, type Works } from "./works.ts";

/** What a relayer is started with; all but the first three have defaults. */
export type RelayerSettings = ServedElections & {
  readonly rpc: string;
  /** Private key of an account that has ether and no rights. */
  readonly key: string;
  /** Verification keys by ballot size, or a checker that is already running and stays so. */
  readonly proofs: ProofKeys | ProofChecker;
  /** Database file, or one that is already open; ":memory:" by default. */
  readonly store?: string | Store;
  readonly host?: string;
  /** 0 for any free one. */
  readonly port?: number;
  readonly limits?: Partial<Limits>;
  /** Milliseconds between two passes; 0 to work only when told. */
  readonly interval?: number;
  /** Milliseconds that the node may take to answer. */
  readonly rpcTimeout?: number;
  readonly pass?: (passage: Passage) => void;
  readonly clock?: () => number;
  readonly random?: RandomBytes;
  /** Told the code of every pass's failure. */
  readonly say?: (line: string) => void;
};

export type Relayer = {
  readonly url: string;
  /** Account that signs acknowledgements and pays. */
  readonly address: string;
  /** One pass: places ballots, sends what is due. Never throws; `health().failure` names what failed. */
  work(): Promise<void>;
  health(): Health;
  close(): Promise<void>;
};

/** One core is left for everything else. */
const PROOF_LIMITS = { threads: Math.max(1, availableParallelism() - 1), timeLimit: 10_000, queue: 256 };

/**
 * Starts a relayer on 127.0.0.1 and a free port, unless told otherwise.
 * Throws what the node's or the database's failure gives.
 */
export async function startRelayer(settings: RelayerSettings): Promise<Relayer> {
  const { interval = 1_000, clock = Date.now, random = systemRandom } = settings;
  const chain = await connectChain(settings.rpc, settings.rpcTimeout ?? 10_000);
  const store = typeof settings.store === "object" ? settings.store : openStore(settings.store ?? ":memory:");
  const proofs = isChecker(settings.proofs) ? settings.proofs : startProofChecker(settings.proofs, PROOF_LIMITS);
  const works: Works = {
    ...{ store, chain, proofs, clock, random },
    account: new Wallet(settings.key),
    elections: servedElections(settings, chain),
    limits: { ...DEFAULT_LIMITS, ...settings.limits },
    memory: newMemory(),
    pass: settings.pass ?? (() => {}),
  };
  const passes = passesOf(() => pass(works, settings.say));
  await passes.work();
  const server = await listen(relayerApp(works), settings);
  passes.repeat(interval);

  return {
    url: server.url,
    address: works.account.address,
    work: passes.work,
    health: () => healthOf(works),
    async close() {
      const ended = passes.stop();
      await server.close();
      await ended;
      chain.provider.destroy();
      if (!isChecker(settings.proofs)) await proofs.close();
      if (typeof settings.store !== "object") store.close();
    },
  };
}

async function pass(works: Works, say: ((line: string) => void) | undefined): Promise<void> {
  const { memory } = works;
  try {
    const head = await placeBallots(works);
    await readBalance(works);
    await sendDue(works, head);
    memory.failure = undefined;
  } catch (error) {
    memory.failure = failureCode(error);
    say?.(`This pass failed: ${memory.failure}`);
  }
}

function isChecker(proofs: ProofKeys | ProofChecker): proofs is ProofChecker {
  return "check" in proofs;
}
