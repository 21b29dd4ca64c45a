import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Each host is a network namespace of this machine, on one bridge with the others and with the machine itself. */
export const HOSTS = [1, 2, 3, 4] as const;
export type Host = (typeof HOSTS)[number];

/** The machine itself, where voters and the tool are: it reaches every host, cut off or not. */
export const OUTSIDE = "10.77.0.254";

const BRIDGE = "hanpyobr";
/** Hosts take little, but that in time: they go before voters and their proofs, and a little before all else. */
const NICE = "-10";

export function addressOf(host: Host): string {
  return `10.77.0.${host}`;
}

/** Makes the hosts, and takes away those of a run that was broken off. Throws what `ip` says where it cannot. */
export function raiseHosts(): void {
  removeHosts();
  ip("link", "add", BRIDGE, "type", "bridge");
  ip("addr", "add", `${OUTSIDE}/24`, "dev", BRIDGE);
  ip("link", "set", BRIDGE, "up");
  for (const host of HOSTS) {
    const [space, cable] = [spaceOf(host), cableOf(host)];
    ip("netns", "add", space);
    ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", space);
    ip("link", "set", cable, "master", BRIDGE, "up");
    ip("-n", space, "addr", "add", `${addressOf(host)}/24`, "dev", "eth0");
    ip("-n", space, "link", "set", "eth0", "up");
    ip("-n", space, "link", "set", "lo", "up");
  }
}

/** Ends whatever runs on the hosts, and takes them away. */
export function removeHosts(): void {
  for (const space of HOSTS.map(spaceOf).filter((one) => existsSync(`/run/netns/${one}`))) {
    for (const running of ip("netns", "pids", space).split("\n").filter(Boolean))
      process.kill(Number(running), "SIGKILL");
    ip("netns", "del", space);
  }
  // A host's end of its cable goes with it, but later.
  const links = [...HOSTS.map(cableOf), BRIDGE].filter((link) => existsSync(`/sys/class/net/${link}`));
  for (const link of links) {
    try {
      ip("link", "del", link);
    } catch (error) {
      if (existsSync(`/sys/class/net/${link}`)) throw error;
    }
  }
}

/** Keeps every packet between this host and the others from its goal; connections hang, as where a cable is out. */
export function cutOff(host: Host): void {
  routes("add", host);
}

/** Ends `cutOff`. */
export function heal(host: Host): void {
  routes("del", host);
}

/** Starts a program on a host. @param log File to which it writes everything; it runs in that folder. */
export function startOn(
  host: Host,
  log: string,
  env: Readonly<Record<string, string>>,
  command: string,
  ...args: readonly string[]
): ChildProcess {
  const file = openSync(log, "a");
  // Both become the program: the process's number is the program's.
  const all = ["netns", "exec", spaceOf(host), "nice", "-n", NICE, command, ...args];
  // A session of its own: the machine gives each its share, whatever the others do.
  const options = { cwd: dirname(log), env: { ...process.env, ...env }, detached: true };
  const child = spawn("ip", all, { ...options, stdio: ["ignore", file, file] });
  closeSync(file);
  return child;
}

/**
 * Lets a host's service go before what else this machine does. Where it shares itself among sessions, niceness counts
 * within one alone: the session is given its own.
 */
export function goBefore({ pid }: ChildProcess): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, NICE);
  } catch {
    // It does not.
  }
}

function routes(change: "add" | "del", host: Host): void {
  for (const other of HOSTS.filter((one) => one !== host)) {
    ip("-n", spaceOf(host), "route", change, "blackhole", `${addressOf(other)}/32`);
    ip("-n", spaceOf(other), "route", change, "blackhole", `${addressOf(host)}/32`);
  }
}

function spaceOf(host: Host): string {
  return `hanpyo${host}`;
}

function cableOf(host: Host): string {
  return `hanpyov${host}`;
}

function ip(...args: readonly string[]): string {
  return execFileSync("ip", args, { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
}
