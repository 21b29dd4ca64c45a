import { useQuery } from "@tanstack/react-query";
import type { JsonRpcProvider } from "ethers";
import type { ListedElection } from "../elections/queries.ts";
import { useSession } from "../session.tsx";
import type { Casting } from "../vault/castings.ts";
import { useSending } from "./sendingNow.ts";

/** Milliseconds between two looks at the slot while the vote is open: a later ballot of somebody else's is seen. */
const LOOK = 15_000;

/** How a ballot of this device stands. */
export type OwnState =
  /** Made, and not handed over: it still can be, or no longer. */
  | "unsent"
  | "late"
  /** A relayer took it; the record does not show it yet. */
  | "received"
  | "recorded"
  | "final"
  /** A relayer took it, and the box closed without it. */
  | "missing"
  /** A later one of this device, or of somebody else with this identity, takes its place. */
  | "changed"
  | "replaced";

export type OwnBallot = { readonly casting: Casting; readonly state: OwnState };

/** The ballots of this device for one election. */
export type OwnBallots = {
  /** The one that counts, or that would if it came through; nothing where this device made none. */
  readonly current: OwnBallot | undefined;
  readonly earlier: readonly OwnBallot[];
  /** The slot's version where it is later than every ballot of this device. */
  readonly replacedBy: bigint | undefined;
};

/** What a slot holds, as far as this device's ballot goes. */
type SlotSeen = { readonly version: bigint; readonly isRecorded: boolean };

/** Whether voting, and the box, are closed. */
type Closing = { readonly isClosed: boolean; readonly isBoxClosed: boolean };

/** Puts castings in order: which counts, and what became of the others. */
export function ownBallots(
  castings: readonly Casting[],
  slot: SlotSeen | undefined,
  { isClosed, isBoxClosed }: Closing,
): OwnBallots {
  const sent = castings.filter(({ state }) => state !== "proved" && state !== "displaced");
  const last = sent.at(-1);
  const waiting = castings.at(-1)?.state === "proved" ? castings.at(-1) : undefined;
  const isReplaced = last !== undefined && slot !== undefined && slot.version > BigInt(last.version) + 1n;
  const stateOf = (casting: Casting): OwnState => {
    if (casting.state === "proved") return isClosed ? "late" : "unsent";
    if (casting !== last) return "changed";
    if (isReplaced || casting.state === "displaced") return "replaced";
    if (casting.state === "missing" || casting.state === "final") return casting.state;
    if (slot?.isRecorded) return "recorded";
    if (slot !== undefined && isBoxClosed) return "missing";
    return casting.blockNumber !== undefined ? "recorded" : "received";
  };
  const all = castings.map((casting) => ({ casting, state: stateOf(casting) }));
  const isCurrent = ({ casting }: OwnBallot) => casting === (last ?? waiting);
  return {
    current: all.find(isCurrent),
    earlier: all.filter((one) => !isCurrent(one)).toReversed(),
    replacedBy: isReplaced ? slot?.version : undefined,
  };
}

/** This device's ballots of an election, looked at again while the vote is open. */
export function useOwnBallots({ election, constitution, state }: ListedElection, now: number) {
  const { config, chain } = useSession();
  const isClosed = now >= constitution.schedule.closesAt;
  const isBoxClosed = state.phase !== "open";
  const isSending = useSending(election);
  return useQuery({
    // What another tab sent is looked at when that has ended.
    queryKey: ["own ballots", config.chainId, election, isClosed, isBoxClosed, isSending],
    placeholderData: (earlier) => earlier,
    staleTime: 0,
    refetchInterval: state.phase === "open" ? LOOK : false,
    queryFn: async (): Promise<OwnBallots> => {
      const { castingsOf } = await import("../vault/castings.ts");
      const castings = await castingsOf(BigInt(config.chainId), election);
      const last = castings.findLast((casting) => casting.state !== "proved" && casting.state !== "displaced");
      const slot = last === undefined ? undefined : await slotOf(last, chain).catch(() => undefined);
      return ownBallots(castings, slot, { isClosed, isBoxClosed });
    },
  });
}

/** The casting holds the nullifier, so the slot is looked at without opening the identity. */
async function slotOf(casting: Casting, chain: () => Promise<JsonRpcProvider>): Promise<SlotSeen> {
  const { parseBallotPackage } = await import("../../../../sdk/election/ballotPackage.ts");
  const { readBallotPlace, readSlotHead } = await import("../../../../sdk/chain/slots.ts");
  const { election, ballot } = parseBallotPackage(casting.file);
  const provider = await chain();
  const { version } = await readSlotHead(election, ballot.nullifier, provider);
  // Events are searched only where the slot has moved past the ballot.
  const place = version > ballot.version ? await readBallotPlace(election, ballot, provider) : undefined;
  return { version, isRecorded: place?.place === "cast" };
}
