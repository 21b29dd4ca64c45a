import { address, bytes32, list, type Of, object, text } from "../record/shape.ts";
import { VerifierError } from "../verifierError.ts";

/** The list of code hashes cannot be read. */
export class CodeListUnreadable extends VerifierError {
  constructor(why: string) {
    super(
      "CODE_LIST_UNREADABLE",
      "The list of code hashes cannot be read",
      why,
      'Give a file with a list "code" of {"name", "at", "codeHash"}, as manifests have it.',
    );
  }
}

const codeShape = list(object({ name: text, at: address, codeHash: bytes32 }), 1);

/** What code stands at which address, by the word of somebody whom the reader believes (protocol, P11.6, P15.4). */
export type CodeList = Of<typeof codeShape>;

/** The list `code` of a JSON file, or the file itself if it is one. `CodeListUnreadable` if there is none. */
export const readCodeList = (json: string): CodeList => {
  try {
    const value = JSON.parse(json) as unknown;
    return codeShape(Array.isArray(value) ? value : (value as { readonly code?: unknown } | null)?.code);
  } catch (error) {
    throw new CodeListUnreadable(error instanceof Error ? error.message : String(error));
  }
};
