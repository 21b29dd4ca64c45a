import { Identity } from "@semaphore-protocol/core";
import { expect } from "chai";
import { poseidon2 } from "poseidon-lite";
import { provingFiles, verificationKey } from "../../scripts/checkout/circuitFiles.ts";
import { membershipProof, rollTree } from "../../sdk/election/roll.ts";
import { proveEnrolment } from "../../sdk/proofs/enrolmentProof.ts";
import { endProving, type ProvedStatement, verifyProof } from "../../sdk/proofs/groth16.ts";
import { type Circuit, signal, testCircuit } from "./harness/circuit.ts";
import { expectPass } from "./harness/expectWitness.ts";

const DEPTH = 3;
const SCOPE = 7n;
const CONTEXT = 11n;

/** Leaves and inner nodes of the tree are the same hash: what an enrolment without proof of knowledge would allow. */
describe("An inner node that is enrolled as one resident's commitment", function () {
  this.timeout(600_000);
  const [first, second] = [new Identity("first of one person"), new Identity("second of one person")] as const;
  const innerNode = poseidon2([first.commitment, second.commitment]);
  const others = ["b", "c", "d"].map((name) => new Identity(name).commitment);
  const tree = rollTree([innerNode, ...others]);
  const path = membershipProof(tree, innerNode, DEPTH - 1);
  let semaphore: Circuit;
  let ofFirst: ProvedStatement;

  before(async () => {
    const file = "node_modules/@semaphore-protocol/circuits/src/semaphore.circom";
    semaphore = await testCircuit({ name: "semaphore-3", file, main: `Semaphore(${DEPTH})` });
    ofFirst = await proveEnrolment(provingFiles("enrolment"), first.secretScalar, CONTEXT);
  });

  after(endProving);

  /** Semaphore's outputs for an identity one level below the enrolled leaf. */
  function below(identity: Identity, bit: number, sibling: bigint) {
    const witness = expectPass(semaphore, {
      secret: identity.secretScalar,
      merkleProofLength: path.length + 1,
      merkleProofIndex: 2 * path.index + bit,
      merkleProofSiblings: [sibling, ...path.siblings],
      message: 0,
      scope: SCOPE,
    });
    return { root: signal(semaphore, witness, "merkleRoot"), nullifier: signal(semaphore, witness, "nullifier") };
  }

  it("would give that person two votes: both paths end at the census root, with two nullifiers", () => {
    const votes = [below(first, 0, second.commitment), below(second, 1, first.commitment)];
    expect(votes.map(({ root }) => root)).to.deep.equal([tree.root, tree.root]);
    expect(new Set(votes.map(({ nullifier }) => nullifier)).size).to.equal(2);
  });

  it("has no proof of knowledge: those of the identities below it are for their own commitments", async () => {
    const key = verificationKey("enrolment");
    expect(ofFirst.publicSignals).to.deep.equal([first.commitment, CONTEXT]);
    expect(await verifyProof(key, ofFirst)).to.equal(true);
    expect(await verifyProof(key, { ...ofFirst, publicSignals: [innerNode, CONTEXT] })).to.equal(false);
  });
});
