import { z } from "zod";
import {
  type MethodRequest,
  type OfficeRole,
  type Presentation,
  walletAnswerSchema,
} from "../../sdk/enrolling/officeAnswers.ts";
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
  /** Has the demonstration's wallet answer the office itself, as a wallet does; gives the address that it opens next. */
  answerOffice(request: MethodRequest): Promise<string>;
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
  const returning = new URL(PATHS.returning.slice(1), page).href;
  const both = {
    registrar: await startDemoOffice("registrar", rollId, town, eids, returning, chain),
    approver: await startDemoOffice("approver", rollId, town, eids, returning, chain),
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
  const present = async (request: MethodRequest) => {
    const eid = held.find(({ kind }) => kind === request.kind);
    if (eid === undefined) throw new RangeError(`The demonstration holds no eID for ${request.kind}`);
    return presentDemoEid(eid, request, wallClock());
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
    present,
    async answerOffice(request) {
      if (request.kind !== "openid4vp") throw new RangeError(`A wallet answers no request of ${request.kind}`);
      return postAsWallet(await present(request), String(request.authorizationRequest.response_uri));
    },
    async close() {
      for (const role of ROLES) await both[role].close();
      await silenceIssuer();
    },
  };
}

const walletPost = z.object({ vp_token: z.unknown(), state: z.string() });

/** Response mode `direct_post` of OpenID4VP. @returns Where the office sends the wallet's owner. */
async function postAsWallet(presentation: Presentation, responseUri: string): Promise<string> {
  const { vp_token, state } = walletPost.parse(presentation);
  const body = new URLSearchParams({ vp_token: JSON.stringify(vp_token), state });
  const response = await fetch(responseUri, { method: "POST", body });
  if (!response.ok) throw new Error(`The office did not take the wallet's answer: ${await response.text()}`);
  return walletAnswerSchema.parse(await response.json()).redirect_uri;
}
