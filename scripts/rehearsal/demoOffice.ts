import type { Wallet } from "ethers";
import { systemRandom } from "../../sdk/crypto/random.ts";
import type { OfficeRole } from "../../sdk/enrolling/officeAnswers.ts";
import { newCode } from "../../sdk/enrolling/oneTimeCode.ts";
import type { DemoEids } from "../../services/demo-issuer/demoEids.ts";
import { listsOverHttp } from "../../services/eid/trustedLists.ts";
import { type OfficeService, startOffice } from "../../services/registrar/office.ts";
import { profileFrom } from "../../services/registrar/officeFile.ts";
import { newOfficeKeys } from "../../services/registrar/officeKeys.ts";
import { openRollStore, type Person, type RollStore } from "../../services/registrar/roll/rollStore.ts";
import { verificationKey } from "../checkout/circuitFiles.ts";
import type { LocalChain } from "./localChain.ts";

/** The registry and the accounts of its two offices. */
export type OfficeTown = {
  readonly registry: string;
  readonly registrar: Wallet;
  readonly approver: Wallet;
  /** The contract of published rolls, if the offices enrol for it. */
  readonly publishedRolls?: string;
};

/** An office of a demonstration. */
export type DemoOffice = {
  readonly service: OfficeService;
  /** Writes a person into the office's book, as an eligible resident unless told otherwise. */
  readonly settle: (number: string, otherwise?: Partial<Person>) => void;
  /** Sends a person a letter. @param life Seconds. @returns The one-time code in it. */
  readonly code: (number: string, life?: number) => string;
  /** Its book, as the office's commands open it. */
  readonly roll: RollStore;
  readonly close: () => Promise<void>;
};

export const ROLES = ["registrar", "approver"] as const satisfies readonly OfficeRole[];

const NAMES = {
  registrar: { ko: "주민등록과 (체험)", en: "Residents' office (demonstration)" },
  approver: { ko: "선거관리실 (체험)", en: "Election office (demonstration)" },
} as const;
const CODE_LIFE = 30 * 86_400;
/** Seconds for which the roll takes objections. */
const OBJECTING = 30 * 86_400;
/** Milliseconds between two rounds of an office. */
const LOOK = 100;

/** The clock of offices and eIDs in Unix seconds; vouchers go by the chain's. */
export function wallClock(): number {
  return Math.floor(Date.now() / 1_000);
}

/**
 * Starts an office of this process on a free port, with its book in memory; the account of its key pays.
 * @param page Where a wallet sends its user back to.
 */
export async function startDemoOffice(
  role: OfficeRole,
  rollId: bigint,
  town: OfficeTown,
  eids: DemoEids,
  page: string,
  chain: LocalChain,
): Promise<DemoOffice> {
  const { registry, publishedRolls } = town;
  const { privateKey } = town[role];
  const keys = { ...newOfficeKeys(systemRandom), signingKey: privateKey, accountKey: privateKey };
  const roll = openRollStore(":memory:", keys.codeKey);
  const rollName = { ko: "체험 명부", en: "Demonstration roll" };
  const objectionsUntil = wallClock() + OBJECTING;
  const rolls = [{ id: String(rollId), name: rollName, members: "residents" as const, objectionsUntil }];
  const service = await startOffice({
    role,
    rpc: chain.url,
    registry,
    isTest: true,
    keys,
    roll,
    pageUrl: page,
    ...(publishedRolls !== undefined && { publishedRolls }),
    profile: profileFrom({ name: NAMES[role], rolls, methods: eids.methods }, roll, listsOverHttp()),
    proofKey: verificationKey("enrolment"),
    submits: role === "registrar" && publishedRolls === undefined,
    interval: LOOK,
    limits: { requestsPerMinute: 100_000, readsPerMinute: 100_000, requestsPerSession: 100_000 },
  });
  return {
    service,
    roll,
    settle: (number, otherwise = {}) => {
      const facts = { name: "Demo", birthDate: "2000-01-01", district: "Demo", rollIds: [rollId] };
      roll.putPerson({ ...facts, number, state: "eligible", ...otherwise });
    },
    code: (number, life = CODE_LIFE) => {
      const code = newCode(systemRandom);
      roll.addCode(number, code, wallClock() + life);
      return code;
    },
    close: async () => {
      await service.close();
      roll.close();
    },
  };
}
