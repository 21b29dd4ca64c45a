import { HanpyoError, told } from "../errors.ts";
import type { FactsAnswer } from "./officeAnswers.ts";

/** What both offices will sign. */
export type AgreedFacts = {
  readonly registrarPseudonym: string;
  readonly approverPseudonym: string;
  readonly sequence: number;
  readonly rollIds: readonly bigint[];
  /** Unix seconds; the earlier of both. */
  readonly expiresAt: number;
};

/** The offices' books differ about this person: nothing is signed. */
export class OfficesDisagreeError extends HanpyoError {
  readonly fact: "sequence" | "rollIds";

  constructor(fact: "sequence" | "rollIds", registrar: string, approver: string) {
    super(
      "OFFICES_DISAGREE",
      told`The registrar says ${{ fact }} ${{ registrar }}, the approver says ${{ approver }}`,
      "Show this to both offices; they must compare their books",
    );
    this.fact = fact;
  }
}

/** Compares both answers (P12.4). Throws `OfficesDisagreeError`. */
export function agreedFacts(registrar: FactsAnswer, approver: FactsAnswer): AgreedFacts {
  if (registrar.sequence !== approver.sequence) {
    throw new OfficesDisagreeError("sequence", String(registrar.sequence), String(approver.sequence));
  }
  if (String(registrar.rollIds) !== String(approver.rollIds)) {
    throw new OfficesDisagreeError("rollIds", String(registrar.rollIds), String(approver.rollIds));
  }
  return {
    registrarPseudonym: registrar.pseudonym,
    approverPseudonym: approver.pseudonym,
    sequence: registrar.sequence,
    rollIds: registrar.rollIds.map(BigInt),
    expiresAt: Math.min(registrar.expiresAt, approver.expiresAt),
  };
}
