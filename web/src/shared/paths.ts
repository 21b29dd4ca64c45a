/** The pages that need no election. */
export const PATHS = {
  elections: "/",
  mine: "/me",
  register: "/me/register",
  /** Where a wallet sends its user back to. */
  returning: "/me/register/return",
  restore: "/me/restore",
  standing: "/me/standing",
  identity: "/me/identity",
  check: "/check",
  device: "/check/device",
  verify: "/verify",
  trustee: "/trustee",
  submit: "/submit",
  help: "/help",
  how: "/how",
  proposals: "/p",
  propose: "/p/new",
  /** Proposals and supports of this device. */
  ownProposals: "/p/mine",
  /** Every measure against texts, with its reason. */
  measures: "/p/log",
  /** Budget rounds; one of them stands below it. */
  rounds: "/p/round",
  /** For a device that many people use; alone, or with one election behind it. */
  kiosk: "/kiosk",
} as const;

/** What there is of an election, below its own page. */
export const ELECTION_PARTS = ["", "/vote", "/result", "/verify", "/notice"] as const;
export type ElectionPart = (typeof ELECTION_PARTS)[number];

/** The path of an election's page, or of a part of it. */
export function electionPath(election: string, part: ElectionPart = ""): string {
  return `/v/${election}${part}`;
}

/** The path of a proposal's page, by its id. */
export function proposalPath(id: bigint): string {
  return `${PATHS.proposals}/0x${id.toString(16).padStart(62, "0")}`;
}

/** The id in such a path; undefined for what is none. */
export function proposalIdOf(text: string): bigint | undefined {
  return /^0x[0-9a-f]{62}$/i.test(text) ? BigInt(text) : undefined;
}

/** The path of a budget round's page, by the hash of one of its cells. */
export function roundPath(cell: string): string {
  return `${PATHS.rounds}/${cell}`;
}

/** The hash in such a path; undefined for what is none. */
export function cellHashOf(text: string): string | undefined {
  return /^0x[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : undefined;
}

/** Where a proposal is written under a template; the form takes any other where that is not in force. */
export function proposePath(template: string): string {
  return `${PATHS.propose}?${new URLSearchParams({ template })}`;
}

/** Where a shared device begins that is there for one election. */
export function kioskPath(election: string): string {
  return PATHS.kiosk + electionPath(election);
}

/** Where a ballot is found by its tracker. What follows # is sent to no server. */
export function trackerPath(code: string, election?: string): string {
  return `${PATHS.check}#${new URLSearchParams({ code, ...(election !== undefined && { election }) })}`;
}

const KIOSK = /^\/kiosk\/v\/0x[0-9a-fA-F]{40}$/;

/** Whether a path leads to a page, with or without a slash at its end. */
export function isPagePath(path: string): boolean {
  const plain = path.replace(/(.)\/$/, "$1");
  if (Object.values<string>(PATHS).includes(plain)) return true;
  const [, cell] = /^\/p\/round\/([^/]+)$/.exec(plain) ?? [];
  if (cell !== undefined) return cellHashOf(cell) !== undefined;
  const [, proposal] = /^\/p\/([^/]+)$/.exec(plain) ?? [];
  if (proposal !== undefined) return proposalIdOf(proposal) !== undefined;
  if (plain.startsWith(PATHS.kiosk)) return KIOSK.test(plain);
  const [found, part = ""] = /^\/v\/0x[0-9a-fA-F]{40}(\/.*)?$/.exec(plain) ?? [];
  return found !== undefined && ELECTION_PARTS.some((known) => known === part);
}
