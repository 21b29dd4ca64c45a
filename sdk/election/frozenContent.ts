import { HanpyoError, told } from "../errors.ts";
import type { Constitution } from "./constitution.ts";
import { contentHash } from "./content.ts";

export class ContentMismatchError extends HanpyoError {
  constructor(computed: string, found: string) {
    super(
      "CONTENT_MISMATCH",
      told`The text shown has the hash ${{ computed }}, the constitution names ${{ found }}`,
      "Do not vote; report where the text came from",
    );
  }
}

/** Throws `ContentMismatchError` unless the content is the one that the constitution names. */
export function checkContent(content: Uint8Array, constitution: Pick<Constitution, "contentHash">): void {
  const computed = contentHash(content);
  if (computed !== constitution.contentHash) throw new ContentMismatchError(computed, constitution.contentHash);
}
