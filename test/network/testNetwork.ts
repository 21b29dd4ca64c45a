import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { hexlify, randomBytes } from "ethers";
import { RUN_FOLDER } from "./clients.ts";
import { genesisOf } from "./genesis.ts";
import {
  asked,
  askedConsensus,
  awaited,
  type Beginning,
  forgetChain,
  startConsensus,
  startExecution,
} from "./hostClients.ts";
import { cutOff, HOSTS, type Host, heal, raiseHosts, removeHosts } from "./hosts.ts";

/** What a host is like now. */
export type HostState = {
  readonly host: Host;
  readonly latest: number | undefined;
  readonly hash: string | undefined;
  readonly final: number | undefined;
  readonly peers: number | undefined;
};

/** Four hosts of one chain, each with an execution client, a consensus client and a quarter of the validators. */
export type TestNetwork = {
  readonly state: (host: Host) => Promise<HostState>;
  /** Ends both clients of a host at once, as a power cut does. */
  readonly kill: (host: Host) => Promise<void>;
  /** Starts both again with what is on their disks. */
  readonly restart: (host: Host) => Promise<void>;
  readonly cutOff: (host: Host) => void;
  /** Joins a host to the others again; its consensus client is started anew, as it may find nobody by itself. */
  readonly heal: (host: Host) => Promise<void>;
  /** Starts a host with nothing on its disks: its client gets every block from the others, and runs it. */
  readonly syncAnew: (host: Host) => Promise<void>;
  /**
   * Waits until the host has the chain of another one, by a final block that both have. EthereumJS 0.10.5 may wait for ever
   * for the blocks that it missed: the host then gets the chain anew, as whoever runs it would let it.
   */
  readonly caughtUp: (host: Host, other: Host) => Promise<void>;
  /** Waits until every host calls blocks final. */
  readonly finality: () => Promise<void>;
  /** Most megabytes that the clients of a host were seen to hold. */
  readonly memory: () => ReadonlyMap<Host, number>;
  readonly close: () => Promise<void>;
};

/** Seconds from the last client's start to the first slot. */
const UNTIL_BEGINNING = 60;
const MEASURE = 5_000;
/** Seconds in which a host that came back has the chain, or gets it anew; and how often it is started. */
const CATCHING_UP = 120;
const STARTS = 3;

type Block = { readonly number: string; readonly hash: string };
type Clients = { execution: ChildProcess; consensus: ChildProcess };

/** Starts the network, and waits until it makes blocks. */
export async function startTestNetwork(say: (line: string) => void): Promise<TestNetwork> {
  rmSync(RUN_FOLDER, { recursive: true, force: true });
  mkdirSync(RUN_FOLDER, { recursive: true });
  raiseHosts();
  // However this process ends.
  process.once("exit", removeHosts);
  const files = { genesis: `${RUN_FOLDER}genesis.json`, secret: `${RUN_FOLDER}secret.hex` };
  writeFileSync(files.genesis, JSON.stringify(genesisOf(Math.floor(Date.now() / 1_000))));
  writeFileSync(files.secret, hexlify(randomBytes(32)).slice(2));

  const clients = new Map<Host, Clients>();
  const most = new Map<Host, number>();
  const measuring = setInterval(() => {
    for (const [host, { execution, consensus }] of clients) {
      most.set(host, Math.max(most.get(host) ?? 0, megabytes(execution) + megabytes(consensus)));
    }
  }, MEASURE);

  const enodes = new Map<Host, string>();
  const records = new Map<Host, string>();
  const others = (known: ReadonlyMap<Host, string>, host: Host) =>
    [...known].flatMap(([other, name]) => (other === host ? [] : [name]));

  async function noteEnode(host: Host): Promise<void> {
    const info = () => asked<{ readonly enode: string }>(host, "admin_nodeInfo");
    enodes.set(host, (await awaited(`the execution client of host ${host}`, info)).enode);
  }

  async function noteRecord(host: Host): Promise<void> {
    const identity = () => askedConsensus<{ readonly enr: string }>(host, "node/identity");
    records.set(host, (await awaited(`the consensus client of host ${host}`, identity)).enr);
  }

  const running = new Map<Host, ChildProcess>();
  // One after the other, so that each knows all before it: where all know one alone, they lose each other with it.
  for (const host of HOSTS) {
    running.set(host, startExecution(host, files, others(enodes, host)));
    await noteEnode(host);
  }
  const first = await awaited("the first block", () => asked<Block>(1, "eth_getBlockByNumber", "0x0", false));
  const beginning: Beginning = { time: Math.floor(Date.now() / 1_000) + UNTIL_BEGINNING, block: first.hash };
  for (const host of HOSTS) {
    const consensus = startConsensus(host, files, beginning, others(records, host));
    clients.set(host, { execution: running.get(host) as ChildProcess, consensus });
    if (host === 1) await noteRecord(host);
  }
  for (const host of HOSTS.slice(1)) await noteRecord(host);

  async function state(host: Host): Promise<HostState> {
    const [latest, final, peers] = await Promise.all([
      asked<Block>(host, "eth_getBlockByNumber", "latest", false),
      asked<Block>(host, "eth_getBlockByNumber", "finalized", false),
      askedConsensus<{ readonly connected: string }>(host, "node/peer_count"),
    ]);
    return {
      host,
      latest: latest && Number(latest.number),
      hash: latest?.hash,
      final: final && Number(final.number),
      peers: peers && Number(peers.connected),
    };
  }

  /** Begins with the final state of another host: by what is on its disk alone it follows nobody. */
  function startConsensusAgain(host: Host): ChildProcess {
    const from = HOSTS.find((other) => other !== host && isAlive(clients.get(other)?.consensus)) as Host;
    return startConsensus(host, files, beginning, others(records, host), from);
  }

  async function restartConsensus(host: Host): Promise<void> {
    const own = clients.get(host) as Clients;
    await ended(own.consensus, "SIGKILL");
    own.consensus = startConsensusAgain(host);
    await noteRecord(host);
  }

  async function kill(host: Host): Promise<void> {
    const { execution, consensus } = clients.get(host) as Clients;
    await Promise.all([ended(execution, "SIGKILL"), ended(consensus, "SIGKILL")]);
  }

  async function restart(host: Host): Promise<void> {
    const execution = startExecution(host, files, others(enodes, host));
    await noteEnode(host);
    clients.set(host, { execution, consensus: startConsensusAgain(host) });
    await noteRecord(host);
  }

  const network: TestNetwork = {
    state,
    kill,
    async syncAnew(host) {
      await kill(host);
      forgetChain(host);
      await restart(host);
    },
    restart,
    cutOff,
    async heal(host) {
      heal(host);
      await restartConsensus(host);
    },
    async caughtUp(host, other) {
      const same = async () => {
        const [own, theirs] = await Promise.all([state(host), state(other)]);
        const isNear = (theirs.latest ?? 0) - (own.latest ?? 0) <= 2 && (theirs.final ?? 1) === own.final;
        return own.latest !== undefined && isNear ? true : undefined;
      };
      for (let starts = 1; starts < STARTS; starts++) {
        const has = await awaited("the chain", same, CATCHING_UP).catch(() => false);
        if (has) return;
        say(`  host ${host} has peers and no chain: it gets the chain anew`);
        await network.syncAnew(host);
      }
      await awaited(`host ${host}, to have the chain of host ${other},`, same, CATCHING_UP);
    },
    async finality() {
      for (const host of HOSTS) {
        await awaited(
          `host ${host}, with a final block,`,
          async () => ((await state(host)).final ?? 0) > 0 || undefined,
          600,
        );
      }
    },
    memory: () => most,
    async close() {
      clearInterval(measuring);
      for (const { execution, consensus } of clients.values()) {
        await Promise.all([ended(execution, "SIGKILL"), ended(consensus, "SIGKILL")]);
      }
      removeHosts();
    },
  };
  say(`the first slot is at ${new Date(beginning.time * 1_000).toISOString()}`);
  await awaited("the chain", async () => ((await state(1)).latest ?? 0) > 1 || undefined, 300);
  return network;
}

export function isAlive(child: ChildProcess | undefined): boolean {
  return child !== undefined && child.exitCode === null && child.signalCode === null;
}

/** Ends a process of ours, and waits for its end. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isAlive(child)) return;
  const end = once(child, "exit");
  child.kill(signal);
  await Promise.race([end, wait(30_000)]);
}

/** Resident memory of a process. */
function megabytes({ pid }: ChildProcess): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Math.round(Number(kilobytes ?? 0) / 1_024);
  } catch {
    return 0;
  }
}
