import { contentSize, MOST_CONTENT_BYTES } from "../../sdk/election/content.ts";
import { error, type Found, warning } from "./finding.ts";
import type { ElectionFile } from "./schema.ts";
import { contentOf } from "./toElection.ts";

/** Bytes for the reasons of a test election, which `check` does not know all. */
const ROOM_FOR_REASONS = 2_000;
const MOST = MOST_CONTENT_BYTES - ROOM_FOR_REASONS;
/** From here on an organizer should know: it is some hundred times a usual election. */
const LARGE = MOST / 2;

/** Whether what is frozen as text fits into the transaction that creates the election. */
export function contentFindings(file: ElectionFile): readonly Found[] {
  const bytes = contentSize(contentOf(file, []));
  if (bytes > MOST) return [error("", "contentTooLarge", { bytes, most: MOST })];
  return bytes > LARGE ? [warning("", "contentLarge", { bytes, most: MOST })] : [];
}
