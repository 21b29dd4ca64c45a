import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { freemem } from "node:os";

/** Megabytes that the network, two relayers and proofs were seen to take together, with room. */
const MEMORY = 5_000;

/** What this machine lacks for the network, in one line; nothing where it can run. */
export function missing(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return `Linux on x64 is needed, for network namespaces and the clients' Node; this is ${process.platform} on ${process.arch}`;
  }
  if (process.getuid?.() !== 0) return "root is needed, for network namespaces: run it as root";
  const reason = namespaceTrouble();
  if (reason !== undefined) return `network namespaces are needed (ip netns, of iproute2): ${reason}`;
  const memory = availableMegabytes();
  if (memory < MEMORY) return `${MEMORY} MB of free memory are needed; this machine has ${memory}`;
  return undefined;
}

/** Makes one with a cable and takes it away, as that alone shows whether it may. */
function namespaceTrouble(): string | undefined {
  const ip = (...args: readonly string[]) => execFileSync("ip", args, { stdio: ["ignore", "ignore", "pipe"] });
  try {
    ip("netns", "add", "hanpyotry");
    try {
      ip("link", "add", "hanpyotry", "type", "veth", "peer", "name", "eth0", "netns", "hanpyotry");
      ip("link", "del", "hanpyotry");
    } finally {
      ip("netns", "del", "hanpyotry");
    }
    return undefined;
  } catch (error) {
    const { code, stderr } = error as { readonly code?: string; readonly stderr?: Buffer };
    return code ?? (stderr?.toString().trim().split("\n")[0] || "it failed");
  }
}

function availableMegabytes(): number {
  const [, kilobytes] = /MemAvailable:\s+(\d+)/.exec(readFileSync("/proc/meminfo", "utf8")) ?? [];
  return Math.floor(kilobytes === undefined ? freemem() / 2 ** 20 : Number(kilobytes) / 1_024);
}
