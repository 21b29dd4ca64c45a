import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readCasts } from "../../../sdk/chain/slots.ts";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import type { BallotPackage } from "../../../sdk/election/ballotPackage.ts";
import { askRelayer } from "../../../sdk/relaying/relayerClient.ts";
import { type LocalChain, startLocalChain } from "../../rehearsal/localChain.ts";
import type { Figures } from "../figures.ts";
import { loadBallots } from "./loadBallots.ts";
import { openLoadElection } from "./loadElection.ts";
import { startRelayerProcess } from "./relayerProcess.ts";
import { percentile, sendAll } from "./sendAll.ts";

export type LoadSettings = {
  readonly ballots: number;
  /** Ballots that are sent at the same time. */
  readonly atOnce: number;
  /** Seconds that the relayer lets a ballot wait for others. */
  readonly batchDelay: number;
  readonly say?: (text: string) => void;
};

/** Milliseconds between two looks at the relayer, and to an answer. */
const LOOK = 200;
const TIMEOUT = 30_000;

/**
 * Sends ballots with real proofs over HTTP to a relayer in a process of its own, which casts them on a local chain, and
 * counts on the chain. The first ballot, for which the relayer reads the election and starts its threads, is not timed.
 */
export async function loadFigures(settings: LoadSettings): Promise<Figures> {
  const chain = await startLocalChain();
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-load-"));
  try {
    return await measured(chain, folder, settings);
  } finally {
    await chain.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(
  chain: LocalChain,
  folder: string,
  { ballots: count, atOnce, batchDelay, say = () => {} }: LoadSettings,
): Promise<Figures> {
  const load = await openLoadElection(chain, count, say);
  const { trust } = load;
  const { election } = load.election;
  const ballots = await loadBallots(load, say);
  const account = await chain.newAccount();
  const relayer = await startRelayerProcess({ rpc: chain.url, election, account, folder, batchDelay, trust });
  try {
    const started = performance.now();
    await sendAll(relayer, ballots.slice(0, 1), 1, say);
    const { milliseconds, seconds } = await sendAll(relayer, ballots.slice(1), atOnce, say);
    for (let waiting = 1; waiting > 0; ) {
      waiting = Number((await askRelayer(relayer.url, "/health", { timeout: TIMEOUT, fetch })).waiting);
      say(`${waiting} acknowledged ballots wait for a block`);
      await wait(LOOK);
    }
    const castAfter = (performance.now() - started) / 1_000;
    return {
      "perSecond.acknowledgements": rounded(milliseconds.length / seconds),
      "milliseconds.acknowledgement.p50": rounded(percentile(milliseconds, 0.5)),
      "milliseconds.acknowledgement.p99": rounded(percentile(milliseconds, 0.99)),
      "seconds.untilAllCast": rounded(castAfter),
      ...(await counted(chain, election, ballots)),
      "gas.perBallot": Math.round((await gasOf(chain, account.address)) / count),
      "ballots.sent": count,
    };
  } finally {
    await relayer.stop();
  }
}

/** Acknowledged ballots that no block holds as they were sent, and that more than one does. */
async function counted(chain: LocalChain, election: string, ballots: readonly BallotPackage[]): Promise<Figures> {
  const casts = await readCasts(election, 0, await chain.provider.getBlockNumber(), chain.provider);
  const times = ballots.map(
    ({ ballot }) =>
      casts.filter((cast) => cast.nullifier === ballot.nullifier && cast.ciphertexts === hashWords(ballot.next)).length,
  );
  return {
    "ballots.lost": times.filter((number) => number === 0).length,
    "ballots.doubled": times.filter((number) => number > 1).length,
  };
}

/** Gas of all transactions of an account. */
async function gasOf({ provider }: LocalChain, address: string): Promise<number> {
  let gas = 0;
  for (let number = await provider.getBlockNumber(); number > 0; number--) {
    const block = await provider.getBlock(number);
    for (const hash of block?.transactions ?? []) {
      const receipt = await provider.getTransactionReceipt(hash);
      if (receipt?.from === address) gas += Number(receipt.gasUsed);
    }
  }
  return gas;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
