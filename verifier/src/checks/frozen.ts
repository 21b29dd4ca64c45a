import { keccak } from "../hash/keccak.ts";
import { inKorea } from "../report/inKorea.ts";
import { constitutionHashOf, scopeOf } from "../rules/constitutionHash.ts";
import { fieldAgainstBoard, fieldAgainstTime, invalidField } from "../rules/constitutionRules.ts";
import type { Content } from "../rules/content.ts";
import type { Case } from "./case.ts";

/** P3.1, P3.4: the content is the one whose hash was frozen, and has an entry for each option. */
const checkContent = ({ record, ledger }: Case, content: Content | undefined): void => {
  const { constitution } = record;
  const { optionCount } = constitution.rules;
  const frozen = keccak(record.content) === constitution.contentHash;
  ledger.check("P3.1 the text shown is the one that was frozen", frozen, () => "its hash is another");

  const told = content ? `${content.options.length} options, ${optionCount} in the constitution` : "it cannot be read";
  ledger.check("P3.1 options shown are the options counted", content?.options.length === optionCount, () => told);
  const marked = constitution.isTest || (content !== undefined && content.test === undefined);
  ledger.check("P3.4 reasons for a test only where it is one", marked, () =>
    content ? "it gives reasons, and the constitution is of no test" : "it cannot be read",
  );
};

/** P3: what is frozen. Gives the election's scope. */
export const checkFrozen = (at: Case, content: Content | undefined): bigint => {
  const { record, ledger } = at;
  const { constitution, constitutionHash, chainId, election, board, created } = record;
  checkContent(at, content);

  const field = invalidField(constitution);
  ledger.check("P3.1 fields out of range", field === undefined, () => `${field}`);
  const terms = { trustees: board.trustees.length, threshold: board.threshold, termEndsAt: board.termEndsAt };
  const other = fieldAgainstBoard(constitution, terms);
  ledger.check("P3.1 fields against the board", other === undefined, () => `${other}`);
  const lastDealing = Math.max(0, ...board.dealings.map(({ at: moment }) => moment.block));
  ledger.check(
    "P3.1 the board was ready when the election was created",
    created.block >= lastDealing,
    () => `created in block ${created.block}, the last dealing in ${lastDealing}`,
  );
  const early = fieldAgainstTime(constitution, created.time) === undefined;
  ledger.check(
    "P3.1 the election was created in time before it could open",
    early,
    () => `at ${inKorea(created.time)}`,
  );

  const hash = constitutionHashOf(constitution);
  ledger.check("P3.2 hash of the constitution", hash === constitutionHash, () => `it is 0x${hash.toString(16)}`);
  return scopeOf(chainId, election, constitutionHash);
};
