import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Wallet } from "ethers";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import type { OpenElection } from "../../../sdk/chain/resident.ts";
import { readCasts } from "../../../sdk/chain/slots.ts";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import { encodeBallotPackage } from "../../../sdk/election/ballotPackage.ts";
import { type ProofChecker, startProofChecker } from "../../../services/relayer/proofChecker.ts";
import { type Relayer, type RelayerSettings, startRelayer } from "../../../services/relayer/relayer.ts";
import { syntheticVerificationKey } from "../../contracts/syntheticKey.ts";
import { syntheticElection } from "./syntheticBallots.ts";

/** A chain with an open election under the synthetic key, and what relayers on it need. */
export type RelayerWorld = {
  readonly chain: LocalChain;
  readonly election: OpenElection;
  readonly factory: string;
  readonly account: Wallet;
  readonly proofs: ProofChecker;
  /** A new path for a database. */
  newFile(): string;
  /** A relayer that works only when told, without delays; `settings` override. */
  relayer(settings?: Partial<RelayerSettings>): Promise<Relayer>;
  rpc(method: string, ...params: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
};

export async function startRelayerWorld(): Promise<RelayerWorld> {
  const chain = await startLocalChain();
  const { election, factory } = await syntheticElection(chain);
  const account = await chain.newAccount();
  const proofs = startProofChecker({ 8: syntheticVerificationKey() }, { threads: 1, timeLimit: 30_000, queue: 256 });
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-relayer-"));
  const running = new Set<Relayer>();
  let files = 0;
  return {
    chain,
    election,
    factory,
    account,
    proofs,
    newFile: () => join(folder, `${files++}.db`),
    async relayer(settings = {}) {
      const started = await startRelayer({
        rpc: chain.url,
        key: account.privateKey,
        proofs,
        elections: [election.election],
        interval: 0,
        ...settings,
        limits: {
          batchDelay: 0,
          setAsideDelay: 0,
          finality: 33,
          requestsPerMinute: 1_000_000,
          staleAfter: Number.POSITIVE_INFINITY,
          readsPerMinute: 1_000_000,
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
    rpc: (method, ...params) => chain.provider.send(method, [...params]),
    async close() {
      for (const relayer of running) await relayer.close();
      await proofs.close();
      await chain.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An answer of the service. */
export type Answer = { readonly status: number; readonly body: Record<string, unknown> };

export function packageOf(election: OpenElection, ballot: Ballot): string {
  return encodeBallotPackage({ chainId: election.chainId, election: election.election, ballot });
}

export async function post(relayer: Pick<Relayer, "url">, body: string): Promise<Answer> {
  const response = await fetch(`${relayer.url}/ballots`, { method: "POST", body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export async function get(relayer: Pick<Relayer, "url">, path: string): Promise<Answer> {
  const response = await fetch(relayer.url + path);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** How often the chain cast each of these ballots, with the ciphertexts that they have. */
export async function timesCast({ chain, election }: RelayerWorld, ballots: readonly Ballot[]): Promise<number[]> {
  const casts = await readCasts(election.election, 0, await chain.provider.getBlockNumber(), chain.provider);
  return ballots.map(
    ({ nullifier, version, next }) =>
      casts.filter(
        (cast) => cast.nullifier === nullifier && cast.version === version && String(cast.next) === String(next),
      ).length,
  );
}
