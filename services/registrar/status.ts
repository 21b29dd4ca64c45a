import type { OfficeDescription, OfficeHealth } from "../../sdk/enrolling/officeAnswers.ts";
import type { OfficeWorks } from "./works.ts";

/** What an office says of itself to devices. */
export function officeOf({
  profile,
  role,
  keys,
  registry,
  boundTo,
  isPublished,
  account,
}: OfficeWorks): OfficeDescription {
  return {
    ...{ name: profile.name, role, signer: keys.signer.address },
    ...{ chainId: String(registry.chainId), registry: registry.registry },
    publishedRolls: isPublished ? boundTo.registry : null,
    methods: profile.methods.map(({ id, kind, name }) => ({ id, kind, name })),
    rolls: profile.rolls,
    submits: account !== undefined,
  };
}

/** How the office is, by what its last round found. */
export function healthOf(works: OfficeWorks): OfficeHealth {
  const { memory, role, keys, registry, account, store } = works;
  const { view, balance, failure } = memory;
  return {
    status: conditionOf(works),
    ...{ role, signer: keys.signer.address },
    namedByChain: view?.offices[role] ?? null,
    announced: view?.announced?.[role] ?? null,
    ...{ chainId: String(registry.chainId), registry: registry.registry },
    head: view?.head.number ?? null,
    waiting: store.unsettled().filter(({ state }) => state === "waiting").length,
    account: account?.address ?? null,
    balance: balance === undefined ? null : String(balance),
    failure: failure ?? null,
  };
}

function conditionOf({ memory, role, keys, account }: OfficeWorks): OfficeHealth["status"] {
  const { view, balance, failure } = memory;
  if (failure !== undefined || view === undefined) return "chain unreachable";
  if (view.offices[role] !== keys.signer.address) return "signer differs";
  return account !== undefined && balance === 0n ? "account empty" : "ok";
}
