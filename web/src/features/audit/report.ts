import { electionStatus } from "../../../../sdk/verify/electionStatus.ts";
import { NOT_SHOWN_FACTS, NOT_SHOWN_WITHOUT_CHAIN } from "../../../../sdk/verify/notShown.ts";
import { recordTestReasons } from "../../../../sdk/verify/testLabel.ts";
import { markOfAll } from "../../shared/verifier/marks.ts";
import { isVerified, type Verification } from "../../shared/verifier/useVerification.ts";

/** A verification as a file: every check with its values, and what they do not show. @param now Milliseconds. */
export function reportOf(verification: Verification, now: number): string {
  const { checks, record, block } = verification;
  const report = {
    format: "hanpyo-report-1",
    made: new Date(now).toISOString(),
    // Null where something could not be checked and nothing fails, as `verify --json` says it.
    verified: isVerified(verification) || (checks.length > 0 && markOfAll(checks) === "open" ? null : false),
    election: record?.election ?? null,
    chainId: record?.chainId ?? null,
    test: record === null ? [] : recordTestReasons(record),
    comparedWithBlock: block,
    status: record === null ? null : electionStatus(record).phase,
    result: record?.result ?? null,
    checks: checks.map((check, index) => ({ number: index + 1, ...check })),
    notShown: block === null ? [NOT_SHOWN_WITHOUT_CHAIN, ...NOT_SHOWN_FACTS] : NOT_SHOWN_FACTS,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
