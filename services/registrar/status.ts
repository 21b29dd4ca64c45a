import type { OfficeDescription, OfficeHealth } from "../../sdk/enrolling/officeAnswers.ts";
import { answeringNodes } from "../sending/chain.ts";
import { ageOf, headAge } from "../sending/headMemory.ts";
import { hindranceOf, type Known, saidBy } from "../sending/hindrance.ts";
import type { OfficeWorks } from "./works.ts";

/** What an office says of itself to devices. */
export function officeOf(
  works: Pick<
    OfficeWorks,
    "profile" | "role" | "keys" | "registry" | "boundTo" | "isPublished" | "sending" | "lookUps"
  >,
): OfficeDescription {
  const { profile, role, keys, registry, boundTo, isPublished, sending, lookUps } = works;
  return {
    name: profile.name,
    role,
    signer: keys.signer.address,
    chainId: String(registry.chainId),
    registry: registry.registry,
    publishedRolls: isPublished ? boundTo.registry : null,
    methods: profile.methods.map(({ id, kind, name }) => ({ id, kind, name })),
    rolls: profile.rolls,
    submits: sending !== undefined,
    ...(lookUps === undefined ? {} : { register: lookUps.identity }),
  };
}

type Observed = Pick<
  OfficeWorks,
  "memory" | "chain" | "role" | "keys" | "registry" | "store" | "sending" | "limits" | "clock"
>;

/** How the office is, by what its last round found. */
export function healthOf(works: Observed): OfficeHealth {
  const { memory, chain, role, keys, registry, sending, clock } = works;
  const { view, failure } = memory;
  const balance = sending?.memory.balance;
  const known = knownOf(works);
  return {
    status: conditionOf(works, known),
    role,
    signer: keys.signer.address,
    namedByChain: view?.offices[role] ?? null,
    announced: view?.announced?.[role] ?? null,
    chainId: String(registry.chainId),
    registry: registry.registry,
    head: view?.head.number ?? null,
    headAge: headAge(memory, clock()) ?? null,
    nodes: chain.nodes.length,
    answering: answeringNodes(chain).length,
    final: memory.finalBlock?.number ?? null,
    finalAge: ageOf(memory.agreedAt, clock()) ?? null,
    waiting: known.waiting,
    account: sending?.account.address ?? null,
    balance: balance === undefined ? null : String(balance),
    failure: failure ?? sending?.memory.storageFailure ?? null,
    said: saidBy(known),
  };
}

/** What the office knows by which it judges whether it can send. */
export function knownOf({
  memory,
  chain,
  store,
  sending,
  limits,
  clock,
}: Omit<Observed, "role" | "keys" | "registry">): Known {
  const unsettled = store.unsettled();
  const waiting = unsettled.filter(({ state }) => state === "waiting").length;
  return { memory, chain, sending: sending?.memory, limits, waiting, unsettled: unsettled.length, now: clock() };
}

function conditionOf({ memory: { view }, role, keys }: Observed, known: Known): OfficeHealth["status"] {
  const hindrance = hindranceOf(known);
  if (hindrance === "chain unreachable" || hindrance === "chain stale") return hindrance;
  return view?.offices[role] === keys.signer.address ? (hindrance ?? "ok") : "signer differs";
}
