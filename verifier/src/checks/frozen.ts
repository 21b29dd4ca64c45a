import { keccak } from "../hash/keccak.ts";
import { constitutionHashOf, scopeOf } from "../rules/constitutionHash.ts";
import type { Case } from "./case.ts";

/** P3: what is frozen. Gives the election's scope. */
export const checkFrozen = ({ record, ledger }: Case): bigint => {
  const { constitution, constitutionHash, chainId, election, content } = record;
  ledger.check("P3.1 content", keccak(content) === constitution.contentHash, () => "its hash is another");

  const hash = constitutionHashOf(constitution);
  ledger.check("P3.2 constitution", hash === constitutionHash, () => `its hash is ${hash.toString(16)}`);
  return scopeOf(chainId, election, constitutionHash);
};
