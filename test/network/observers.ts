import { existsSync, writeFileSync } from "node:fs";
import type { Trustee } from "../../scripts/rehearsal/ceremony.ts";
import { encodeKeyFile, sealKeyFile } from "../../sdk/chain/trusteeKeyFile.ts";
import { RUN_FOLDER } from "./clients.ts";
import { commandOn, type Ended } from "./commandOn.ts";
import { rpcOf } from "./hostClients.ts";
import { HOSTS, type Host } from "./hosts.ts";
import type { TrustFiles } from "./relayerOnHost.ts";
import type { TestNetwork } from "./testNetwork.ts";

/** Whoever reads this has it. */
const PASSPHRASE = "a passphrase that everybody knows";

/** How `verify` ends where not everything could be checked. */
const UNCHECKED = 2;
/** The host whose node is the measure. */
const STEADY = 4;

/** A command did not end as it must. */
export class CommandFailedError extends Error {
  constructor(what: string, code: number, printed: string) {
    super(`${what} ended with ${code}: ${printed.trim().split("\n").slice(-6).join("\n")}`);
  }
}

/**
 * Has trustees release their shares by their command, each on a host of its own and by two hosts' nodes: first each reads
 * what there is, then each signs what another one has read.
 */
export async function releaseShares(
  election: string,
  trustees: readonly (readonly [Trustee, Host])[],
  files: TrustFiles,
): Promise<void> {
  const nodesOf = (host: Host) => {
    // The last two hosts never fail; each asks its own node first.
    const other: Host = host === 3 ? 4 : 3;
    return ["--rpc", rpcOf(host), "--rpc", rpcOf(other)];
  };
  const about = ["--election", election, "--trust", files.trust, "--anchor", files.anchor];
  const read: string[] = [];
  for (const [{ account }, host] of trustees) {
    const task = `${RUN_FOLDER}host${host}/task-${election}.json`;
    const asked = [...nodesOf(host), ...about, "--write-task", task, "--trustee", account.address];
    read.push(fingerprintIn(await done(host, "trustee", "share", ...asked)));
  }
  for (const [index, [trustee, host]] of trustees.entries()) {
    const key = await keyFileOf(trustee, host);
    const other = read[(index + 1) % read.length] as string;
    // The consent was given with the same key, but not by its file, whose journal lacks it.
    const given = ["--fingerprint", other, "--journal-lost"];
    await done(host, "trustee", "share", ...nodesOf(host), ...about, ...key, ...given);
  }
}

/**
 * Verifies the election by the observer's command on every host, by that host's own node. A client that was dead or cut
 * off keeps no events of the blocks that it missed; of such a node the command says so, and accuses nobody. Then the
 * host's chain is got anew, and the command must hold.
 * @returns What it said on each host at last, and on which it said before that events were missing.
 */
export async function verifyEverywhere(
  election: string,
  { trust, anchor }: TrustFiles,
  network: Pick<TestNetwork, "syncAnew" | "caughtUp">,
): Promise<readonly string[]> {
  const verdicts: string[] = [];
  for (const host of HOSTS) {
    const command = ["verify", "--rpc", rpcOf(host), "--election", election, "--trust", trust, "--anchor", anchor];
    const first = await commandOn(host, ...command);
    const lacks = first.code === UNCHECKED;
    if (lacks) {
      await network.syncAnew(host);
      await network.caughtUp(host, STEADY);
    }
    const printed = lacks ? await done(host, ...command) : checked(host, command, first);
    verdicts.push(`${printed.trim().split("\n").at(-1)}${lacks ? " (once its client had its events anew)" : ""}`);
  }
  return verdicts;
}

async function done(host: Host, ...args: readonly string[]): Promise<string> {
  return checked(host, args, await commandOn(host, ...args));
}

function checked(host: Host, args: readonly string[], { code, printed }: Ended): string {
  if (code !== 0) throw new CommandFailedError(`${args.slice(0, 2).join(" ")} on host ${host}`, code, printed);
  return printed;
}

async function keyFileOf(trustee: Trustee, host: Host): Promise<readonly string[]> {
  const [file, passphrase] = [`${RUN_FOLDER}host${host}/trustee.key.json`, `${RUN_FOLDER}host${host}/passphrase`];
  if (!existsSync(file)) {
    writeFileSync(passphrase, `${PASSPHRASE}\n`, { mode: 0o600 });
    writeFileSync(file, encodeKeyFile(await sealKeyFile(trustee, [], PASSPHRASE)), { mode: 0o600 });
  }
  return ["--key", file, "--passphrase-file", passphrase];
}

function fingerprintIn(printed: string): string {
  const [, fingerprint] = /fingerprint of election and sum: (\S+)/.exec(printed) ?? [];
  if (fingerprint === undefined) throw new CommandFailedError("reading a fingerprint", 0, printed);
  return fingerprint;
}
