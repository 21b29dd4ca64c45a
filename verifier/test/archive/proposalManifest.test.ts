import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import {
  holdProposalToArchive,
  type ProposalManifest,
  proposalDigestOf,
  readProposalManifest,
} from "../../src/archive/proposalManifest.ts";
import { keccak } from "../../src/hash/keccak.ts";
import { firstReading } from "../../src/record/firstReading.ts";
import { proposalOverviewOf } from "../../src/record/proposal/readProposal.ts";
import { addressText } from "../../src/record/shape.ts";
import type { ProposalVerification } from "../../src/verifyProposal.ts";
import { fakeProposalNode, proposalCodeOf } from "../chain/fakeProposalNode.ts";
import { sourceOf } from "../sourceOf.ts";
import { syntheticProposal } from "../synthetic/proposal.ts";

const RECORD = syntheticProposal();
const TEXT = JSON.stringify(RECORD);
const SECRET = new Uint8Array(32).fill(7);
const ARCHIVIST = keccak(secp256k1.getPublicKey(SECRET, false).subarray(1)) & ((1n << 160n) - 1n);

const signed = (change: (manifest: Omit<ProposalManifest, "signature">) => object = () => ({})): ProposalManifest => {
  const plain = {
    format: "hanpyo-proposal-archive-1" as const,
    chainId: Number(RECORD.chainId),
    proposals: BigInt(RECORD.proposals),
    proposal: BigInt(RECORD.id),
    block: { ...RECORD.block, hash: BigInt(RECORD.block.hash) },
    recordHash: BigInt(`0x${createHash("sha256").update(TEXT).digest("hex")}`),
    code: proposalCodeOf(RECORD),
    archivist: ARCHIVIST,
  };
  const manifest = { ...plain, ...change(plain) };
  const bytes = secp256k1.sign(proposalDigestOf(manifest), SECRET, { format: "recovered", prehash: false });
  const [recovery, rest] = [bytes[0]!, bytes.subarray(1)];
  return { ...manifest, signature: `0x${Buffer.from(rest).toString("hex")}${(27 + recovery).toString(16)}` };
};

const failures = async (manifest: ProposalManifest, archivist = ARCHIVIST): Promise<readonly string[]> => {
  const overview = proposalOverviewOf(await firstReading(sourceOf(TEXT), () => undefined));
  const verification = { overview } as ProposalVerification;
  const findings = await holdProposalToArchive(verification, { manifest, archivist }, fakeProposalNode(RECORD));
  return findings.flatMap(({ check, state }) => (state === "fails" ? [check] : []));
};

test("a proposal's record is held to what its archivist signed", async () => {
  assert.deepEqual(await failures(signed()), []);
});

test("another archivist of a proposal, a signature of others, and each altered field are noticed", async () => {
  assert.deepEqual(await failures(signed(), 1n), ["P11.6 the archivist is the one named"]);
  const unsigned = { ...signed(), recordHash: 1n };
  assert.ok((await failures(unsigned)).includes("P11.6 the archive's manifest is signed by whom it names"));

  const altered: readonly (readonly [string, object])[] = [
    ["P11.6 the record's file is the one archived", { recordHash: 1n }],
    ["P11.6 the record is of the archive's chain", { chainId: 1 }],
    ["P11.6 the record is of the archive's proposal", { proposal: 1n }],
    ["P11.6 the record is of the archive's proposal", { proposals: 1n }],
    ["P11.6 the record was read at the archive's block", { block: { ...signed().block, time: 1 } }],
    ["P11.6 the chain's code is the archive's", { code: [{ ...signed().code[0]!, codeHash: 1n }] }],
  ];
  for (const [check, change] of altered) assert.deepEqual(await failures(signed(() => change)), [check]);
});

test("a proposal's manifest is read from JSON", () => {
  const manifest = signed();
  const hash = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`;
  const json = {
    ...manifest,
    proposals: addressText(manifest.proposals).toLowerCase(),
    proposal: `${manifest.proposal}`,
    block: RECORD.block,
    recordHash: hash(manifest.recordHash),
    code: manifest.code.map(({ name, at, codeHash }) => ({ name, at: addressText(at), codeHash: hash(codeHash) })),
    archivist: addressText(manifest.archivist),
  };
  assert.deepEqual(readProposalManifest(JSON.stringify(json)), manifest);
  assert.throws(() => readProposalManifest(JSON.stringify({ ...json, election: json.proposals })));
});
