import { keccak } from "../hash/keccak.ts";
import { constitutionHashOf, scopeOf } from "../rules/constitutionHash.ts";
import { fieldAgainstBoard, fieldAgainstTime, invalidField } from "../rules/constitutionRules.ts";
import { readContent } from "../rules/content.ts";
import type { Case } from "./case.ts";

/** P3.1: the content is the one whose hash was frozen, and has an entry for each option. */
const checkContent = ({ record, ledger }: Case): void => {
  const { constitution, content } = record;
  ledger.check("P3.1 content", keccak(content) === constitution.contentHash, () => "its hash is another");

  const read = readContent(content);
  if (!ledger.check("P3.1 content", read !== undefined, () => "it is none that may be read")) return;
  const options = read!.options.length;
  const { optionCount } = constitution.rules;
  ledger.check(
    "P3.1 content",
    options === optionCount,
    () => `${options} options, the constitution has ${optionCount}`,
  );
  const marked = read!.test === undefined || constitution.isTest;
  ledger.check("P3.4 test marks", marked, () => "the content gives reasons for a test, the constitution is of none");
};

/** P3: what is frozen. Gives the election's scope. */
export const checkFrozen = (at: Case): bigint => {
  const { record, ledger } = at;
  const { constitution, constitutionHash, chainId, election, board, created } = record;
  checkContent(at);

  const terms = { trustees: board.trustees.length, threshold: board.threshold, termEndsAt: board.termEndsAt };
  const field =
    invalidField(constitution) ??
    fieldAgainstBoard(constitution, terms) ??
    fieldAgainstTime(constitution, created.time);
  ledger.check("P3.1 constitution", field === undefined, () => `${field} is not allowed`);

  const hash = constitutionHashOf(constitution);
  ledger.check("P3.2 constitution", hash === constitutionHash, () => `its hash is ${hash.toString(16)}`);
  return scopeOf(chainId, election, constitutionHash);
};
