import { ZeroAddress } from "ethers";
import { timeInKorea } from "../election/timeInKorea.ts";
import { type Check, equal, holds } from "./check.ts";
import { counted } from "./counted.ts";
import type { Evidence } from "./evidence.ts";
import { leastSpan } from "./leastSpan.ts";
import { MOST_SEATS } from "./recordFields.ts";

/** P2: the board's terms are those that its contract takes, and both rounds were done in time. */
export function boardChecks({ record }: Evidence): readonly Check[] {
  const { trustees, threshold, registerBy, dealBy, termEndsAt, registrations, dealings } = record.board;
  const accounts = new Set(trustees.map((trustee) => trustee.toLowerCase()));
  const lastRegistered = Math.max(0, ...registrations.map(({ at }) => at.time));
  const lastDealt = Math.max(0, ...dealings.map(({ at }) => at.time));
  const lastRegistrationBlock = Math.max(0, ...registrations.map(({ at }) => at.block));
  const least = leastSpan(record);
  const seats = trustees.map((_, index) => index + 1).join(", ");
  return [
    holds(
      "P2 number of trustees",
      trustees.length >= 2 && trustees.length <= MOST_SEATS,
      `2 to ${MOST_SEATS}`,
      trustees.length,
    ),
    holds(
      "P2 trustees are different accounts",
      accounts.size === trustees.length && !accounts.has(ZeroAddress),
      counted(trustees.length, "different account"),
      counted(accounts.size, "different account"),
    ),
    holds(
      "P2 shares needed to decrypt",
      threshold >= 2 && threshold <= trustees.length,
      `2 to ${trustees.length}`,
      threshold,
    ),
    holds(
      "P2 rounds end one after the other, before the term does",
      registerBy + least <= dealBy && dealBy < termEndsAt,
      `increasing times, the rounds at least ${least} s apart`,
      [registerBy, dealBy, termEndsAt].map(timeInKorea).join(", "),
    ),
    equal("P2.1 every seat registered", seats, registrations.map(({ seat }) => seat).join(", ")),
    holds(
      "P2.1 all registered in time",
      lastRegistered <= registerBy,
      `until ${timeInKorea(registerBy)}`,
      timeInKorea(lastRegistered),
    ),
    equal("P2.2 every seat dealt", seats, dealings.map(({ seat }) => seat).join(", ")),
    holds("P2.2 all dealt in time", lastDealt <= dealBy, `until ${timeInKorea(dealBy)}`, timeInKorea(lastDealt)),
    holds(
      "P2.2 nobody dealt before all had registered",
      dealings.every(({ at }) => at.block >= lastRegistrationBlock),
      `from block ${lastRegistrationBlock} on`,
      `from block ${Math.min(...dealings.map(({ at }) => at.block))} on`,
    ),
  ];
}
