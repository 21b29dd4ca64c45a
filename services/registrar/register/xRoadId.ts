import { hiddenCharacter } from "../../../sdk/election/plainText.ts";

/** The parts of an X-Road identifier, decoded, the instance first: 3 or 4 of a client, 4 or 5 of a service. */
export type XRoadId = readonly string[];

/** Longest part that is taken. */
const LONGEST = 255;
/** What PR-REST 4.8 allows in parts; members registered before it was written may have others. */
const ALLOWED = /^[A-Za-z0-9'()+,\-.=?]+$/;
/** Characters that end a part, or begin an encoding, for some server on the way. */
const DIVIDING = /[\\%:;]/;

/** How many parts each kind of identifier has: the subsystem may be missing. */
const LENGTHS = { client: [3, 4], service: [4, 5], securityServer: [4] } as const;

export type XRoadIdKind = keyof typeof LENGTHS;

/**
 * An identifier as the office's file writes it, its parts percent-encoded where they hold a slash.
 * @returns Nothing where P28.5 does not allow it.
 */
export function parseXRoadId(kind: XRoadIdKind, text: string): XRoadId | undefined {
  const lengths: readonly number[] = LENGTHS[kind];
  const parts = decoded(text);
  return parts !== undefined && lengths.includes(parts.length) && parts.every(isPart) ? parts : undefined;
}

/** An identifier as it stands in headers and addresses: each part encoded by itself (PR-REST 4.2). */
export function xRoadIdText(id: XRoadId): string {
  return id.map(encodeURIComponent).join("/");
}

/** Whether a header names this identifier, however it encodes it. */
export function isXRoadId(text: string, id: XRoadId): boolean {
  const parts = decoded(text);
  return parts !== undefined && parts.length === id.length && parts.every((part, at) => part === id[at]);
}

/** The parts that hold other characters than PR-REST 4.8 allows. */
export function unusualParts(id: XRoadId): readonly string[] {
  return id.filter((part) => !ALLOWED.test(part));
}

function decoded(text: string): XRoadId | undefined {
  try {
    return text.split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function isPart(part: string): boolean {
  const isDots = part === "." || part === "..";
  return (
    part !== "" && part.length <= LONGEST && !isDots && !DIVIDING.test(part) && hiddenCharacter(part) === undefined
  );
}
