import type { OfficeDescription, OfficeHealth } from "../../sdk/enrolling/officeAnswers.ts";
import { runwayOf } from "../sending/account.ts";
import type { OfficeWorks } from "./works.ts";

/** What an office says of itself to devices. */
export function officeOf(
  works: Pick<OfficeWorks, "profile" | "role" | "keys" | "registry" | "boundTo" | "isPublished" | "sending">,
): OfficeDescription {
  const { profile, role, keys, registry, boundTo, isPublished, sending } = works;
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
  };
}

type Observed = Pick<OfficeWorks, "memory" | "role" | "keys" | "registry" | "store" | "sending" | "limits">;

/** How the office is, by what its last round found. */
export function healthOf(works: Observed): OfficeHealth {
  const { memory, role, keys, registry, sending, store } = works;
  const { view, failure } = memory;
  const balance = sending?.memory.balance;
  return {
    status: conditionOf(works),
    role,
    signer: keys.signer.address,
    namedByChain: view?.offices[role] ?? null,
    announced: view?.announced?.[role] ?? null,
    chainId: String(registry.chainId),
    registry: registry.registry,
    head: view?.head.number ?? null,
    waiting: store.unsettled().filter(({ state }) => state === "waiting").length,
    account: sending?.account.address ?? null,
    balance: balance === undefined ? null : String(balance),
    failure: failure ?? sending?.memory.storageFailure ?? null,
  };
}

function conditionOf({ memory, role, keys, sending, limits }: Observed): OfficeHealth["status"] {
  const { view, failure } = memory;
  if (failure !== undefined || view === undefined) return "chain unreachable";
  if (view.offices[role] !== keys.signer.address) return "signer differs";
  return sending !== undefined && runwayOf(sending.memory, view.head, limits) === 0 ? "account empty" : "ok";
}
