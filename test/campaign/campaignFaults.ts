import { KILL_POINTS, type KillPoint } from "../../services/relayer/killPoints.ts";
import { METHODS, type Method, TRANSPORT_FAULTS, type TransportFault } from "./faultProxy.ts";

/** What happens on the chain between two calls of the relayer. */
export const CHAIN_EVENTS = ["reorganisation", "stolen nonce", "underpriced", "replaced", "dropped", "empty"] as const;
export type ChainEvent = (typeof CHAIN_EVENTS)[number];

/** The store's writes, each of which a full disk may refuse. */
export const WRITES = ["insert", "place", "putIntent", "clearIntent"] as const;
export type Write = (typeof WRITES)[number];

/** One kind of fault at one point; it is fired there again and again, while ballots go on coming. */
export type Fault =
  | { readonly kind: TransportFault; readonly at: Method }
  | { readonly kind: ChainEvent; readonly at: Method }
  | { readonly kind: "kill"; readonly at: KillPoint }
  | { readonly kind: "disk full"; readonly at: Write }
  | { readonly kind: "lost database"; readonly at: "accepted" | "sent" };

const all: readonly Fault[] = [
  ...KILL_POINTS.map((at): Fault => ({ kind: "kill", at })),
  ...TRANSPORT_FAULTS.flatMap((kind) => METHODS.map((at): Fault => ({ kind, at }))),
  ...CHAIN_EVENTS.flatMap((kind) => METHODS.map((at): Fault => ({ kind, at }))),
  ...WRITES.map((at): Fault => ({ kind: "disk full", at })),
  { kind: "lost database", at: "accepted" },
  { kind: "lost database", at: "sent" },
];

/** Every kind of fault at every point where it can happen. */
export const FAULTS: readonly Fault[] = all.filter(canHappen);

/** The chain id never changes, and there is no old answer to a new transaction. */
function canHappen({ kind, at }: Fault): boolean {
  if (at === "eth_chainId") return kind !== "stale" && !CHAIN_EVENTS.some((event) => event === kind);
  return at !== "eth_sendRawTransaction" || kind !== "stale";
}
