import type { VerificationKey } from "../proofs/groth16.ts";
import type { ProofsVerifier } from "../proofs/manyProofs.ts";
import type { ProposalsPlace } from "../proposals/actions.ts";
import type { Template } from "../proposals/template.ts";
import type { Report } from "./evidence.ts";
import type { ProposalRecord } from "./proposalRecord.ts";

/** A proposal's record with what its parts need. */
export type ProposalEvidence = {
  readonly record: ProposalRecord;
  readonly template: Template;
  readonly place: ProposalsPlace;
  /** Of Semaphore's circuit of depth 20. */
  readonly key: () => VerificationKey;
  readonly verify: ProofsVerifier;
  readonly report: Report;
};
