import type { Signer } from "ethers";
import type { Ladder } from "../relaying/climb.ts";
import type { AnnouncedRelayer } from "../relaying/relayerClient.ts";
import type { Connection } from "./connect.ts";

/** How what was proved comes to the chain. */
export type Way = {
  /** Relayers in the order in which they are tried; those of the trust file where none are given. */
  readonly relayers?: readonly AnnouncedRelayer[] | undefined;
  /** An account of one's own, which sends in the relayers' place. Use a fresh one: whoever funds it can be linked. */
  readonly sender?: Signer | undefined;
  /** Given the package before anything is sent: kept, it can be handed in again after a crash, here or elsewhere. */
  readonly keep?: ((file: string) => void | Promise<void>) | undefined;
};

/** Milliseconds. */
const TIMEOUT = 15_000;
const DELAY = 1_000;

/** Waits; nothing is kept running for it where the platform lets it. */
export function waiting(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** How relayers are tried: each twice, all of them twice. */
export function ladderOf({ rpcs: [{ provider }], trust }: Connection, { relayers }: Pick<Way, "relayers">): Ladder {
  const named = trust.latest.relayers.map(({ account, url }) => ({ url, address: account }));
  return {
    relayers: relayers ?? named,
    provider,
    tries: 2,
    rounds: 2,
    delay: DELAY,
    timeout: TIMEOUT,
    fetch: (input, init) => fetch(input, init),
    wait: waiting,
  };
}
