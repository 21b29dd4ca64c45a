import { getAddress, isAddress } from "ethers";
import { fieldAgainstBoard, invalidField } from "../../sdk/election/constitutionRules.ts";
import { dateFindings } from "./dateFindings.ts";
import { error, type Finding, type Found, warning } from "./finding.ts";
import type { ParsedFile } from "./parseElectionFile.ts";
import type { ElectionFile } from "./schema.ts";
import { textFindings } from "./textFindings.ts";
import { boardTermsOf, consentsRequiredBy, constitutionOf, contentOf, optionsOf } from "./toElection.ts";

/** Stands for contracts that are not deployed yet. */
const ANY_ADDRESS = `0x${"01".repeat(20)}`;

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
  const found = [
    ...accountFindings(file),
    ...optionFindings(file),
    ...boardFindings(file),
    ...dateFindings(file, now),
    ...ruleFindings(file),
    ...textFindings(file),
  ];
  return found.map((finding) => ({ ...finding, line: lineOf(finding.path) }));
}

/** Accounts of the file by their paths. */
export function accountsOf(file: ElectionFile): readonly (readonly [path: string, account: string])[] {
  return [
    ["offices.registrar", file.offices.registrar],
    ["offices.approver", file.offices.approver],
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
    if (!isAddress(account)) return [error(path, `${account} has a wrong checksum`, "Copy the account again, whole")];
    if (earlier !== undefined) {
      return [
        error(path, `${getAddress(account)} is already ${earlier}`, "Give every office and trustee its own account"),
      ];
    }
    if (isPlaceholder(account)) {
      return [
        warning(path, `${account} stands for an account`, "Ask its holder for the real one before `hanpyo deploy`"),
      ];
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
  if (most < 2) found.push(error("options", `${most} option is no choice`, "List at least two options"));
  if (kind === "yes-no-abstain" && most !== 3) {
    found.push(
      error("options", `a referendum has 3 options, not ${most}`, "List yes, no, abstain, or leave options out"),
    );
  }
  if ((kind === "yes-no-abstain") !== (rule === "referendum")) {
    found.push(
      error("outcome.rule", `${kind} ballots are not counted by ${rule}`, "Use referendum with yes-no-abstain only"),
    );
  }
  const greedy = rule === "greedy" || rule === "greedy-no-skip";
  if (kind === "knapsack" && !greedy) {
    found.push(error("outcome.rule", "knapsack ballots choose what to fund", "Use greedy or greedy-no-skip"));
  }
  if (greedy) {
    for (const [i, { cost }] of options.entries()) {
      if (cost === undefined) found.push(error(`options.${i}`, "its cost is missing", "Give what the option costs"));
      else if (cost > file.outcome.budget) {
        found.push(
          warning(`options.${i}.cost`, "it costs more than the budget and can never be funded", "Leave it out"),
        );
      }
    }
  } else if (options.some(({ cost }) => cost !== undefined)) {
    found.push(warning("options", `costs mean nothing under ${rule}`, "Use greedy, or leave the costs out"));
  }
  if (rule === "ranking" && file.outcome.winners > most) {
    found.push(error("outcome.winners", `there are only ${most} options`, "Give fewer winners than options"));
  }
  if (file.ballot.kind === "approval" && file.ballot.atMost > most) {
    found.push(error("ballot.atMost", `there are only ${most} options`, "Give at most the number of options"));
  }
  return found;
}

function boardFindings(file: ElectionFile): readonly Found[] {
  const { board } = file;
  const n = board.trustees.length;
  if (board.threshold < 2 || board.threshold > n) {
    return [error("board.threshold", `${board.threshold} of ${n} is no threshold`, `Give 2 to ${n}`)];
  }
  const found: Found[] = [];
  if (board.threshold === n) {
    found.push(
      warning("board.threshold", "one lost key loses the result", "Give a threshold below the number of trustees"),
    );
  }
  const least = Math.min(board.threshold + 1, n);
  if (consentsRequiredBy(file) < least || consentsRequiredBy(file) > n) {
    found.push(error("board.consentsRequired", `it must be ${least} to ${n}`, "Correct it, or leave it out"));
  }
  return found;
}

/** What the factory itself would refuse. */
function ruleFindings(file: ElectionFile): readonly Found[] {
  const constitution = constitutionOf(file, contentOf(file, []), { rolls: ANY_ADDRESS, board: ANY_ADDRESS });
  const facts = { ...boardTermsOf(file), trustees: file.board.trustees.length };
  const field = invalidField(constitution) ?? fieldAgainstBoard(constitution, facts);
  if (field === undefined) return [];
  const path = places[field] ?? places[field.split(".")[0] as string] ?? field;
  return [
    error(path, `the contract would refuse ${field}`, "Compare it with docs/protocol.md, section 5, and section 3"),
  ];
}
