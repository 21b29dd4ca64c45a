import type { ChildProcess } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { askNode } from "../../sdk/chain/rpcProvider.ts";
import { CONSENSUS, EXECUTION, RUN_FOLDER } from "./clients.ts";
import { SLOT_SECONDS, VALIDATORS } from "./genesis.ts";
import { addressOf, goBefore, HOSTS, type Host, startOn } from "./hosts.ts";

/** What all clients of the network are told. */
export type NetworkFiles = {
  readonly genesis: string;
  /** Under which the two clients of a host know each other. */
  readonly secret: string;
};

/** When the network begins, and from which block. */
export type Beginning = { readonly time: number; readonly block: string };

/** Megabytes that a client's heap may grow to; about a third is used. */
const HEAP = "--max-old-space-size=1500";

export function rpcOf(host: Host): string {
  return `http://${addressOf(host)}:8545`;
}

export function consensusOf(host: Host): string {
  return `http://${addressOf(host)}:9596`;
}

/** Asks a host's execution client; nothing where it does not answer. */
export function asked<T>(host: Host, method: string, ...params: readonly unknown[]): Promise<T | undefined> {
  return askNode<T>(rpcOf(host), { deadline: 5_000, tries: 1 }, method, params).catch(() => undefined);
}

/** Asks a host's consensus client; nothing where it does not answer. */
export async function askedConsensus<T>(host: Host, path: string): Promise<T | undefined> {
  try {
    const response = await fetch(`${consensusOf(host)}/eth/v1/${path}`, { signal: AbortSignal.timeout(5_000) });
    return ((await response.json()) as { readonly data: T }).data;
  } catch {
    return undefined;
  }
}

/** Asks until there is an answer. Throws where none comes in two minutes. */
export async function awaited<T>(what: string, ask: () => Promise<T | undefined>, seconds = 120): Promise<T> {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await wait(1_000)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  throw new Error(`${what} did not answer in ${seconds} seconds`);
}

/** @param bootnodes Other hosts' execution clients. */
export function startExecution(host: Host, files: NetworkFiles, bootnodes: readonly string[]): ChildProcess {
  const { node, preload, program } = EXECUTION;
  const folder = folderOf(host, "execution");
  return startClient(
    host,
    folder,
    {},
    ...[node, HEAP, "--import", preload, program],
    ...["--gethGenesis", files.genesis, "--dataDir", folder, "--jwtSecret", files.secret],
    ...["--extIP", addressOf(host), "--port", "30303", "--discDns=false", "--discV4=true", "--maxPeers", "10"],
    ...["--rpc", "--rpcAddr", "0.0.0.0", "--rpcPort", "8545"],
    ...["--rpcEngine", "--rpcEngineAddr", "127.0.0.1", "--rpcEnginePort", "8551"],
    ...["--saveReceipts", "--logLevel", "info", "--logFile", "false"],
    ...(bootnodes.length === 0 ? [] : ["--bootnodes", bootnodes.join()]),
  );
}

/**
 * @param bootnodes Other hosts' consensus clients.
 * @param from The host whose final state it begins with; from the genesis where there is none.
 */
export function startConsensus(
  host: Host,
  files: NetworkFiles,
  { time, block }: Beginning,
  bootnodes: readonly string[],
  from?: Host,
): ChildProcess {
  const { node, preload, program } = CONSENSUS;
  const folder = folderOf(host, "consensus");
  // By what is left on its disk it would begin at the genesis, and follow nobody.
  rmSync(`${folder}/chain-db`, { recursive: true, force: true });
  const share = VALIDATORS / HOSTS.length;
  const forks = ["ALTAIR", "BELLATRIX", "CAPELLA"].flatMap((fork) => [`--params.${fork}_FORK_EPOCH`, "0"]);
  const address = addressOf(host);
  return startClient(
    host,
    folder,
    { LODESTAR_PRESET: "minimal", NODE_BACKEND: "js" },
    ...[node, HEAP, "--import", preload, program, "dev", "--network", "dev", "--dataDir", folder],
    ...["--genesisValidators", String(VALIDATORS), "--genesisTime", String(time), "--genesisEth1Hash", block],
    ...["--startValidators", `${(host - 1) * share}..${host * share - 1}`],
    ...["--params.SECONDS_PER_SLOT", String(SLOT_SECONDS), ...forks, "--params.TERMINAL_TOTAL_DIFFICULTY", "0"],
    ...["--listenAddress", "0.0.0.0", "--port", "9000", "--enr.ip", address, "--enr.tcp", "9000", "--enr.udp", "9000"],
    ...[
      "--discv5",
      "true",
      "--targetPeers",
      "10",
      "--subscribeAllSubnets",
      "--network.allowPublishToZeroPeers",
      "true",
    ],
    ...["--eth1", "false", "--execution.urls", "http://127.0.0.1:8551", "--jwt-secret", files.secret],
    ...["--rest", "true", "--rest.address", "0.0.0.0", "--rest.port", "9596", "--rest.namespace", "*"],
    ...["--server", "http://127.0.0.1:9596", "--suggestedFeeRecipient", `0x${String(host).padStart(40, "0")}`],
    ...["--logLevel", "info", "--logFile", "none"],
    ...(from === undefined ? [] : ["--checkpointSyncUrl", consensusOf(from)]),
    ...(bootnodes.length === 0 ? [] : ["--bootnodes", ...bootnodes]),
  );
}

/** Takes what the execution client knows of the chain off the host's disk. */
export function forgetChain(host: Host): void {
  rmSync(folderOf(host, "execution"), { recursive: true, force: true });
}

function startClient(
  host: Host,
  folder: string,
  env: Readonly<Record<string, string>>,
  command: string,
  ...args: readonly string[]
): ChildProcess {
  const child = startOn(host, `${folder}.log`, env, command, ...args);
  goBefore(child);
  return child;
}

function folderOf(host: Host, client: string): string {
  const folder = `${RUN_FOLDER}host${host}/${client}`;
  mkdirSync(folder, { recursive: true });
  return folder;
}
