import { addressText } from "../record/shape.ts";
import type { Report } from "./report.ts";

/** A report for machines: whole numbers as JSON numbers, the rest as strings. */
export const renderJson = ({ verdict, exitCode, verification, findings, comparedWith }: Report): string => {
  const { overview, phase, ballots } = verification;
  const { skeleton, sha256 } = overview;
  return JSON.stringify({
    format: "hanpyo-verification-1",
    verdict,
    exitCode,
    chainId: `${skeleton.chainId}`,
    election: addressText(skeleton.election),
    isTest: skeleton.constitution.isTest,
    sha256,
    block: skeleton.block.number,
    phase,
    ballots,
    casts: overview.ballots,
    comparedWith: comparedWith ?? null,
    checks: findings.map(({ check, state, times, failures, told }) => ({
      check,
      state: { holds: "held", fails: "failed", "not made": "not made" }[state],
      times,
      failures,
      told,
    })),
  });
};
