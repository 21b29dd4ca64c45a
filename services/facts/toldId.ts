import { createHash } from "node:crypto";

/**
 * The id under which feeds and calendars name what they tell (P29.9): a UUID of version 8 (RFC 9562, section 5.8), the
 * same from every service.
 */
export function toldId(chainId: bigint, ...what: readonly (string | number)[]): string {
  const name = ["hanpyo.told.v1", chainId, ...what].join("|");
  const bytes = createHash("sha256").update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `urn:uuid:${parts.join("-")}`;
}
