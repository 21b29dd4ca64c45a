import { readFileSync } from "node:fs";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { RUN_FOLDER } from "./clients.ts";
import { type Host, startOn } from "./hosts.ts";

/** How a command ended, and what it printed. */
export type Ended = { readonly code: number; readonly printed: string };

export const HANPYO = `${projectRoot}scripts/hanpyo.ts`;

let commands = 0;

/** Runs a command of `hanpyo` on a host, to its end. */
export async function commandOn(host: Host, ...args: readonly string[]): Promise<Ended> {
  const log = `${RUN_FOLDER}host${host}/${args
    .slice(0, 2)
    .join("-")
    .replaceAll(/[^\w-]/g, "")}-${++commands}.log`;
  const child = startOn(host, log, { LC_ALL: "C" }, process.execPath, HANPYO, ...args);
  const code = await new Promise<number>((done) => child.once("exit", (ended) => done(ended ?? 1)));
  return { code, printed: readFileSync(log, "utf8") };
}
