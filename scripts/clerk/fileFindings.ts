import { examine } from "../electionFile/examine.ts";
import type { Finding } from "../electionFile/finding.ts";
import { rollSourceOf } from "../electionFile/toElection.ts";
import { undeployedFindings } from "./censusFindings.ts";
import type { Opened } from "./session.ts";

/** Everything about a file that can be said without a chain, by what is noted of its deployment. @param now Unix seconds. */
export function fileFindings(opened: Opened, now: number): readonly Finding[] {
  const { file, deployment, lineOf } = opened;
  const hasRoll = rollSourceOf(file, deployment?.contracts ?? {}) !== undefined;
  const found = hasRoll ? [] : undeployedFindings(file, now);
  return [...examine(opened, now), ...found.map((finding) => ({ ...finding, line: lineOf(finding.path) }))];
}
