import { type AttachedFile, attachmentName, isAttachment } from "../../../../sdk/election/attachments.ts";
import { addressOf } from "../pageAddress.ts";

/**
 * Fetches what an option names from beside the page, and from nowhere else.
 * @returns The file that was frozen with the election (P3.1); nothing where there is none, or another in its place.
 */
export async function fetchAttachment(
  file: AttachedFile,
  ask: typeof fetch = fetch,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const address = addressOf(`files/${attachmentName(file)}`);
  try {
    const response = await ask(address, { credentials: "omit", redirect: "error" });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return response.ok && isAttachment(bytes, file) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** A picture as an address that holds it: the page's policy takes pictures from no other place. */
export function dataAddress(bytes: Uint8Array, type: string): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `data:${type};base64,${btoa(binary)}`;
}
