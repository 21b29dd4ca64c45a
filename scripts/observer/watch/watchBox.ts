import type { Rpc } from "../../../sdk/chain/agreement.ts";
import { BlockUnknownError } from "../../../sdk/chain/blockTimes.ts";
import { isSilence } from "../../../sdk/chain/silence.ts";
import type { Finding } from "./finding.ts";
import { nodesDiffer } from "./nodesDiffer.ts";
import { type NodeLook, watchNode } from "./nodeWatch.ts";
import { watchPage } from "./pageWatch.ts";
import { watchPromises } from "./promiseWatch.ts";

export type WatchOrder = {
  readonly election: string;
  /** The block of its creation. */
  readonly created: number;
  /** When the box takes no more ballots: closesAt + closeGrace, in Unix seconds. */
  readonly ends: number;
  readonly rpcs: readonly Rpc[];
  /** A folder of evidence files, if promises are watched. */
  readonly promises: string | undefined;
  readonly page: { readonly url: string; readonly folder: string | undefined } | undefined;
};

/** Looks at an open box once at each call; tells whether it has closed for every node (P11.9). */
export function watchBox({ election, created, ends, rpcs, promises, page }: WatchOrder) {
  const nodes = rpcs.map((rpc) => ({ rpc, watch: watchNode(rpc, election, created) }));
  const promiseFindings = promises === undefined ? undefined : watchPromises(promises, election, rpcs);
  const pageFindings = page === undefined ? undefined : watchPage(page.url, page.folder);
  /** Differences last, which are told once as long as they last. */
  let told = new Set<string>();

  return async (tell: (finding: Finding) => void): Promise<boolean> => {
    const looks = new Map<(typeof nodes)[number], NodeLook>();
    for (const node of nodes) {
      const look = await asked(node.rpc.name, () => node.watch.look(), tell);
      if (look === undefined) continue;
      looks.set(node, look);
      look.findings.forEach(tell);
      const { head, final } = look;
      const values = { node: node.rpc.name, head, final: final ?? "-", ballots: node.watch.ballots().size };
      tell({ kind: "look", values });
    }
    const lasting: Finding[] = [];
    const [first, ...others] = [...looks];
    for (const other of others) {
      if (first === undefined) break;
      const pair = [first, other].map(([{ watch }, look]) => [watch, look] as const);
      const [one, two] = pair as [(typeof pair)[number], (typeof pair)[number]];
      lasting.push(...((await asked(other[0].rpc.name, () => nodesDiffer(one, two), tell)) ?? []));
    }
    lasting.push(...((await pageFindings?.()) ?? []));
    const keys = lasting.map((finding) => JSON.stringify(finding));
    lasting.filter((_, m) => !told.has(keys[m] as string)).forEach(tell);
    told = new Set(keys);
    const finals = new Map([...looks].map(([{ rpc }, { final }]) => [rpc, final] as const));
    for (const finding of (await promiseFindings?.(finals)) ?? []) tell(finding);
    return looks.size === nodes.length && [...looks.values()].every(({ time }) => time >= ends);
  };
}

/** Nothing, and a finding, where a node gives no answer or does not know a block that it named. */
async function asked<T>(who: string, work: () => Promise<T>, tell: (finding: Finding) => void): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isSilence(error) && !(error instanceof BlockUnknownError)) throw error;
    tell({ kind: "no answer", values: { who } });
    return undefined;
  }
}
