import { getAddress, isAddress } from "ethers";
import { FLOORS, fieldAgainstBoard, invalidField } from "../../sdk/election/constitutionRules.ts";
import type { Content } from "../../sdk/election/content.ts";
import { exampleBallot } from "../../sdk/election/exampleBallot.ts";
import { contentFindings } from "./contentFindings.ts";
import { dateFindings } from "./dateFindings.ts";
import { error, type Finding, type Found, warning } from "./finding.ts";
import { impossibleFindings } from "./impossibleFindings.ts";
import type { ParsedFile } from "./parseElectionFile.ts";
import type { ElectionFile } from "./schema.ts";
import { textFindings } from "./textFindings.ts";
import { boardTermsOf, consentsRequiredBy, constitutionOf, optionsOf } from "./toElection.ts";

/** Stands for contracts that are not deployed yet. */
const ANY_ADDRESS = `0x${"01".repeat(20)}`;

/** Stands for the texts, whose hash no rule looks at. */
const ANY_CONTENT: Content = {
  language: "ko",
  title: { ko: "-" },
  question: { ko: "-" },
  options: [{ title: { ko: "-" } }],
};

/** Where the fields that a factory refuses stand in the file. */
const places: Readonly<Record<string, string>> = {
  minimumCensus: "roll.minimumCensus",
  consentsRequired: "board.consentsRequired",
  ballotSize: "options",
  rules: "ballot",
};

/**
 * Everything about a file that can be said without a chain (P3.1): rules, dates, texts, board, roll.
 * @param now Unix seconds; what must lie in the future is compared with it.
 */
export function examine({ file, lineOf }: ParsedFile, now: number): readonly Finding[] {
  const explained = [
    ...accountFindings(file),
    ...optionFindings(file),
    ...boardFindings(file),
    ...dateFindings(file, now),
    ...floorFindings(file),
  ];
  const found = [
    ...explained,
    ...ruleFindings(file, explained),
    ...impossibleFindings(file),
    ...textFindings(file),
    ...contentFindings(file),
  ];
  return found.map((finding) => ({ ...finding, line: lineOf(finding.path) }));
}

/** Accounts of the file by their paths. */
export function accountsOf(file: ElectionFile): readonly (readonly [path: string, account: string])[] {
  const { recoveryBody } = file.offices;
  return [
    ["offices.registrar", file.offices.registrar],
    ["offices.approver", file.offices.approver],
    ...(recoveryBody === undefined ? [] : [["offices.recoveryBody", recoveryBody] as const]),
    ...file.board.trustees.map(({ account }, i) => [`board.trustees.${i}.account`, account] as const),
  ];
}

/** Accounts as the examples write them, one byte repeated: nobody holds their keys. */
export function isPlaceholder(account: string): boolean {
  return /^0x([0-9a-f]{2})\1{19}$/i.test(account);
}

function accountFindings(file: ElectionFile): readonly Found[] {
  const accounts = accountsOf(file);
  const seen = new Map<string, string>();
  return accounts.flatMap(([path, account]): Found[] => {
    const key = account.toLowerCase();
    const earlier = seen.get(key);
    seen.set(key, earlier ?? path);
    if (!isAddress(account)) return [error(path, "checksum", { account })];
    if (earlier !== undefined) {
      return [error(path, "accountTwice", { account: getAddress(account), earlier })];
    }
    if (isPlaceholder(account)) {
      return [warning(path, "placeholder", { account })];
    }
    return [];
  });
}

function optionFindings(file: ElectionFile): readonly Found[] {
  const options = optionsOf(file);
  const { kind } = file.ballot;
  const { rule } = file.outcome;
  const found: Found[] = [];
  const most = options.length;
  if (most < 2) found.push(error("options", "noChoice", { count: most }));
  if (kind === "yes-no-abstain" && most !== 3) {
    found.push(error("options", "referendumOptions", { count: most }));
  }
  if ((kind === "yes-no-abstain") !== (rule === "referendum")) {
    found.push(error("outcome.rule", "referendumRule", { kind, rule }));
  }
  const greedy = rule === "greedy" || rule === "greedy-no-skip";
  if (kind === "knapsack" && !greedy) {
    found.push(error("outcome.rule", "knapsackRule"));
  }
  if (greedy) {
    for (const [i, { cost }] of options.entries()) {
      if (cost === undefined) found.push(error(`options.${i}`, "costMissing"));
    }
  } else if (options.some(({ cost }) => cost !== undefined)) {
    found.push(warning("options", "costsMeanNothing", { rule }));
  }
  const { electors, electorsSource, quorum, closedBelowQuorum } = file.outcome;
  if (closedBelowQuorum && quorum === "none") {
    found.push(error("outcome.closedBelowQuorum", "closedWithoutQuorum"));
  }
  if (closedBelowQuorum && file.jointHash !== undefined) {
    found.push(error("outcome.closedBelowQuorum", "closedThoughJoint"));
  }
  if (electors !== undefined && electorsSource === undefined) {
    found.push(error("outcome.electors", "electorsWithoutSource"));
  }
  if (electors === undefined && electorsSource !== undefined) {
    found.push(error("outcome.electorsSource", "sourceWithoutElectors"));
  }
  if (rule === "ranking" && file.outcome.winners > most) {
    found.push(error("outcome.winners", "winners", { count: most }));
  }
  if (file.ballot.kind === "approval" && file.ballot.atMost > most) {
    found.push(error("ballot.atMost", "approvals", { count: most }));
  }
  return found;
}

function boardFindings(file: ElectionFile): readonly Found[] {
  const { board } = file;
  const n = board.trustees.length;
  if (board.threshold < 2 || board.threshold > n) {
    return [error("board.threshold", "threshold", { threshold: board.threshold, count: n })];
  }
  const found: Found[] = [];
  const least = Math.min(board.threshold + 1, n);
  if (consentsRequiredBy(file) < least || consentsRequiredBy(file) > n) {
    found.push(error("board.consentsRequired", "consentsRequired", { least, most: n }));
  }
  return found;
}

/** Numbers that would protect nobody (P3.4). */
function floorFindings({ test, whyTest, roll, minimumBallots }: ElectionFile): readonly Found[] {
  if (test) return [];
  const found: Found[] = [];
  if (roll.minimumCensus < FLOORS.minimumCensus) {
    found.push(error("roll.minimumCensus", "censusFloor", { least: FLOORS.minimumCensus }));
  }
  if (minimumBallots < FLOORS.minimumBallots) {
    found.push(error("minimumBallots", "ballotsFloor", { least: FLOORS.minimumBallots }));
  }
  if (whyTest !== undefined) found.push(error("whyTest", "whyWithoutTest"));
  return found;
}

/** What the factory itself would refuse, unless an error in the same part of the file says why in better words. */
function ruleFindings(file: ElectionFile, explained: readonly Found[]): readonly Found[] {
  const constitution = constitutionOf(file, ANY_CONTENT, { rolls: ANY_ADDRESS, board: ANY_ADDRESS });
  const facts = { ...boardTermsOf(file), trustees: file.board.trustees.length };
  const field = invalidField(constitution) ?? fieldAgainstBoard(constitution, facts);
  if (field === undefined) {
    return exampleBallot(constitution.rules) === undefined ? [error("ballot", "noLegalBallot")] : [];
  }
  const path = places[field] ?? places[field.split(".")[0] as string] ?? field;
  const part = partOf(path);
  if (explained.some((finding) => finding.level === "error" && partOf(finding.path) === part)) return [];
  return [error(path, "factoryRefuses", { field })];
}

function partOf(path: string): string {
  return path.split(".")[0] as string;
}
