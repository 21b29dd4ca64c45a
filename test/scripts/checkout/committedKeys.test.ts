import { readFileSync } from "node:fs";
import { expect } from "chai";
import * as snarkjs from "snarkjs";
import { hasNoContribution } from "../../../scripts/ceremony/phase2.ts";
import { circuitFiles } from "../../../scripts/checkout/buildCircuits.ts";
import { verificationKey } from "../../../scripts/checkout/circuitFiles.ts";
import { circuitInstances, signalCount } from "../../../scripts/checkout/instances.ts";
import { keyFiles, recordedSums, sumOf } from "../../../scripts/checkout/keys.ts";
import { knownProof } from "../../../scripts/checkout/knownProofs.ts";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { verifiedCircuits, verifierFile, verifierSource } from "../../../scripts/checkout/verifiers.ts";
import { endProving, type VerificationKey, verifyProof } from "../../../sdk/proofs/groth16.ts";

describe("The committed keys", function () {
  this.timeout(60_000);
  after(endProving);

  it("have sums for every key, circuit and prover, and nothing else", () => {
    const expected = circuitInstances().flatMap(({ name }) => {
      const { r1cs, wasm } = circuitFiles(name);
      return [...Object.values(keyFiles(name)), r1cs, wasm];
    });
    expect([...recordedSums().keys()]).to.have.members(expected);
  });

  for (const instance of verifiedCircuits()) {
    const { name } = instance;

    it(`of ${name} have a known proof that is theirs`, async () => {
      const known = knownProof(name);
      expect(await verifyProof(verificationKey(name), known)).to.equal(true);
      const publicSignals = known.publicSignals.with(0, (known.publicSignals[0] as bigint) + 1n);
      expect(await verifyProof(verificationKey(name), { ...known, publicSignals })).to.equal(false);
    });

    it(`of ${name} give the committed verifier contract again, byte for byte`, () => {
      expect(readFileSync(projectRoot + verifierFile(instance), "utf8")).to.equal(verifierSource(instance));
    });
  }

  for (const instance of circuitInstances()) {
    const { name } = instance;
    const { provingKey, verificationKey: json } = keyFiles(name);

    it(`of ${name} are the files that their recorded sums name, for the circuit as compiled here`, () => {
      const { r1cs, wasm } = circuitFiles(name);
      for (const file of [provingKey, json, r1cs, wasm]) expect(sumOf(file), file).to.equal(recordedSums().get(file));
    });

    it(`of ${name} belong together: the proving key holds the verification key`, async () => {
      const held = (await snarkjs.zKey.exportVerificationKey(projectRoot + provingKey)) as VerificationKey;
      expect(verificationKey(name)).to.deep.equal(held);
    });

    it(`of ${name} had a contribution (gamma is not delta), and have the signals of circuits.json`, () => {
      const key = verificationKey(name);
      expect(hasNoContribution(key)).to.equal(false);
      expect(hasNoContribution({ ...key, vk_delta_2: key.vk_gamma_2 })).to.equal(true);
      expect(key.nPublic).to.equal(signalCount(instance.live) + signalCount(instance.constants));
    });
  }
});
