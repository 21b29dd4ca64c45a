import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Figures } from "../../scripts/bench/figures.ts";
import { verificationKey } from "../../scripts/circuits/files.ts";
import { type LocalChain, startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import { readCasts } from "../../sdk/chain/castBallot.ts";
import { type BallotPackage, parseBallotPackage } from "../../sdk/election/ballotPackage.ts";
import { postBallot } from "../../sdk/relaying/relayerClient.ts";
import { type Relayer, startRelayer } from "../../services/relayer/relayer.ts";
import { loadBallots, openLoadElection } from "./loadBallots.ts";

/** Voters who send at the same time. */
const AT_ONCE = 16;
/** Milliseconds: a relayer that takes longer fails. */
const TIMEOUT = 120_000;
const PASSES = 1_000;

/**
 * Sends ballots with real proofs to a relayer over HTTP, `AT_ONCE` at a time, while it casts them on a local chain:
 * acknowledgements per second, the 99th percentile of milliseconds to an acknowledgement, ballots lost, gas per ballot.
 * @param say Told the progress; proving 300 ballots the first time takes minutes.
 */
export async function loadFigures(ballots: number, say: (text: string) => void = () => {}): Promise<Figures> {
  const chain = await startLocalChain();
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-load-"));
  try {
    return await measured(chain, join(folder, "relayer.db"), ballots, say);
  } finally {
    await chain.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(chain: LocalChain, store: string, ballots: number, say: (text: string) => void) {
  const load = await openLoadElection(chain);
  const { election } = load;
  const packages = (await loadBallots(load, ballots, say)).map(parseBallotPackage);
  const account = await chain.newAccount();
  const relayer = await startRelayer({
    ...{ rpc: chain.url, key: account.privateKey, elections: [election.election], store, interval: 200 },
    proofs: { 8: verificationKey("ballot-8") },
    limits: { batchDelay: 500, requestsPerMinute: 1_000_000 },
  });
  try {
    const { times, seconds } = await sendAll(relayer, packages, say);
    await untilCast(relayer);
    const casts = await readCasts(election.election, 0, await chain.provider.getBlockNumber(), chain.provider);
    const cast = new Set(casts.map(({ nullifier }) => nullifier));
    return {
      [`perSecond.acknowledgements.${ballots}`]: Math.round((times.length / seconds) * 10) / 10,
      [`milliseconds.acknowledgement.p99.${ballots}`]: Math.round(percentile(times, 0.99)),
      [`ballots.lost.${ballots}`]: packages.filter(({ ballot }) => !cast.has(ballot.nullifier)).length,
      [`gas.relayedBallot.${ballots}`]: Math.round((await gasOf(chain, relayer.address)) / ballots),
    };
  } finally {
    await relayer.close();
  }
}

/** Milliseconds to each acknowledgement but the first, whose ballot starts threads and reads the election. */
async function sendAll(relayer: Relayer, packages: readonly BallotPackage[], say: (text: string) => void) {
  const announced = { url: relayer.url, address: relayer.address };
  const [first, ...queue] = packages;
  if (first !== undefined) await postBallot(announced, first, { timeout: TIMEOUT, fetch });
  const times: number[] = [];
  const started = performance.now();
  const voter = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const sent = performance.now();
      await postBallot(announced, next, { timeout: TIMEOUT, fetch });
      times.push(performance.now() - sent);
      say(`${times.length + 1} of ${packages.length} ballots acknowledged`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, voter));
  return { times, seconds: (performance.now() - started) / 1_000 };
}

async function untilCast(relayer: Relayer): Promise<void> {
  for (let pass = 0; pass < PASSES && relayer.health().waiting > 0; pass++) await relayer.work();
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

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
