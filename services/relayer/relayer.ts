import { availableParallelism } from "node:os";
import { Wallet } from "ethers";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { type Hosted, type HostingSettings, host } from "../hosting/hosting.ts";
import { roundsOf } from "../hosting/rounds.ts";
import { readBalance } from "../sending/account.ts";
import { connectChain, disconnectChain } from "../sending/chain.ts";
import { sendDue } from "../sending/sender.ts";
import { packageCargo } from "./cargo.ts";
import { doubtPlaced, noteLate, rotateWhileLate } from "./doubts.ts";
import { type ServedElections, servedElections } from "./elections.ts";
import { relayerApp } from "./http.ts";
import type { KillPoint } from "./killPoints.ts";
import { handTexts } from "./postTexts.ts";
import { type ProofChecker, type ProofKeys, startProofChecker } from "./proofChecker.ts";
import { type ServedProposals, servedProposals } from "./proposals.ts";
import { settlePackages } from "./settling.ts";
import { type Health, healthOf } from "./status.ts";
import { openStore, type Store } from "./store.ts";
import { newUnproved } from "./unproved.ts";
import { changeOver, placePackages } from "./watcher.ts";
import { DEFAULT_LIMITS, type Limits, newMemory, type Works } from "./works.ts";

/** What a relayer is started with; all but the first three have defaults. */
export type RelayerSettings = ServedElections &
  ServedProposals &
  HostingSettings & {
    /** One node, or several that do not belong together. */
    readonly rpc: string | readonly string[];
    /** Private key of an account that has ether and no rights. */
    readonly key: string;
    /** Verification keys by ballot size and of acts, or a checker that is already running and stays so. */
    readonly proofs: ProofKeys | ProofChecker;
    /** Database file, or one that is already open; ":memory:" by default. */
    readonly store?: string | Store;
    /** URLs of mirrors, which get the texts of postings; none by default. */
    readonly mirrors?: readonly string[];
    readonly limits?: Partial<Limits>;
    /** Milliseconds that the node may take to answer. */
    readonly rpcTimeout?: number;
    /** Told each kill point that is reached; whatever it throws ends the work. */
    readonly reached?: (point: KillPoint) => void;
  };

/** A relayer that runs. A round places packages, settles what is final and sends what is due. */
export type Relayer = Hosted & {
  /** Account that signs acknowledgements and pays. */
  readonly address: string;
  health(): Health;
};

/** One core is left for everything else. */
const THREADS = Math.max(1, availableParallelism() - 1);
/** Whoever comes last waits for some seconds, and is told to come again where it would be more. */
const PROOF_LIMITS = { threads: THREADS, timeLimit: 10_000, queue: 256 * THREADS };

/**
 * Starts a relayer on 127.0.0.1 and a free port, unless told otherwise.
 * Throws what the node's or the database's failure gives.
 */
export async function startRelayer(settings: RelayerSettings): Promise<Relayer> {
  const { clock = Date.now, random = systemRandom, reached = () => {} } = settings;
  const chain = await connectChain(settings.rpc, settings.rpcTimeout ?? 10_000);
  const store = typeof settings.store === "object" ? settings.store : openStore(settings.store ?? ":memory:");
  const proofs = isChecker(settings.proofs) ? settings.proofs : startProofChecker(settings.proofs, PROOF_LIMITS);
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  const works: Works = {
    store,
    chain,
    account: new Wallet(settings.key),
    elections: servedElections(settings, chain, clock),
    proposals: servedProposals(settings, chain),
    mirrors: settings.mirrors ?? [],
    proofs,
    unproved: newUnproved(limits.unprovedPerMinute, clock, random),
    limits,
    memory: newMemory(),
    reached,
    clock,
    random,
    say: settings.say,
  };
  const rounds = roundsOf(() => leavingWhatFails(works, () => round(works)), works.memory, settings.say, clock);
  const hosted = await host(relayerApp(works, settings.behindProxy ?? false), rounds, settings, () =>
    disconnectChain(chain),
  );

  return {
    ...hosted,
    address: works.account.address,
    health: () => healthOf(works),
    async close() {
      await hosted.close();
      disconnectChain(chain);
      if (!isChecker(settings.proofs)) await proofs.close();
      if (typeof settings.store !== "object") store.close();
    },
  };
}

/** The next round asks another node first than the one by which this one failed. */
async function leavingWhatFails(works: Works, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    changeOver(works);
    throw error;
  }
}

/** What keeps packages from being settled does not keep others from being sent. */
async function round(works: Works): Promise<void> {
  rotateWhileLate(works);
  const head = await placePackages(works);
  const settling = await Promise.allSettled([doubtPlaced(works).then(() => settlePackages(works))]);
  await noteLate(works);
  await readBalance(works);
  await sendDue(works, packageCargo(works, head), head);
  await handTexts(works);
  for (const result of settling) if (result.status === "rejected") throw result.reason;
}

function isChecker(proofs: ProofKeys | ProofChecker): proofs is ProofChecker {
  return "check" in proofs;
}
