/** Names of what residents proposed as an election's content (P23.2, P25.5): its first 32 bytes, filled up with zeros. */
export const PROPOSAL_CONTENT_FORMAT = "hanpyo-proposal-content-1";
export const CELL_CONTENT_FORMAT = "hanpyo-cell-content-1";

const WORD = 32;

/**
 * Whether content is of residents' proposals, one or a cell's projects; any other is JSON. Apart from the readers, which
 * few who list elections need.
 */
export function isProposalContent(bytes: Uint8Array): boolean {
  return begins(bytes, PROPOSAL_CONTENT_FORMAT) || isCellContent(bytes);
}

/** Whether content is a cell's. */
export function isCellContent(bytes: Uint8Array): boolean {
  return begins(bytes, CELL_CONTENT_FORMAT);
}

function begins(bytes: Uint8Array, format: string): boolean {
  return bytes.length >= WORD && bytes.subarray(0, WORD).every((byte, at) => byte === (format.charCodeAt(at) || 0));
}
