import { hexlify, Wallet } from "ethers";
import { enrolmentContext } from "../../../sdk/chain/offices.ts";
import { randomScalar, systemRandom } from "../../../sdk/crypto/random.ts";
import { signEnrolmentRequest } from "../../../sdk/enrolling/enrolmentRequest.ts";
import { type AgreedFacts, agreedFacts } from "../../../sdk/enrolling/officeAgreement.ts";
import type { EnrolmentFile, FactsAnswer, OfficeRole, VoucherRequest } from "../../../sdk/enrolling/officeAnswers.ts";
import { presentToEnrol, requestVoucher } from "../../../sdk/enrolling/officeClient.ts";
import { type OfficeVisit, presentInSession } from "../../../sdk/enrolling/visit.ts";
import type { Reach } from "../../../sdk/relaying/jsonRequest.ts";
import type { OfficeService } from "../../../services/registrar/office.ts";
import { foldedLogarithm, forgeProof } from "../../contracts/syntheticKey.ts";
import type { OfficeWorld } from "./officeWorld.ts";
import { ROLES } from "./officeWorld.ts";

export type Visited = { readonly session: string; readonly facts: FactsAnswer };
type Both<T> = Readonly<Record<OfficeRole, T>>;

export const REACH = { timeout: 60_000, fetch };

/** A device whose proofs are made without a circuit, and which can be stopped between any two steps. */
export type SyntheticDevice = {
  readonly identityCommitment: bigint;
  readonly account: Wallet;
  /** Presents to both offices. */
  present(): Promise<Both<Visited>>;
  presentTo(role: OfficeRole): Promise<Visited>;
  /** What it asks an office to sign; `changes` replace fields after signing and proving. */
  request(role: OfficeRole, visited: Both<Visited>, changes?: Partial<VoucherRequest>): Promise<VoucherRequest>;
  /** Both vouchers. */
  enrol(visited: Both<Visited>): Promise<EnrolmentFile>;
};

export function syntheticDevice(
  world: OfficeWorld,
  offices: Both<OfficeService>,
  visits: Both<OfficeVisit>,
  identityCommitment = randomScalar(systemRandom),
  reach: Reach = REACH,
): SyntheticDevice {
  const account = new Wallet(hexlify(systemRandom(32)));
  const made = new Map<string, Pick<VoucherRequest, "proof" | "signature">>();

  async function presentTo(role: OfficeRole): Promise<Visited> {
    const binding = { ...world.registry, office: offices[role].signer, identityCommitment };
    const { session, presentation } = await presentInSession(visits[role], "enrol", binding, reach);
    return { session, facts: await presentToEnrol(visits[role].url, session, presentation, reach) };
  }

  async function request(role: OfficeRole, visited: Both<Visited>, changes: Partial<VoucherRequest> = {}) {
    const { registrar, approver } = visited;
    const facts = { ...agreedFacts(registrar.facts, approver.facts), identityCommitment };
    const { proof, signature } = await proveAndSign(facts);
    const other = role === "registrar" ? approver : registrar;
    return {
      partnerPseudonym: other.facts.pseudonym,
      sequence: facts.sequence,
      rollIds: facts.rollIds.map(String),
      expiresAt: facts.expiresAt,
      proof,
      account: account.address,
      signature,
      ...changes,
    };
  }

  /** Once for both offices, as a device does. */
  async function proveAndSign(facts: AgreedFacts & { readonly identityCommitment: bigint }) {
    const name = JSON.stringify(facts, (_, value) => (typeof value === "bigint" ? String(value) : value));
    const known = made.get(name);
    if (known !== undefined) return known;
    const context = enrolmentContext(world.registry, facts.registrarPseudonym, facts.approverPseudonym, facts);
    const proof = forgeProof([identityCommitment, context], foldedLogarithm([]), randomScalar(systemRandom)).map(
      String,
    );
    const signed = { proof, signature: await signEnrolmentRequest(account, facts, world.registry) };
    made.set(name, signed);
    return signed;
  }

  return {
    identityCommitment,
    account,
    presentTo,
    request,
    present: async () => ({ registrar: await presentTo("registrar"), approver: await presentTo("approver") }),
    async enrol(visited) {
      const asked = { registrar: await request("registrar", visited), approver: await request("approver", visited) };
      const [registrar, approver] = await Promise.all(
        ROLES.map((role) => requestVoucher(offices[role].url, visited[role].session, asked[role], REACH)),
      );
      const { sequence, rollIds, expiresAt, proof } = asked.registrar;
      const halves = { registrar, approver } as Pick<EnrolmentFile, "registrar" | "approver">;
      return { ...halves, sequence, rollIds, expiresAt, proof, identityCommitment: String(identityCommitment) };
    },
  };
}
