import { expect } from "chai";
import { Contract } from "ethers";
import verifierArtifact from "../../artifacts/contracts/types/IGroth16BatchVerifier.sol/IGroth16BatchVerifier.json" with {
  type: "json",
};
import { provingFiles, verificationKey } from "../../scripts/checkout/circuitFiles.ts";
import { knownProof } from "../../scripts/checkout/knownProofs.ts";
import { type LocalChain, startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import { ContractRefusedError } from "../../sdk/chain/contracts.ts";
import { castBallot } from "../../sdk/chain/relayer.ts";
import type { OpenElection } from "../../sdk/chain/resident.ts";
import { readSlot } from "../../sdk/chain/slots.ts";
import { GENERATOR, multiply } from "../../sdk/crypto/babyjubjub.ts";
import { bindBallot } from "../../sdk/crypto/ballotDigest.ts";
import { FIELD_ORDER } from "../../sdk/crypto/field.ts";
import { type Ballot, ballotVector } from "../../sdk/election/ballot.ts";
import { ballotConstants } from "../../sdk/election/ballotConstants.ts";
import { electionScope } from "../../sdk/election/constitutionAbi.ts";
import { membershipProof } from "../../sdk/election/roll.ts";
import {
  CENSUS_DEPTH,
  encryptBallot,
  nullifierOf,
  proveBallot,
  type SlotState,
  verifyBallot,
} from "../../sdk/proofs/ballotProof.ts";
import { proveEnrolment } from "../../sdk/proofs/enrolmentProof.ts";
import { endProving, type ProvedStatement } from "../../sdk/proofs/groth16.ts";
import { proveKeyShare } from "../../sdk/proofs/keyShareProof.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { openRealElections, type RealElections } from "./realElections.ts";

const RANDOM = seededRandom("real proofs");
const NOTHING: SlotState = { version: 0n, held: [] };
const FIRST = [1, 0, 1, 0, 0, 0, 0, 0];
const SECOND = [0, 1, 0, 0, 0, 0, 0, 0];

describe("Ballots with real proofs", function () {
  this.timeout(600_000);
  let chain: LocalChain;
  let real: RealElections;
  /** Of resident 0 for the first election. */
  let ballot: Ballot;
  /** Of resident 1 for the first election. */
  let neighbour: Ballot;

  async function prove(open: OpenElection, resident: number, choices: readonly number[], slot = NOTHING) {
    const { secret, identityCommitment } = real.residents[resident] as RealElections["residents"][number];
    const election = { ...open, ...open.constitution };
    const voter = { secret, membership: membershipProof(real.tree, identityCommitment, CENSUS_DEPTH) };
    const encrypted = encryptBallot(election, choices, RANDOM);
    return proveBallot(provingFiles("ballot-8"), election, voter, slot, encrypted);
  }

  before(async () => {
    chain = await startLocalChain();
    real = await openRealElections(chain);
    ballot = await prove(real.elections[0], 0, FIRST);
    neighbour = await prove(real.elections[0], 1, SECOND);
  });

  after(async () => {
    await chain.close();
    await endProving();
  });

  /** Refused for its proof, by the contract and by the sdk's own check. */
  async function refused(given: Ballot, open = real.elections[0]): Promise<void> {
    await refusedWith(given, "BallotProofsInvalid", {}, open);
    const election = { ...open, ...open.constitution };
    expect(await verifyBallot(verificationKey("ballot-8"), election, given)).to.equal(false);
  }

  async function refusedWith(
    given: Ballot,
    name: string,
    args: Readonly<Record<string, bigint>>,
    open = real.elections[0],
  ): Promise<void> {
    const outcome = await castBallot(open.election, given, real.relayer).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(ContractRefusedError);
    const refusal = outcome as ContractRefusedError;
    expect(refusal.refusal).to.equal(name);
    const expected = Object.entries(args).map(([key, value]) => [key, String(value)]);
    expect(refusal.args).to.deep.equal(Object.fromEntries(expected));
  }

  /** The proof that the verifier of another size carries: its live signals are of the same kind. */
  function knownBallot(size: number) {
    const { proof, publicSignals } = knownProof(`ballot-${size}`);
    return { proof, publicSignals: publicSignals.slice(0, 3), constants: publicSignals.slice(3) };
  }

  const slotMoved = ({ nullifier, version }: Ballot, stored: bigint) => ({ nullifier, given: version, stored });

  it("hold, as the sdk finds too", async () => {
    const [open] = real.elections;
    for (const given of [ballot, neighbour]) {
      expect(await verifyBallot(verificationKey("ballot-8"), { ...open, ...open.constitution }, given)).to.equal(true);
    }
    expect(ballot.nullifier).to.not.equal(neighbour.nullifier);
  });

  it("are refused under another nullifier, version, digest or any multiple of r away", async () => {
    await refused({ ...ballot, nullifier: ballot.nullifier + 1n });
    await refused({ ...ballot, digest: ballot.digest + 1n });
    const nullifier = ballot.nullifier + FIELD_ORDER;
    await refusedWith({ ...ballot, nullifier }, "WordTooLarge", { value: nullifier });
    const later = { ...ballot, version: 1n, held: ballot.next };
    await refusedWith(later, "SlotMoved", slotMoved(later, 0n));
  });

  it("are refused with another's ciphertexts, proof or digest: a vote cannot be copied", async () => {
    const { next, digest, proof } = ballot;
    await refused({ ...neighbour, next });
    await refused({ ...neighbour, next, digest });
    await refused({ ...neighbour, next, digest, proof });
    await refused({ ...neighbour, proof });
    const own = bindBallot(ballotVector({ ...neighbour, next }, false)).digest;
    await refused({ ...neighbour, next, digest: own, proof });
    await refused({ ...neighbour, next, digest: own });
  });

  it("are refused in another election of the same people, rules and times, and hold in their own", async () => {
    const [first, second] = real.elections;
    await refused(ballot, second);
    const there = await prove(second, 0, FIRST);
    expect(there.nullifier).to.not.equal(ballot.nullifier);
    await refused(there, first);
    await refused({ ...there, nullifier: ballot.nullifier }, first);
    await castBallot(second.election, there, real.relayer);
    expect((await readSlot(second.election, there.nullifier, real.relayer)).version).to.equal(1n);
  });

  it("are refused when they were made for another chain", async () => {
    const [open] = real.elections;
    const scope = electionScope(open.chainId + 1n, open.election, open.constitutionHash);
    const elsewhere = await prove({ ...open, scope }, 0, FIRST);
    expect(elsewhere.nullifier).to.equal(nullifierOf(scope, real.residents[0]?.secret as bigint));
    await refused(elsewhere);
    await refused({ ...elsewhere, nullifier: ballot.nullifier });
  });

  it("count although somebody was enrolled after the census, and once", async () => {
    const late = await real.enrolLate();
    expect(real.residents.map(({ identityCommitment }) => identityCommitment)).to.not.include(late.identityCommitment);
    await castBallot(real.elections[0].election, ballot, real.relayer);
    await refusedWith(ballot, "SlotMoved", slotMoved(ballot, 1n));
    const held = { ...ballot, version: 1n, held: ballot.next };
    await refused(held);
  });

  it("change a vote for the version they were made for, and are no ballot for a later one", async () => {
    const [open] = real.elections;
    const change = await prove(open, 0, SECOND, { version: 1n, held: ballot.next });
    await refusedWith({ ...change, held: neighbour.next }, "SlotMoved", slotMoved(change, 1n));
    await castBallot(open.election, change, real.relayer);
    await refusedWith(change, "SlotMoved", slotMoved(change, 2n));
    await refusedWith(ballot, "SlotMoved", slotMoved(ballot, 2n));
    await refused({ ...change, version: 2n, held: change.next });
    await refused({ ...ballot, version: 2n, held: change.next });
    expect(await readSlot(open.election, ballot.nullifier, real.relayer)).to.deep.equal({
      version: 2n,
      held: change.next,
    });
  });

  it("are proofs of their circuit only: every circuit's verifier takes its own and no other's", async () => {
    const [open] = real.elections;
    const x = bindBallot(ballotVector(ballot, false));
    const key = multiply(GENERATOR, 77n);
    const route = { context: 5n, dealer: 1, seat: 2 };
    const keyShare = await proveKeyShare(provingFiles("keyShare"), 1234n, 5678n, key, route);
    const enrolment = await proveEnrolment(provingFiles("enrolment"), real.residents[0]?.secret as bigint, 9n);
    const statements: Readonly<Record<string, ProvedStatement & { readonly constants: readonly bigint[] }>> = {
      ballotVerifier8: {
        proof: ballot.proof,
        publicSignals: [x.digest, x.evaluation, x.challenge],
        constants: ballotConstants(open.constitution, open),
      },
      ballotVerifier4: knownBallot(4),
      ballotVerifier32: knownBallot(32),
      keyShareVerifier: { ...keyShare, constants: [] },
      enrolmentVerifier: { ...enrolment, constants: [] },
    };
    for (const [name, { publicSignals, constants }] of Object.entries(statements)) {
      const address = real.shared.all[name]?.address as string;
      const verifier = new Contract(address, verifierArtifact.abi, chain.provider);
      const [px, py] = await verifier.getFunction("fold")(constants);
      for (const [origin, { proof }] of Object.entries(statements)) {
        const holds = await verifier.getFunction("verify")(px, py, publicSignals, [proof]);
        expect(holds, `a proof for ${origin} at ${name}`).to.equal(origin === name);
      }
    }
    for (const { proof } of [keyShare, enrolment]) await refused({ ...neighbour, proof });
    await castBallot(open.election, neighbour, real.relayer);
  });
});
