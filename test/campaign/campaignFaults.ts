import { OFFICE_KILL_POINTS } from "../../services/registrar/killPoints.ts";
import { KILL_POINTS } from "../../services/relayer/killPoints.ts";
import { LIMIT_FAULTS, METHODS, type Method, type NodeFault, TRANSPORT_FAULTS } from "./nodeFaults.ts";

/** What happens on the chain between two calls of the service. */
export const CHAIN_EVENTS = ["reorganisation", "stolen nonce", "underpriced", "replaced", "dropped", "empty"] as const;
export type ChainEvent = (typeof CHAIN_EVENTS)[number];

/** The stores' writes, each of which a full disk may refuse. */
export const RELAYER_WRITES = ["insert", "place", "putIntent", "clearIntent"] as const;
export const OFFICE_WRITES = ["putEnrolment", "putIntent", "clearIntent"] as const;

/** One kind of fault at one point; it is fired there again and again, while things to send go on coming. */
export type Fault =
  | { readonly kind: NodeFault; readonly at: Method }
  | { readonly kind: ChainEvent; readonly at: Method }
  /** At one of the service's kill points. */
  | { readonly kind: "kill"; readonly at: string }
  /** At one of the store's writes. */
  | { readonly kind: "disk full"; readonly at: string }
  | { readonly kind: "lost database"; readonly at: "accepted" | "sent" };

/** Every kind of fault at every point where it can happen to a relayer that brings acts. */
export const ACT_FAULTS: readonly Fault[] = faultsAt(KILL_POINTS, RELAYER_WRITES);

/** The same of ballots, none of which ends before it is taken. */
export const RELAYER_FAULTS: readonly Fault[] = ACT_FAULTS.filter(({ at }) => at !== "watch.ended");

/** The same for an office that submits. */
export const OFFICE_FAULTS: readonly Fault[] = faultsAt(OFFICE_KILL_POINTS, OFFICE_WRITES);

export function nameOf({ kind, at }: Fault): string {
  return `${kind} at ${at}`;
}

/** The faults of these names, all of which there must be. */
export function named(faults: readonly Fault[], names: readonly string[]): readonly Fault[] {
  const found = faults.filter((fault) => names.includes(nameOf(fault)));
  if (found.length !== names.length) throw new RangeError(`Of ${names.join(", ")} some are no faults`);
  return found;
}

function faultsAt(killPoints: readonly string[], writes: readonly string[]): readonly Fault[] {
  const all: readonly Fault[] = [
    ...killPoints.map((at): Fault => ({ kind: "kill", at })),
    ...TRANSPORT_FAULTS.flatMap((kind) => METHODS.map((at): Fault => ({ kind, at }))),
    ...LIMIT_FAULTS.map(({ kind, at }): Fault => ({ kind, at })),
    ...CHAIN_EVENTS.flatMap((kind) => METHODS.map((at): Fault => ({ kind, at }))),
    ...writes.map((at): Fault => ({ kind: "disk full", at })),
    { kind: "lost database", at: "accepted" },
    { kind: "lost database", at: "sent" },
  ];
  return all.filter(canHappen);
}

/** The chain id never changes, and there is no old answer to a new transaction. */
function canHappen({ kind, at }: Fault): boolean {
  if (at === "eth_chainId") return kind !== "stale" && !CHAIN_EVENTS.some((event) => event === kind);
  return at !== "eth_sendRawTransaction" || kind !== "stale";
}
