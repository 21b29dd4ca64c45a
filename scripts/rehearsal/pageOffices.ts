import type { MethodRequest, OfficeRole, Presentation } from "../../sdk/enrolling/officeAnswers.ts";
import { type DemoEid, presentDemoEid, startDemoEids } from "../../services/demo-issuer/demoEids.ts";
import { PATHS } from "../../web/src/shared/paths.ts";
import { type DemoOffice, type OfficeTown, ROLES, startDemoOffice, wallClock } from "./demoOffice.ts";
import type { LocalChain } from "./localChain.ts";

/** Both offices of a demonstration's page, with residents who have not registered yet. */
export type PageOffices = {
  readonly urls: Readonly<Record<OfficeRole, string>>;
  /** Each with its own book. */
  readonly both: Readonly<Record<OfficeRole, DemoOffice>>;
  /** The letters of one more resident: a one-time code of each office. */
  newCodes(): Readonly<Record<OfficeRole, string>>;
  /** Answers an office's request with the demonstration's wallet or certificate. */
  present(request: MethodRequest): Promise<Presentation>;
  /** Takes the issuer of the eIDs and its lists off line. */
  silenceIssuer(): Promise<void>;
  close(): Promise<void>;
};

const WALLET_HOLDER = "demo-wallet-holder";
const CARD_HOLDER = "demo-card-holder";

/** Starts the offices under the keys that the town's registry names. @param page Where the page will stand. */
export async function startPageOffices(
  town: OfficeTown,
  rollId: bigint,
  page: string,
  chain: LocalChain,
): Promise<PageOffices> {
  const eids = await startDemoEids(new URL(page).origin, wallClock);
  const register = new URL(PATHS.register.slice(1), page).href;
  const both = {
    registrar: await startDemoOffice("registrar", rollId, town, eids, register, chain),
    approver: await startDemoOffice("approver", rollId, town, eids, register, chain),
  };
  const settle = (number: string) => {
    for (const role of ROLES) both[role].settle(number);
  };
  for (const number of [WALLET_HOLDER, CARD_HOLDER]) settle(number);
  const held: readonly DemoEid[] = [
    { kind: "openid4vp", held: await eids.issuer.issue(WALLET_HOLDER) },
    { kind: "certificate", card: await eids.authority.issueCard(CARD_HOLDER) },
  ];
  let residents = 0;
  let isOnLine = true;
  const silenceIssuer = async () => {
    if (isOnLine) await eids.close();
    isOnLine = false;
  };
  return {
    both,
    silenceIssuer,
    urls: { registrar: both.registrar.service.url, approver: both.approver.service.url },
    newCodes() {
      const number = `demo-resident-${++residents}`;
      settle(number);
      return { registrar: both.registrar.code(number), approver: both.approver.code(number) };
    },
    async present(request) {
      const eid = held.find(({ kind }) => kind === request.kind);
      if (eid === undefined) throw new RangeError(`The demonstration holds no eID for ${request.kind}`);
      return presentDemoEid(eid, request, wallClock());
    },
    async close() {
      for (const role of ROLES) await both[role].close();
      await silenceIssuer();
    },
  };
}
