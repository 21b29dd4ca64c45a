import type { Constitution } from "../../../../sdk/election/constitution.ts";
import type { CalendarEvent } from "./calendarFile.ts";

/** The moments of an election that calendars are told of. */
export const MOMENTS = ["opens", "closes", "result"] as const;
export type Moment = (typeof MOMENTS)[number];

/** Hours before the closing at which a calendar reminds of it. */
const REMINDER = 24;

type Announced = {
  readonly chainId: number;
  readonly election: string;
  readonly constitution: Pick<Constitution, "schedule">;
  readonly url: string;
  /** What is said of a moment: its title, and its time in Korea. */
  readonly say: (moment: Moment, at: number) => Pick<CalendarEvent, "title" | "text">;
};

/** The moments of an election that are still to come. @param now The chain's time, Unix seconds. */
export function electionEvents(
  { chainId, election, constitution: { schedule }, url, say }: Announced,
  now: number,
): readonly CalendarEvent[] {
  const times = { opens: schedule.opensAt, closes: schedule.closesAt, result: schedule.sharesDueAt };
  return MOMENTS.filter((moment) => times[moment] > now).map((moment) => ({
    uid: `${moment}-${chainId}-${election.toLowerCase()}@hanpyo`,
    at: times[moment],
    url,
    ...say(moment, times[moment]),
    ...(moment === "closes" && { remindBefore: REMINDER }),
  }));
}
