import { canonicalJson } from "../../sdk/election/canonicalJson.ts";
import type { Fields, Json } from "./operation.ts";
import type { Expectation } from "./questions.ts";

/** Parts that a verifier may fail as a whole in the place of one of their checks, by the number of its step (docs/record.md, 4). */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  1: ["P1 roll"],
  13: ["P13 published roll", "P13.5 the snapshot's files"],
  2: ["P2 board", "P2 ceremony"],
  3: ["P3 constitution"],
  4: ["P4.1 consents", "P4.2 opening"],
  5: ["P7 ballots", "P7.5 batches"],
  7: ["P7 ballots", "P7.5 batches"],
  8: ["P8 seal"],
  9: ["P9 shares"],
  10: ["P10 result"],
  11: ["P11 order of events"],
  20: ["P20 template", "P21 posting"],
  21: ["P21 posting", "P21 supports", "P21.15 order of events"],
  24: ["P24 text"],
  26: ["P26 notices"],
};

/** What is wrong with an answer; nothing if it is the expected one, or if the implementation says that it does not do this. */
export function faultOf(expects: Expectation, answer: Json): string | undefined {
  if (isUnsupported(answer)) return undefined;
  if (expects.kind === "out") {
    const [wanted, found] = [canonicalJson(expects.out), canonicalJson(answer)];
    return wanted === found ? undefined : `${found.slice(0, 200)} instead of ${wanted.slice(0, 200)}`;
  }
  const checks = checksOf(answer);
  if (checks === undefined) return `no checks in ${JSON.stringify(answer)?.slice(0, 200)}`;
  const failed = checks.filter(({ held }) => held === false).map(({ name }) => String(name));
  if (expects.kind === "accepted") return failed.length === 0 ? undefined : `refused by ${failed.join("; ")}`;
  const isSeen = failed.some((name) => name === expects.by || partsOf(expects.by).includes(name));
  if (isSeen) return undefined;
  return failed.length === 0
    ? `accepted, not refused by ${expects.by}`
    : `refused by ${failed.join("; ")}, not by ${expects.by}`;
}

/** The parts of which a check can be one. */
export function partsOf(check: string): readonly string[] {
  // Whoever reads a format that it does not know has not been told which one it was to be.
  if (check === "P21.15 format") return ["P11 format"];
  return PARTS[/^P(\d+)/.exec(check)?.[1] ?? ""] ?? [];
}

/** Whether an implementation says that it does not answer this kind of question. */
export function isUnsupported(answer: Json): boolean {
  return typeof answer === "object" && answer !== null && (answer as Fields).unsupported === true;
}

function checksOf(answer: Json): readonly Fields[] | undefined {
  if (typeof answer !== "object" || answer === null) return undefined;
  const { checks } = answer as Fields;
  return Array.isArray(checks) && checks.length > 0 ? (checks as readonly Fields[]) : undefined;
}
