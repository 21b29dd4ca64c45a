import { countDifferences } from "../../../sdk/enrolling/countDifferences.ts";
import type { OfficeCounts } from "../../../sdk/enrolling/officeAnswers.ts";
import { readOfficeCounts } from "../../../sdk/enrolling/officeClient.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import { shown } from "../../terminal/shown.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { officeSpeaker } from "../officeSpeaker.ts";

/** Where both offices serve. */
export type OfficePair = LanguageOptions & { readonly registrar: string; readonly approver: string };

/** Milliseconds that an office may take. */
const TIMEOUT = 15_000;

/**
 * Compares what both offices say of their own books; exit code 1 if a district's numbers differ. Throws
 * `CountsIncomparableError`, or what the offices' answers throw.
 */
export async function compareCounts({ registrar, approver, ...options }: OfficePair): Promise<void> {
  const { say } = officeSpeaker(options);
  const [first, second] = await Promise.all([registrar, approver].map((url) => countsAt(url)));
  const differences = countDifferences(first as OfficeCounts, second as OfficeCounts);
  const total = (counts: OfficeCounts | undefined) =>
    (counts?.districts ?? []).reduce((sum, { eligible }) => sum + eligible, 0);
  const report = { registrar: total(first), approver: total(second), differences };
  if (options.json) console.log(JSON.stringify({ ...report, at: [first?.at, second?.at] }, null, 2));
  say("counted", {
    registrar: report.registrar,
    approver: report.approver,
    registrarAt: koreanTime(first?.at ?? 0),
    approverAt: koreanTime(second?.at ?? 0),
  });
  for (const { district, ...counts } of differences) say("countsDiffer", { district: shown(district), ...counts });
  say(differences.length === 0 ? "countsAgree" : "countsToSettle");
  process.exitCode = differences.length === 0 ? 0 : 1;
}

function countsAt(url: string): Promise<OfficeCounts> {
  return readOfficeCounts(url.replace(/\/$/, ""), { timeout: TIMEOUT, fetch });
}
