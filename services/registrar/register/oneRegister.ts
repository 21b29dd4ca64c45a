import type { RegisterIdentity } from "./populationRegister.ts";

/**
 * Whether two offices believe one answer, and so are one office (P28.14): they ask one source, or as one client.
 * Clients of gateways are the offices' own accounts.
 */
export function isOneRegister(own: RegisterIdentity, other: RegisterIdentity): boolean {
  if (own.source === other.source) return true;
  return own.kind === "xRoad" && other.kind === "xRoad" && own.client === other.client;
}
