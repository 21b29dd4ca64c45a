import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { Wallet } from "ethers";
import type { AnnouncedRelayer } from "../../sdk/relaying/relayerClient.ts";
import { RUN_FOLDER } from "./clients.ts";
import { HANPYO } from "./commandOn.ts";
import { awaited } from "./hostClients.ts";
import { addressOf, goBefore, type Host, startOn } from "./hosts.ts";
import { ended } from "./testNetwork.ts";

/** A relayer as a municipality runs it: `hanpyo relayer start` on a host, with several nodes and a database of its own. */
export type RelayerOnHost = AnnouncedRelayer & {
  readonly host: Host;
  readonly start: () => Promise<void>;
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
  /** What it says of itself; nothing where it does not answer. */
  readonly health: () => Promise<Record<string, unknown> | undefined>;
};

/** What a municipality publishes of whom it trusts. */
export type TrustFiles = { readonly trust: string; readonly anchor: string };

const PORT = 8650;

/** @param nodes In the order in which they are asked. */
export function relayerOnHost(
  host: Host,
  { address, privateKey }: Pick<Wallet, "address" | "privateKey">,
  nodes: readonly string[],
  { trust, anchor }: TrustFiles,
): RelayerOnHost {
  const folder = `${RUN_FOLDER}host${host}/`;
  const url = `http://${addressOf(host)}:${PORT}`;
  const [key, database] = [`${folder}relayer.json`, `${folder}relayer.db`];
  writeFileSync(key, JSON.stringify({ format: "hanpyo-relayer-1", address, key: privateKey }), { mode: 0o600 });
  const health = async () => {
    try {
      const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) });
      return (await response.json()) as Record<string, unknown>;
    } catch {
      return undefined;
    }
  };
  let running: ChildProcess | undefined;
  return {
    ...{ host, address, url, health },
    async start() {
      running = startOn(
        host,
        `${folder}relayer.log`,
        { LC_ALL: "C" },
        ...[process.execPath, HANPYO, "relayer", "start", ...nodes.flatMap((node) => ["--rpc", node])],
        ...["--db", database, "--key-file", key, "--trust", trust, "--anchor", anchor],
        ...["--host", addressOf(host), "--port", String(PORT), "--batch-size", "16", "--batch-delay", "4"],
        // All voters come from one address.
        ...["--requests-per-minute", "1000"],
      );
      const child = running;
      goBefore(child);
      process.once("exit", () => child.kill(9));
      await awaited(`the relayer of host ${host}`, health);
    },
    async end(signal) {
      if (running !== undefined) await ended(running, signal);
    },
  };
}
