import { Wallet } from "ethers";
import { enrolmentContext, signVoucher } from "../../sdk/chain/offices.ts";
import { randomScalar } from "../../sdk/crypto/random.ts";
import type { EnrolmentFile, OfficeRole } from "../../sdk/enrolling/officeAnswers.ts";
import { handInEnrolment, readEnrolmentStatus } from "../../sdk/enrolling/officeClient.ts";
import { startOffice } from "../../services/registrar/office.ts";
import { type OfficeStore, officeStore } from "../../services/registrar/officeStore.ts";
import { openRollStore } from "../../services/registrar/roll/rollStore.ts";
import { foldedLogarithm, forgeProof } from "../contracts/syntheticKey.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { type OfficeWorld, ROLL, syntheticEnrolmentKey } from "../services/registrar/officeWorld.ts";
import { refusingWrites } from "../services/sending/refusingWrites.ts";
import { OFFICE_WRITES } from "./campaignFaults.ts";
import type { FaultedService } from "./faultRound.ts";

/** A resident's enrolment with both vouchers, as a device has it once both offices signed. */
export type Enrolled = EnrolmentFile & {
  /** The person number. */
  readonly person: string;
};

const RANDOM = seededRandom("office under faults");
const REACH = { timeout: 60_000, fetch };
/** Seconds that a voucher is valid. */
const VOUCHER_LIFE = 30 * 86_400;
const SHORT = {
  setAsideDelay: 0,
  requestsPerMinute: 1_000_000,
  readsPerMinute: 1_000_000,
  // The clock makes large steps, and rounds fail on purpose.
  staleAfter: Number.POSITIVE_INFINITY,
};
let people = 0;

/** An office that submits, under faults, with devices that keep their vouchers. */
export function officeUnderFaults(world: OfficeWorld, newFile: () => string): FaultedService<Enrolled> {
  const reissued = new Set<Enrolled>();
  return {
    newFile,
    async start({ account, file, durability, isFull, ...life }, opened) {
      const roll = openRollStore(file, world.keys.registrar.codeKey);
      opened(() => roll.close());
      const plain = officeStore(roll.database);
      const office = await startOffice({
        ...life,
        role: "registrar",
        registry: world.registry.registry,
        isTest: true,
        keys: { ...world.keys.registrar, accountKey: account.privateKey },
        roll,
        profile: { name: { ko: "기관", en: "Office" }, rolls: [], methods: [] },
        proofKey: syntheticEnrolmentKey(),
        submits: true,
        pageUrl: "https://vote.example/me/register",
        store: refusingWrites(durability === "lazy" ? lazyOfficeStore(plain) : plain, OFFICE_WRITES, isFull),
        interval: 0,
        limits: SHORT,
      });
      const isDone = () => plain.unsettled().length === 0 && plain.refusedUntil(0).length === 0;
      return { ...office, isDone };
    },
    // Every third is a re-issue for the last resident who has had none.
    async next(count, acknowledged) {
      const earlier = count % 3 === 2 ? acknowledged.findLast((one) => !reissued.has(one)) : undefined;
      if (earlier !== undefined) reissued.add(earlier);
      return newEnrolment(world, earlier);
    },
    async post(url, _account, { person: _, ...file }) {
      await handInEnrolment(url, file, REACH);
    },
    async isMissing(url, { identityCommitment }) {
      return (await readEnrolmentStatus(url, BigInt(identityCommitment), REACH)).state === "unknown";
    },
  };
}

async function newEnrolment({ keys, registry, chain }: OfficeWorld, earlier?: Enrolled): Promise<Enrolled> {
  const person = earlier?.person ?? `person-under-faults-${people++}`;
  const identityCommitment = randomScalar(RANDOM);
  const sequence = (earlier?.sequence ?? 0) + 1;
  const facts = { sequence, identityCommitment, rollIds: [ROLL], expiresAt: (await chain.now()) + VOUCHER_LIFE };
  const half = (role: OfficeRole) => {
    const office = { signer: new Wallet(keys[role].signingKey), pseudonymKey: keys[role].pseudonymKey };
    return signVoucher(office, person, facts, registry);
  };
  const [registrar, approver] = [await half("registrar"), await half("approver")];
  const context = enrolmentContext(registry, registrar.pseudonym, approver.pseudonym, facts);
  const proof = forgeProof([identityCommitment, context], foldedLogarithm([]), randomScalar(RANDOM)).map(String);
  return {
    person,
    registrar,
    approver,
    sequence,
    identityCommitment: String(identityCommitment),
    rollIds: [String(ROLL)],
    expiresAt: facts.expiresAt,
    proof,
  };
}

/** A store that lets the office acknowledge first, and writes later: the campaign must find that it loses enrolments. */
function lazyOfficeStore(store: OfficeStore): OfficeStore {
  const unwritten: Parameters<OfficeStore["putEnrolment"]>[0][] = [];
  return {
    ...store,
    putEnrolment(enrolment) {
      unwritten.push(enrolment);
    },
    unsettled() {
      for (const enrolment of unwritten.splice(0)) store.putEnrolment(enrolment);
      return store.unsettled();
    },
  };
}
