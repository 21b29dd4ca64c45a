import { HanpyoError, told } from "../errors.ts";
import type { Judgement } from "./judgeElection.ts";
import type { Finding } from "./statement.ts";

/** Somebody went on, or would have, without knowing whose board and roll an election has. */
export class TrustMissingError extends HanpyoError {
  constructor() {
    super(
      "TRUST_MISSING",
      "Nothing says whose board and roll these are",
      "Give --trust FILE and --anchor LINE, as the municipality and its gazette publish them; only where there are none, go on with --without-trust, which your journal keeps",
    );
  }
}

/** An election that the anchored manifest does not cover. */
export class ElectionNotTrustedError extends HanpyoError {
  readonly findings: readonly Finding[];

  constructor(election: string, findings: readonly Finding[]) {
    super(
      "ELECTION_NOT_TRUSTED",
      told`The trust file does not cover election ${{ election }}: ${{ findings: findings.map(findingText).join("; ") }}`,
      "Do nothing with this election: ask the municipality and the others who compare why it is not covered",
    );
    this.findings = findings;
  }
}

/** What a finding says, in a line of English. */
export function findingText({ statement, address, standing, reason }: Finding): string {
  return `${statement} ${address}: ${standing}${reason === "" ? "" : ` (${reason})`}`;
}

/** Throws `ElectionNotTrustedError` with all that is not known, unless all is. */
export function requireTrusted(election: string, { findings }: Judgement): void {
  const open = findings.filter(({ standing }) => standing !== "known");
  if (open.length > 0) throw new ElectionNotTrustedError(election, open);
}
