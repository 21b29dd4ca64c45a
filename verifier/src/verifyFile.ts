import { firstReading } from "./record/firstReading.ts";
import { proposalOverviewOf } from "./record/proposal/readProposal.ts";
import { formatOf, overviewOf } from "./record/readRecord.ts";
import type { RecordSource } from "./record/source.ts";
import { NotARecord, PROPOSAL_FORMATS } from "./verifierError.ts";
import { type ProposalVerification, verifyProposal } from "./verifyProposal.ts";
import { type Means, reading, type Verification, verifyElection } from "./verifyRecord.ts";

/** What was found in a record, of an election or of a proposal. */
export type FileVerification = Verification | ProposalVerification;

const isOfProposals = (format: unknown): boolean => typeof format === "string" && format.startsWith(PROPOSAL_FORMATS);

const NAMES_ITSELF = /(?<!\\)"format"\s*:\s*"hanpyo-proposal-[0-9]/;
const OVERLAP = 256;

/** Whether a file that cannot be read calls itself the record of a proposal. */
const callsItselfProposal = async (source: RecordSource): Promise<boolean> => {
  const decoder = new TextDecoder();
  let before = "";
  for await (const chunk of source.read()) {
    const text = before + decoder.decode(chunk, { stream: true });
    if (NAMES_ITSELF.test(text)) return true;
    before = text.slice(-OVERLAP);
  }
  return false;
};

/**
 * Makes all checks that a record alone allows, of an election or a proposal, as its `format` says. `NotJson`,
 * `NotARecord` or `OtherFormat` if the file is neither.
 */
export const verifyFile = async (source: RecordSource, means: Means): Promise<FileVerification> => {
  try {
    const first = await firstReading(source, reading(source, means));
    return isOfProposals(formatOf(first.raw))
      ? await verifyProposal(source, proposalOverviewOf(first), means)
      : await verifyElection(source, overviewOf(first), means);
  } catch (error) {
    if (error instanceof NotARecord && (await callsItselfProposal(source))) {
      throw new NotARecord(error.value, "P21.15 format");
    }
    throw error;
  }
};
