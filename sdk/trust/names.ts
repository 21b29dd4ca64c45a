import { ZeroAddress } from "ethers";
import type { AcceptedTrust } from "./acceptManifest.ts";
import type { ElectionFacts } from "./electionFacts.ts";
import { isSame, lineHash, type Role, type SeatLine } from "./line.ts";
import type { Standing } from "./statement.ts";

/** Who an account is said to be, and whether the gazette covers that. */
export type SeatName = Pick<SeatLine, "role" | "organisation" | "position"> & { readonly standing: Standing };

/**
 * The name of an account in a role (any role where none is given), by the last manifest; nothing of one without a seat
 * line. A line that the gazette covers comes before one that it does not.
 */
export function nameOf({ file, anchored, latest }: AcceptedTrust, account: string, role?: Role): SeatName | undefined {
  const seats = file.lines.filter(
    (line): line is SeatLine =>
      line.kind === "seat" && isSame(line.account, account) && (role === undefined || line.role === role),
  );
  const inAnchor = seats.findLast((line) => anchored.lines.includes(lineHash(line)));
  const found = inAnchor ?? seats.findLast((line) => latest.lines.includes(lineHash(line)));
  if (found === undefined) return undefined;
  const { role: own, organisation, position } = found;
  return { role: own, organisation, position, standing: inAnchor ? "known" : "not yet in the gazette" };
}

/** An account of an election in its role, with its name if it has one. */
export type Person = { readonly role: Role; readonly account: string; readonly name: SeatName | undefined };

/**
 * Who answers for an election: its creator, or, of one that a proposal came to, whom the proposal's template names; the
 * contract that converted it has no name.
 */
export function organizerOf({ creator, proposal }: ElectionFacts["election"]): string {
  return proposal?.template?.organizer ?? creator;
}

/** Everybody whom an election rests on: organizer, every holder of an office, recovery body, and trustees by seat. */
export function peopleOf(trust: AcceptedTrust, { election, board, rolls }: ElectionFacts): readonly Person[] {
  const { holders, recoveryBody } = rolls.registry;
  const roles: readonly (readonly [Role, string])[] = [
    ["organizer", organizerOf(election)],
    ...holders.map(({ role, account }) => [role, account] as const),
    ["recovery", recoveryBody],
    ...board.trustees.map((account) => ["trustee", account] as const),
  ];
  return roles
    .filter(([, account]) => !isSame(account, ZeroAddress))
    .map(([role, account]) => ({ role, account, name: nameOf(trust, account, role) }));
}
