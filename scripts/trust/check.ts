import { agreed, agreedFinal, type Rpcs } from "../../sdk/chain/agreement.ts";
import { judgedElection } from "../../sdk/chain/judgedElection.ts";
import { codeHashesOf } from "../../sdk/chain/trustFacts.ts";
import type { AcceptedTrust } from "../../sdk/trust/acceptManifest.ts";
import { anchorLine } from "../../sdk/trust/anchor.ts";
import { finalityRule, finalityText } from "../../sdk/trust/finality.ts";
import type { Judgement } from "../../sdk/trust/judgeElection.ts";
import { lineHash } from "../../sdk/trust/line.ts";
import { peopleOf } from "../../sdk/trust/names.ts";
import { findingText } from "../../sdk/trust/requireTrusted.ts";
import { type Standing, weakest } from "../../sdk/trust/statement.ts";
import { printable } from "../terminal/person.ts";

/** What a check of a trust file found, in the order of the report. */
export type TrustReport = { readonly standing: Standing; readonly lines: readonly string[] };

/** What the file says by itself, held against the anchor: who sits where, and what is not yet in the gazette. */
export function fileReport({ file, anchor, anchored, latest }: AcceptedTrust): TrustReport {
  const isNew = latest.serial > anchored.serial;
  const newer = latest.lines.filter((hash) => !anchored.lines.includes(hash));
  const seats = file.lines.flatMap((line) => {
    const hash = lineHash(line);
    if (line.kind !== "seat" || !latest.lines.includes(hash)) return [];
    const { role, account, organisation: of, position: as } = line;
    const names = `${of.ko} / ${of.en}, ${as.ko} / ${as.en}`;
    return [
      `${role}: ${printable(names)} (${account})${anchored.lines.includes(hash) ? "" : ", not yet in the gazette"}`,
    ];
  });
  const lines = [
    `compare with the official gazette: ${printable(anchorLine(anchor))}`,
    `the file's last manifest has serial ${latest.serial}; ${newer.length} of its ${latest.lines.length} lines are not yet in the gazette`,
    finalityText(finalityRule(anchored)),
    ...seats,
  ];
  return { standing: isNew ? "not yet in the gazette" : "known", lines };
}

/** Whether the code at every address is the manifest's, by all nodes alike. */
export async function codeReport(trust: AcceptedTrust, rpcs: Rpcs): Promise<TrustReport> {
  const { number } = await agreedFinal(rpcs, finalityRule(trust.anchored));
  const hashes = await agreed(rpcs, ({ provider }) => codeHashesOf(trust.latest.code, { provider, block: number }));
  const other = trust.latest.code.filter(({ at, codeHash }) => hashes[at.toLowerCase()] !== codeHash);
  const lines = other.map(({ name, at }) => `other code than the manifest's: ${printable(name)} at ${at}`);
  if (other.length > 0) return { standing: "unknown", lines };
  return { standing: "known", lines: [`the code of ${trust.latest.code.length} contracts is the manifest's`] };
}

/** The judgement of one election, with the names behind it (P15.7). */
export async function electionReport(trust: AcceptedTrust, election: string, rpcs: Rpcs): Promise<TrustReport> {
  const { number } = await agreedFinal(rpcs, finalityRule(trust.anchored));
  const { facts, ...judged } = await judgedElection(rpcs, election, trust, number);
  const people = peopleOf(trust, facts).map(({ role, account, name }) => {
    const named = name === undefined ? "nobody has signed for it" : `${name.organisation.ko} / ${name.organisation.en}`;
    return `${role} ${account}: ${printable(named)}`;
  });
  return { standing: judged.standing, lines: [...judgementLines(election, judged), ...people] };
}

/** What a judgement says, line by line. */
export function judgementLines(election: string, { standing, findings, withdrawnLater }: Judgement): readonly string[] {
  const open = findings.filter((finding) => finding.standing !== "known");
  return [
    `election ${election}: ${standing} (${findings.length} statements)`,
    ...open.map((finding) => printable(findingText(finding))),
    ...(withdrawnLater === undefined
      ? []
      : [`its factory is withdrawn for elections from block ${withdrawnLater} on; this one is older, and finishes`]),
  ];
}

/** Several reports as one. */
export function joinedReports(reports: readonly TrustReport[]): TrustReport {
  return {
    standing: weakest(reports.map(({ standing }) => standing)),
    lines: reports.flatMap(({ lines }) => lines),
  };
}
