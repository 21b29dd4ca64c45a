import { existsSync, statfsSync } from "node:fs";
import { totalmem } from "node:os";
import { recordedSums, sumOf } from "../checkout/keys.ts";
import { projectRoot } from "../checkout/projectRoot.ts";

/** One thing that was looked at. */
export type Finding = {
  readonly name: string;
  readonly state: "ok" | "wrong" | "unknown";
  readonly found: string;
  /** What to do; there whenever the state is not ok. */
  readonly remedy?: string;
};

/** A finding that is ok or wrong by a condition. */
export function judged(name: string, ok: boolean, found: string, remedy: string): Finding {
  return ok ? { name, state: "ok", found } : { name, state: "wrong", found, remedy };
}

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
    judged("Node", Number(node.split(".")[0]) >= LEAST_NODE, node, `Use Node ${LEAST_NODE}; npm run hanpyo brings it`),
    judged("memory", memory >= LEAST_GIB * GIB, gib(memory), `Use a machine with at least ${LEAST_GIB} GiB`),
    judged("free disk", disk >= LEAST_GIB * GIB, gib(disk), `Free at least ${LEAST_GIB} GiB`),
  ];
}

/** The keys, and the circuits that they were made for, by their recorded SHA-256 sums. */
export function proofFileFindings(
  sums: ReadonlyMap<string, string> = recordedSums(),
  sumNow: (file: string) => string | undefined = sumIfThere,
): readonly Finding[] {
  const remedy = "Restore it with git; it is not the file that the keys belong to";
  return [...sums].map(([file, sum]): Finding => {
    const found = sumNow(file);
    if (found === undefined) {
      return {
        name: file,
        state: "unknown",
        found: "it is missing",
        remedy: "Run npm run hanpyo once, or git checkout",
      };
    }
    return judged(file, found === sum, `SHA-256 ${found}`, remedy);
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
