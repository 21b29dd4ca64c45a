import { NOT_SHOWN_FACTS, NOT_SHOWN_WITHOUT_CHAIN } from "../../../../sdk/verify/notShown.ts";
import { isVerified, type Verification } from "../../shared/verifier/useVerification.ts";

/** A verification as a file: every check with its values, and what they do not show. @param now Milliseconds. */
export function reportOf(verification: Verification, now: number): string {
  const { checks, record, block } = verification;
  const report = {
    format: "hanpyo-report-1",
    made: new Date(now).toISOString(),
    verified: isVerified(verification),
    election: record?.election ?? null,
    chainId: record?.chainId ?? null,
    comparedWithBlock: block,
    result: record?.result ?? null,
    checks: checks.map((check, index) => ({ number: index + 1, ...check })),
    notShown: block === null ? [NOT_SHOWN_WITHOUT_CHAIN, ...NOT_SHOWN_FACTS] : NOT_SHOWN_FACTS,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
