import { parseRecord } from "../../../../sdk/verify/recordText.ts";
import type { PageConfig } from "../../shared/config.ts";
import type { Task } from "../../shared/verifier/messages.ts";

export const SOURCES = ["page", "own", "file"] as const;
export type Source = (typeof SOURCES)[number];

/** What the visitor filled in. */
export type Filled = {
  readonly source: Source;
  readonly election: string;
  readonly own: string;
  readonly record: unknown;
  /** Whether a record file is compared with the page's node. */
  readonly compare: boolean;
};

export const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

/** The page's policy lets it connect to the visitor's own machine, and to nothing else that is not configured. */
const OWN = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/.*)?$/;

/** The verifier's task, or which field is wrong. */
export function taskOf(
  { source, election, own, record, compare }: Filled,
  { rpc, chainId, firstBlock, rollFiles }: PageConfig,
): Task | "addressWrong" | "ownWrong" | "fileWrong" {
  const node = { rpc, chainId, firstBlock };
  const files = rollFiles === undefined ? {} : { rollFiles };
  if (source === "file") {
    return record === undefined ? "fileWrong" : { kind: "record", record, node: compare ? node : null, ...files };
  }
  if (!ADDRESS.test(election)) return "addressWrong";
  if (source === "page") return { kind: "chain", node, election, ...files };
  return OWN.test(own) ? { kind: "chain", node: { ...node, rpc: own }, election, ...files } : "ownWrong";
}

/** The JSON of a file, of whatever length; nothing where there is none. */
export async function readRecordFile(file: Blob | undefined): Promise<unknown> {
  try {
    return file === undefined ? undefined : await parseRecord(piecesOf(file));
  } catch {
    return undefined;
  }
}

const PIECE = 1 << 20;

async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE) {
    yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
  }
}
