import { existsSync, statfsSync } from "node:fs";
import { totalmem } from "node:os";
import { recordedSums, sumOf } from "../checkout/keys.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { type Finding, judged, named, said } from "./finding.ts";

const GIB = 2 ** 30;
/** Proving a ballot takes about a gigabyte; compiling everything leaves about as much on the disk. */
const LEAST_GIB = 2;
const LEAST_NODE = 24;

/** Node, memory and disk. */
export function machineFindings(
  node = process.versions.node,
  memory = totalmem(),
  disk = freeDisk(),
): readonly Finding[] {
  return [
    judged(named("Node"), Number(node.split(".")[0]) >= LEAST_NODE, node, said("useNode", { least: LEAST_NODE })),
    judged(said("memory"), memory >= LEAST_GIB * GIB, gib(memory), said("useMemory", { least: LEAST_GIB })),
    judged(said("freeDisk"), disk >= LEAST_GIB * GIB, gib(disk), said("freeSpace", { least: LEAST_GIB })),
  ];
}

/** The keys, and the circuits that they were made for, by their recorded SHA-256 sums. */
export function proofFileFindings(
  sums: ReadonlyMap<string, string> = recordedSums(),
  sumNow: (file: string) => string | undefined = sumIfThere,
): readonly Finding[] {
  return [...sums].map(([file, sum]): Finding => {
    const found = sumNow(file);
    if (found === undefined) {
      return { name: named(file), state: "unknown", found: "it is missing", remedy: said("makeFile") };
    }
    return judged(named(file), found === sum, `SHA-256 ${found}`, said("restoreFile"));
  });
}

function sumIfThere(file: string): string | undefined {
  return existsSync(projectRoot + file) ? sumOf(file) : undefined;
}

function freeDisk(): number {
  const { bavail, bsize } = statfsSync(projectRoot);
  return bavail * bsize;
}

function gib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}
