/** Name of a proposal's content (P23.2): its first 32 bytes, filled up with zeros. */
export const PROPOSAL_CONTENT_FORMAT = "hanpyo-proposal-content-1";

const WORD = 32;

/** Whether content is a proposal's; any other is JSON. Apart from the reader, which few who list elections need. */
export function isProposalContent(bytes: Uint8Array): boolean {
  return (
    bytes.length >= WORD &&
    bytes.subarray(0, WORD).every((byte, at) => byte === (PROPOSAL_CONTENT_FORMAT.charCodeAt(at) || 0))
  );
}
