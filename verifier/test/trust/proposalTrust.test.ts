import assert from "node:assert/strict";
import { test } from "node:test";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak } from "../../src/hash/keccak.ts";
import { firstReading } from "../../src/record/firstReading.ts";
import { proposalOverviewOf } from "../../src/record/proposal/readProposal.ts";
import { addressText } from "../../src/record/shape.ts";
import { proposalTrust } from "../../src/trust/proposalTrust.ts";
import {
  anchoredManifest,
  gazetteLine,
  NotAnchored,
  type TrustManifest,
  trustDigest,
} from "../../src/trust/trustManifest.ts";
import type { ProposalVerification } from "../../src/verifyProposal.ts";
import type { Draft } from "../altered/alterations.ts";
import { fakeProposalNode, proposalCodeOf } from "../chain/fakeProposalNode.ts";
import { sourceOf } from "../sourceOf.ts";
import { syntheticProposal } from "../synthetic/proposal.ts";

const SECRET = new Uint8Array(32).fill(9);
const ORGANIZER = keccak(secp256k1.getPublicKey(SECRET, false).subarray(1)) & ((1n << 160n) - 1n);
const RECORD = syntheticProposal();

const signed = (change: object = {}): TrustManifest => {
  const plain = {
    ...{ municipality: "한표시", chainId: Number(RECORD.chainId), organizer: ORGANIZER, serial: 2 },
    ...{ predecessors: [7n], lines: [1n, 2n], finality: 1 },
    factories: [{ kind: "election", factory: 5n, withdrawnFrom: 0 }],
    code: proposalCodeOf(RECORD),
    verifyingKeys: [{ circuit: "semaphore-20", fingerprint: 3n }],
    rolls: [{ rolls: BigInt(RECORD.template.rolls), registry: 4n }],
    relayers: [{ account: 6n, url: "https://relayer.example" }],
    ...change,
  };
  const bytes = secp256k1.sign(trustDigest(plain), SECRET, { format: "recovered", prehash: false });
  const signature = `0x${Buffer.from(bytes.subarray(1)).toString("hex")}${(27 + bytes[0]!).toString(16)}`;
  return { ...plain, signature };
};

/** As a trust file spells it. */
const spelt = (manifest: TrustManifest): unknown => {
  const hash = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`;
  return {
    ...manifest,
    organizer: addressText(manifest.organizer),
    ...{ predecessors: manifest.predecessors.map(hash), lines: manifest.lines.map(hash) },
    factories: manifest.factories.map((one) => ({ ...one, factory: addressText(one.factory) })),
    code: manifest.code.map((one) => ({ ...one, at: addressText(one.at), codeHash: hash(one.codeHash) })),
    verifyingKeys: manifest.verifyingKeys.map((one) => ({ ...one, fingerprint: hash(one.fingerprint) })),
    rolls: manifest.rolls.map(({ rolls, registry }) => ({
      rolls: addressText(rolls),
      registry: addressText(registry),
    })),
    relayers: manifest.relayers.map((one) => ({ ...one, account: addressText(one.account) })),
  };
};

const failures = async (manifest: TrustManifest, change: (record: Draft) => void = () => undefined) => {
  const record = syntheticProposal();
  record.template.organizer = addressText(ORGANIZER);
  change(record);
  const overview = proposalOverviewOf(await firstReading(sourceOf(JSON.stringify(record)), () => undefined));
  const findings = await proposalTrust({ overview } as ProposalVerification, manifest, fakeProposalNode(RECORD));
  return findings.flatMap(({ check, state }) => (state === "fails" ? [check] : []));
};

const CONTRACTS = "P15.7 the contracts of proposals are the manifest's";
const TEMPLATE = "P15.7 the organizer of the proposal's template is the manifest's, and so are its rolls";

test("a proposal of the municipality's contracts and template is known", async () => {
  assert.deepEqual(await failures(signed()), []);
});

test("a proposal of another chain, contract, code, organizer or roll is told", async () => {
  assert.deepEqual(await failures(signed({ chainId: 1 })), ["P15.7 the chain is the trust file's"]);
  assert.deepEqual(await failures(signed({ code: proposalCodeOf(RECORD).slice(1) })), [CONTRACTS]);
  const [first, ...others] = proposalCodeOf(RECORD);
  assert.deepEqual(await failures(signed({ code: [{ ...first!, codeHash: 1n }, ...others] })), [CONTRACTS]);
  assert.deepEqual(await failures(signed({ code: [{ ...first!, name: "Notices" }, ...others] })), [CONTRACTS]);
  const foreign = (r: Draft) => Object.assign(r.template, { organizer: addressText(1n) });
  assert.deepEqual(await failures(signed(), foreign), [TEMPLATE]);
  assert.deepEqual(await failures(signed({ rolls: [] })), [TEMPLATE]);
});

test("the manifest of a file is the one that the gazette names, signed by its organizer", () => {
  const [earlier, anchored] = [signed({ serial: 1, predecessors: [] }), signed()];
  const file = (...manifests: readonly TrustManifest[]) => JSON.stringify({ manifests: manifests.map(spelt) });
  const line = gazetteLine(anchored);
  assert.deepEqual(anchoredManifest(file(earlier, anchored), line), anchored);
  assert.deepEqual(anchoredManifest(file(earlier, anchored), `  ${line.replaceAll(" | ", "\n| ")}\n`), anchored);
  for (const other of [
    file(earlier),
    file(earlier, signed({ finality: 2 })),
    file(signed({ code: [] })),
    file({ ...anchored, signature: earlier.signature }),
    "{}",
  ]) {
    assert.throws(() => anchoredManifest(other, line), NotAnchored);
  }
  assert.throws(() => anchoredManifest(file(anchored), line.replace("serial 2", "serial 3")), NotAnchored);
});
