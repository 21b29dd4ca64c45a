import type { Wallet } from "ethers";
import { systemRandom } from "../../sdk/crypto/random.ts";
import type { MethodRequest, OfficeRole, Presentation } from "../../sdk/enrolling/officeAnswers.ts";
import { type DemoEid, presentDemoEid, startDemoEids } from "../../services/demo-issuer/demoEids.ts";
import { listsOverHttp } from "../../services/registrar/methods/trustedLists.ts";
import { type OfficeService, startOffice } from "../../services/registrar/office.ts";
import { profileFrom } from "../../services/registrar/officeFile.ts";
import { newOfficeKeys, officeAccounts } from "../../services/registrar/officeKeys.ts";
import { newCode } from "../../services/registrar/roll/oneTimeCode.ts";
import { openRollStore } from "../../services/registrar/roll/rollStore.ts";
import { verificationKey } from "../circuits/files.ts";
import type { Town } from "./electionSteps.ts";
import type { LocalChain } from "./localChain.ts";

/** Both offices of a demonstration, with residents who have not registered yet. */
export type PageOffices = {
  readonly urls: Readonly<Record<OfficeRole, string>>;
  /** The letters of one more resident: a one-time code of each office. */
  newCodes(): Readonly<Record<OfficeRole, string>>;
  /** Answers an office's request with the demonstration's wallet or certificate. */
  present(request: MethodRequest): Promise<Presentation>;
  close(): Promise<void>;
};

const ROLES = ["registrar", "approver"] as const;
const ROLL = 1n;
const CODE_LIFE = 30 * 86_400;
const WALLET_HOLDER = "demo-wallet-holder";
const CARD_HOLDER = "demo-card-holder";

/** Starts the offices under the keys that the town's registry names. @param page Where the page will stand. */
export async function startPageOffices(town: Town, page: string, chain: LocalChain): Promise<PageOffices> {
  const now = () => Math.floor(Date.now() / 1_000);
  const eids = await startDemoEids(new URL(page).origin, now);
  const started = await Promise.all(ROLES.map((role) => startOne(role, town[role])));
  const [registrar, approver] = started as [(typeof started)[number], (typeof started)[number]];
  const both = { registrar, approver };
  const held: readonly DemoEid[] = [
    { kind: "openid4vp", held: await eids.issuer.issue(WALLET_HOLDER) },
    { kind: "certificate", card: await eids.authority.issueCard(CARD_HOLDER) },
  ];
  let residents = 0;

  async function startOne(
    role: OfficeRole,
    signer: Wallet,
  ): Promise<{
    readonly office: OfficeService;
    readonly settle: (number: string) => void;
    readonly code: (number: string) => string;
    readonly close: () => Promise<void>;
  }> {
    const keys = { ...newOfficeKeys(systemRandom), signingKey: signer.privateKey };
    await chain.provider.send("hardhat_setBalance", [officeAccounts(keys).account, "0x56bc75e2d63100000"]);
    const roll = openRollStore(":memory:", keys.codeKey);
    const settle = (number: string) => {
      const person = { name: "Hong Gildong", birthDate: "1990-01-02", district: "Hanpyo", rollIds: [ROLL] };
      roll.putPerson({ ...person, state: "eligible", number });
    };
    for (const number of [WALLET_HOLDER, CARD_HOLDER]) settle(number);
    const title = { ko: "한표동", en: "Hanpyo district" };
    const name = {
      registrar: { ko: "주민등록과 (시연)", en: "Residents' office (demonstration)" },
      approver: { ko: "선거관리실 (시연)", en: "Election office (demonstration)" },
    }[role];
    const rolls = [{ id: String(ROLL), name: title, members: "residents" as const, objectionsUntil: null }];
    const office = await startOffice({
      ...{ role, keys, roll, rpc: chain.url, registry: town.shared.registry.address, pageUrl: `${page}#/register` },
      profile: profileFrom({ name, rolls, methods: eids.methods }, roll, listsOverHttp()),
      proofKey: verificationKey("enrolment"),
      submits: role === "registrar",
    });
    const code = (number: string) => {
      const made = newCode(systemRandom);
      roll.addCode(number, made, now() + CODE_LIFE);
      return made;
    };
    const close = async () => {
      await office.close();
      roll.close();
    };
    return { office, settle, code, close };
  }

  return {
    urls: { registrar: registrar.office.url, approver: approver.office.url },
    newCodes() {
      const number = `demo-resident-${++residents}`;
      for (const role of ROLES) both[role].settle(number);
      return { registrar: registrar.code(number), approver: approver.code(number) };
    },
    async present(request) {
      const eid = held.find(({ kind }) => kind === request.kind);
      if (eid === undefined) throw new RangeError(`The demonstration holds no eID for ${request.kind}`);
      return presentDemoEid(eid, request, now());
    },
    async close() {
      for (const role of ROLES) await both[role].close();
      await eids.close();
    },
  };
}
