import { useQuery } from "@tanstack/react-query";
import { useOwnBallots } from "../ballots/ownBallots.ts";
import { useSending } from "../ballots/sendingNow.ts";
import { browserFault } from "../browser.ts";
import type { ListedElection } from "../elections/queries.ts";
import { faultOf } from "../faults.ts";
import { isKiosk } from "../kiosk/kiosk.ts";
import { useSession } from "../session.tsx";
import type { Looker } from "./mainAction.ts";

type Kept = Omit<Looker, "own" | "isSending" | "isKiosk">;

/** What this device knows of its person, for one election; nothing until it was read. Nothing is opened for it. */
export function useLooker(election: ListedElection, now: number): Looker | undefined {
  const { chainId } = useSession().config;
  const own = useOwnBallots(election, now);
  const isSending = useSending(election.election);
  const kept = useQuery({
    queryKey: ["looker", chainId, election.election],
    staleTime: 0,
    retry: false,
    queryFn: () => readKept(chainId, election.election),
  });
  if (kept.data === undefined || (own.data === undefined && !own.isError)) return undefined;
  return { ...kept.data, own: own.data?.current?.state, isSending, isKiosk };
}

async function readKept(chainId: number, election: string): Promise<Kept> {
  const globals = globalThis as unknown as Readonly<Record<string, unknown>>;
  const fault = browserFault({ userAgent: navigator.userAgent, globals });
  const [{ listIdentities }, { noteOf }, { readRegistration, stepOf }, { hasDraft }] = await Promise.all([
    import("../vault/identityEntries.ts"),
    import("../vault/notes.ts"),
    import("../vault/registration.ts"),
    import("../vault/drafts.ts"),
  ]);
  try {
    const [entries, registration, draft] = await Promise.all([
      listIdentities(),
      readRegistration(),
      hasDraft({ chainId, election }),
    ]);
    const identities = await Promise.all(
      entries.map(async ({ id, protection }) => ({ id, protection, note: await noteOf(id) })),
    );
    // One that was made for a registration that goes on is nobody's yet.
    const made = registration?.isNew && registration.enrolled === undefined ? registration.identity : undefined;
    return {
      fault,
      identities: identities.filter(({ id }) => id !== made),
      registrationStep:
        registration?.enrolled === undefined && registration !== undefined ? stepOf(registration) : undefined,
      hasDraft: draft,
    };
  } catch (error) {
    const store = faultOf(error) === "storeSilent" ? "storeSilent" : "storeless";
    return { fault: fault ?? store, identities: [], registrationStep: undefined, hasDraft: false };
  }
}
