import { addressText } from "../record/shape.ts";
import type { ProposalVerification } from "../verifyProposal.ts";
import type { Verification } from "../verifyRecord.ts";
import type { Report } from "./report.ts";

const electionFields = ({ overview, contentHash, phase, ballots }: Verification): object => {
  const { skeleton, sha256 } = overview;
  return {
    chainId: `${skeleton.chainId}`,
    election: addressText(skeleton.election),
    isTest: skeleton.constitution.isTest,
    sha256,
    contentHash,
    block: skeleton.block.number,
    phase,
    ballots,
    casts: overview.ballots,
  };
};

const proposalFields = ({ overview, contentHash, state, closesAt }: ProposalVerification): object => {
  const { record, sha256, changes } = overview;
  return {
    chainId: `${record.chainId}`,
    proposals: addressText(record.proposals),
    proposal: `${record.id}`,
    isTest: record.template.isTest,
    sha256,
    contentHash,
    block: record.block.number,
    state,
    closesAt,
    supporters: record.supporters,
    quota: record.template.quota,
    changes,
  };
};

/** A report for machines: whole numbers as JSON numbers, the rest as strings. */
export const renderJson = ({ verdict, exitCode, verification, findings, comparedWith }: Report): string =>
  JSON.stringify({
    format: "hanpyo-verification-1",
    verdict,
    exitCode,
    ...(verification.of === "election" ? electionFields(verification) : proposalFields(verification)),
    comparedWith: comparedWith ?? null,
    checks: findings.map(({ check, state, times, failures, told }) => ({
      check,
      state: { holds: "held", fails: "failed", "not made": "not made" }[state],
      times,
      failures,
      told,
    })),
  });
