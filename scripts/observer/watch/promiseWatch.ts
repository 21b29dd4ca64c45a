import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Rpc } from "../../../sdk/chain/agreement.ts";
import { isSilence } from "../../../sdk/chain/silence.ts";
import { judgeOmission, OmissionUndecidedError, parseOmission } from "../../../sdk/relaying/omission.ts";
import { whyOf } from "../../terminal/shown.ts";
import type { Finding } from "./finding.ts";

/** Judges what relayers promised, look after look, by a folder of evidence files that may grow (P7.6). */
export function watchPromises(folder: string, election: string, rpcs: readonly Rpc[]) {
  /** Files of which no more is to be said, at a node: kept or displaced in a final block, broken, or no evidence. */
  const done = new Set<string>();

  async function judge(file: string, rpc: Rpc, final: number | undefined): Promise<readonly Finding[]> {
    const omission = parseOmission(readFileSync(join(folder, file), "utf8"));
    if (omission.ballot.election.toLowerCase() !== election.toLowerCase()) {
      return [{ kind: "no evidence", values: { file, why: `it is of election ${omission.ballot.election}` } }];
    }
    const { relayer, deadline } = omission.acknowledgement;
    const promise = await judgeOmission(omission, relayer, rpc.provider);
    if (promise.state === "pending") return [];
    if (promise.state === "broken") {
      done.add(`${rpc.name} ${file}`);
      const values = { node: rpc.name, file, tracker: omission.tracker, relayer, deadline };
      return [{ kind: "broken", values }];
    }
    if (final !== undefined && promise.blockNumber <= final) done.add(`${rpc.name} ${file}`);
    return [];
  }

  /** @param finals Each node's final block; nodes that gave no answer are left out. */
  return async (finals: ReadonlyMap<Rpc, number | undefined>): Promise<readonly Finding[]> => {
    const findings: Finding[] = [];
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
      for (const rpc of rpcs) {
        if (!finals.has(rpc) || done.has(`${rpc.name} ${file}`) || done.has(file)) continue;
        try {
          findings.push(...(await judge(file, rpc, finals.get(rpc))));
        } catch (error) {
          if (isSilence(error) || error instanceof OmissionUndecidedError) {
            findings.push({ kind: "no answer", values: { who: rpc.name } });
          } else {
            findings.push({ kind: "no evidence", values: { file, why: whyOf(error) } });
          }
        }
        if (findings.at(-1)?.kind === "no evidence" && findings.at(-1)?.values.file === file) done.add(file);
      }
    }
    return findings;
  };
}
