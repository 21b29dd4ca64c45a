import { HanpyoError } from "../../sdk/errors.ts";

/** What failed, as a code alone: messages of ethers carry transactions. */
export function failureCode(error: unknown): string {
  if (error instanceof HanpyoError) return error.code;
  return String((error as { readonly code?: unknown }).code ?? "FAILED");
}
