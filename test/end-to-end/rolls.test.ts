import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Identity } from "@semaphore-protocol/core";
import { expect } from "chai";
import { type Wallet, ZeroHash } from "ethers";
import { provingFiles, verificationKeys } from "../../scripts/checkout/circuitFiles.ts";
import { compiledContracts } from "../../scripts/checkout/compiledContracts.ts";
import { dealAll, newTrustees, registerAll, type Trustee } from "../../scripts/rehearsal/ceremony.ts";
import { demoPlan } from "../../scripts/rehearsal/demoPlan.ts";
import { enrolResidents, newOffice, type Offices, type Resident } from "../../scripts/rehearsal/enrolment.ts";
import { type LocalChain, startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import { NoSnapshotError, snapshotFiles } from "../../scripts/rollFiles/evidence.ts";
import { read } from "../../sdk/chain/contracts.ts";
import { deployShared, type SharedContracts } from "../../sdk/chain/deploy.ts";
import { type EntryWithoutEarlier, withEarlier } from "../../sdk/chain/earlierEnrolment.ts";
import { createBoard, createPublishedRolls } from "../../sdk/chain/factories.ts";
import { openElection } from "../../sdk/chain/observer.ts";
import {
  enrol,
  enrolmentContext,
  NO_PROOF,
  pseudonymOf,
  type RegistryId,
  signVoucher,
} from "../../sdk/chain/offices.ts";
import { createElection } from "../../sdk/chain/organizer.ts";
import { checkpointAt } from "../../sdk/chain/publishedRolls.ts";
import { castBallot } from "../../sdk/chain/relayer.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { registryAt } from "../../sdk/chain/townContracts.ts";
import { makeConsent, postConsent, readConsentTask, recoverShareSecret } from "../../sdk/chain/trustee.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { canonicalJson } from "../../sdk/election/canonicalJson.ts";
import { contentHash, encodeContent } from "../../sdk/election/content.ts";
import { type MembershipProof, membershipProof, NotOnRollError, rollTree } from "../../sdk/election/roll.ts";
import { rollCounts, standings } from "../../sdk/election/rollCounts.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { snapshotPath } from "../../sdk/election/rollSnapshot.ts";
import { parseSnapshotIndex } from "../../sdk/election/snapshotIndex.ts";
import { CENSUS_DEPTH, encryptBallot, proveBallot } from "../../sdk/proofs/ballotProof.ts";
import { proveEnrolment } from "../../sdk/proofs/enrolmentProof.ts";
import { endProving, StatementFalseError } from "../../sdk/proofs/groth16.ts";
import type { Check } from "../../sdk/verify/check.ts";
import { type CompiledContracts, codeChecks } from "../../sdk/verify/codeChecks.ts";
import { evidenceOf } from "../../sdk/verify/evidence.ts";
import { exportPieces } from "../../sdk/verify/exportPieces.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import { publishedRollChecks } from "../../sdk/verify/publishedRollChecks.ts";
import type { PublishedRecord } from "../../sdk/verify/record.ts";
import { firstDifference } from "../../sdk/verify/recordDifference.ts";
import { RECORD_PARTS, readRecord } from "../../sdk/verify/verifyElection.ts";
import { newOfficeKeys, writeOfficeKeys } from "../../services/registrar/officeKeys.ts";
import { nextVoucher } from "../../services/registrar/roll/nextVoucher.ts";
import { openRollStore, type PersonState } from "../../services/registrar/roll/rollStore.ts";
import { errorOf } from "../errorOf.ts";
import { runCommand } from "../scripts/clerk/runCommand.ts";
import { publishedAlterations } from "../sdk/verify/publishedAlterations.ts";
import { type Leaf, leavesOf, withLeafChanged } from "../sdk/verify/recordLeaves.ts";
import { failing, rememberedFiles, tamperedCopy } from "./publishedRecord.ts";
import { provedEntries, publishAndFall, publishSigned } from "./publishedSnapshots.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const [ROLL, PUBLISHED_ROLL] = [1n, 5n];
const SILENT = { say: () => {}, spent: () => {} };
const CHOICES = [1, 0, 0, 0];

describe("Rolls of real elections", function () {
  this.timeout(600_000);
  let folder: string;
  let chain: LocalChain;
  let relayer: Wallet;
  let shared: SharedContracts;
  let trustees: readonly Trustee[];
  let board: string;
  let offices: Offices;
  let registry: RegistryId;
  /** Of the election over a published roll. */
  let record: PublishedRecord;
  const snapshotFolder = () => join(folder, "snapshot");

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-rolls-"));
    chain = await startLocalChain();
    relayer = await chain.newAccount();
    const [registrar, approver] = [await chain.newAccount(), await chain.newAccount()];
    offices = { registrar: newOffice(registrar), approver: newOffice(approver) };
    const names = { registrar: registrar.address, approver: approver.address, rotationDelay: 7 * DAY, isTest: true };
    shared = await deployShared(names, relayer);
    registry = { chainId: (await chain.provider.getNetwork()).chainId, registry: shared.registry.address };
    trustees = await newTrustees(chain, 2);
    const now = await chain.now();
    const accounts = { trustees: trustees.map(({ account }) => account.address), threshold: 2 };
    const times = { registerBy: now + DAY, dealBy: now + 2 * DAY, termEndsAt: now + 365 * DAY, isTest: true };
    const terms = { factory: shared.factory.address, ...accounts, ...times };
    ({ address: board } = await createBoard(shared.boardFactory.address, terms, relayer));
    await registerAll(board, trustees, SILENT);
    await dealAll(board, trustees, SILENT);
  });

  after(async () => {
    await chain.close();
    await endProving();
    rmSync(folder, { recursive: true });
  });

  /** Creates an election with both trustees' consents, given after its census time. */
  async function create(rolls: string, rollId: bigint, censusTime: number): Promise<string> {
    const content = encodeContent(demoPlan.content);
    const closesAt = censusTime + 9 * DAY;
    const { election } = await createElection(
      shared.factory.address,
      {
        contentHash: contentHash(content),
        jointHash: ZeroHash,
        rolls,
        rollId,
        minimumCensus: 2,
        board,
        consentsRequired: 2,
        minimumBallots: 1,
        revoting: true,
        masked: false,
        isTest: true,
        ballotSize: demoPlan.ballotSize,
        rules: demoPlan.rules,
        outcome: demoPlan.outcome,
        schedule: {
          censusTime,
          opensAt: censusTime + 2 * DAY,
          openGrace: DAY,
          closesAt,
          closeGrace: HOUR,
          sharesDueAt: closesAt + 3 * DAY,
          sealDelay: 600,
        },
      },
      content,
      relayer,
    );
    if ((await chain.now()) <= censusTime) await chain.moveTo(censusTime + 1);
    for (const { key, seat, account } of trustees) {
      const secret = await recoverShareSecret(key, board, seat, account);
      await postConsent(election, makeConsent(secret, await readConsentTask(election, seat, chain.provider)), relayer);
    }
    return election;
  }

  async function vote(election: string, secret: bigint, membership: MembershipProof) {
    const open = await readOpenElection(election, chain.provider);
    const ballotElection = { ...open, ...open.constitution };
    const encrypted = encryptBallot(ballotElection, CHOICES, systemRandom);
    const slot = { version: 0n, held: [] };
    const ballot = await proveBallot(provingFiles("ballot-4"), ballotElection, { secret, membership }, slot, encrypted);
    return castBallot(election, ballot, relayer);
  }

  const person = (number: number, state: PersonState) => ({
    number: `resident ${number}`,
    name: `주민 ${number}`,
    birthDate: "1990-01-01",
    district: "별빛1동",
    rollIds: [ROLL],
    state,
  });

  /** What both offices sign next for a person, by the book and the chain. */
  async function nextEntry(number: number, state: PersonState, identity: Identity): Promise<EntryWithoutEarlier> {
    const name = `resident ${number}`;
    const history = await readRollHistory(registry.registry, chain.provider);
    const standing = standings(history, "registrar").get(pseudonymOf(offices.registrar, name));
    const next = nextVoucher(person(number, state), standing ?? { sequence: 0, identityCommitment: 0n, rollIds: [] });
    if (next.kind === "none") throw new RangeError("There is nothing to sign");
    const { sequence, rollIds, kind } = next;
    const identityCommitment = kind === "remove" ? 0n : identity.commitment;
    const facts = { sequence, rollIds, identityCommitment, expiresAt: (await chain.now()) + 90 * DAY };
    const registrar = await signVoucher(offices.registrar, name, facts, registry);
    const approver = await signVoucher(offices.approver, name, facts, registry);
    if (kind === "remove") return { ...facts, registrar, approver, proof: NO_PROOF };
    const context = enrolmentContext(registry, registrar.pseudonym, approver.pseudonym, facts);
    const { proof } = await proveEnrolment(provingFiles("enrolment"), identity.secretScalar, context);
    return { ...facts, registrar, approver, proof };
  }

  it("on chain: a re-issue and a removal after the census change nothing of an election that freezes it", async () => {
    const residents = await enrolResidents(3, ROLL, registry, offices, (await chain.now()) + DAY, relayer, SILENT);
    const [first, second] = residents as [Resident, Resident, Resident];
    const censusTime = (await chain.now()) + HOUR;
    const election = await create(shared.registry.address, ROLL, censusTime);

    const reissued = new Identity();
    const before = await readRollHistory(registry.registry, chain.provider);
    const entries = [await nextEntry(1, "eligible", reissued), await nextEntry(2, "movedOut", reissued)];
    await enrol(registry.registry, withEarlier(before, entries), relayer);
    const history = await readRollHistory(registry.registry, chain.provider);
    expect(rollCounts(history).get(ROLL)).to.deep.equal({ active: 2, reissues: 1, removals: 1 });

    await chain.moveTo(censusTime + 2 * DAY);
    await openElection(election, relayer);
    expect((await exportRecord(election, chain.provider)).rollSource).to.equal("registry");
    const census = rollTree(censusAt(history, ROLL, censusTime).leaves);
    const open = await readOpenElection(election, chain.provider);
    expect(open.censusRoot).to.equal(census.root);
    for (const { secret, identityCommitment } of [first, second]) {
      await vote(election, secret, membershipProof(census, identityCommitment, CENSUS_DEPTH));
    }
    await errorOf(() => membershipProof(census, reissued.commitment, CENSUS_DEPTH), NotOnRollError);
    const now = rollTree(censusAt(history, ROLL, Number.POSITIVE_INFINITY).leaves);
    const path = membershipProof(now, reissued.commitment, CENSUS_DEPTH);
    await errorOf(vote(election, reissued.secretScalar, path), StatementFalseError);
  });

  it("on chain: an office counts who is enrolled, and re-issues per roll", async () => {
    const keys = { ...newOfficeKeys(systemRandom), pseudonymKey: offices.registrar.pseudonymKey };
    writeOfficeKeys(join(folder, "office.json"), keys);
    const store = openRollStore(join(folder, "roll.db"), keys.codeKey);
    for (const [number, state] of [
      [1, "eligible"],
      [2, "movedOut"],
      [3, "eligible"],
      [4, "eligible"],
    ] as const) {
      store.putPerson(person(number, state));
    }
    store.close();
    const book = ["--db", join(folder, "roll.db"), "--key-file", join(folder, "office.json")];
    const { code, out } = await runCommand(
      ...["roll", "export", ...book, "--rpc", chain.url, "--registry", registry.registry, "--json"],
    );
    expect(code).to.equal(0);
    expect(JSON.parse(out)).to.deep.equal({
      districts: [{ district: "별빛1동", eligible: 3, enrolled: 2, population: null, ratio: null, tooMany: false }],
      rolls: [{ roll: "1", active: 2, reissues: 1, removals: 1 }],
    });
  });

  it("on chain: both offices take off who died, and nobody whom one of them alone would", async () => {
    const sign = async (role: "registrar" | "approver", ...dead: readonly number[]) => {
      const { signer, pseudonymKey } = offices[role];
      const keys = { ...newOfficeKeys(systemRandom), signingKey: (signer as Wallet).privateKey, pseudonymKey };
      const at = (name: string) => join(folder, `${role}-${name}`);
      writeOfficeKeys(at("keys.json"), keys);
      const store = openRollStore(at("roll.db"), keys.codeKey);
      for (const number of [1, 2, 3]) store.putPerson(person(number, dead.includes(number) ? "died" : "eligible"));
      store.close();
      const book = ["--db", at("roll.db"), "--key-file", at("keys.json"), "--out", at("halves.json")];
      const order = [
        "--rpc",
        chain.url,
        "--registry",
        registry.registry,
        "--role",
        role,
        "--valid-until",
        "2999-01-01",
      ];
      const { out } = await runCommand("roll", "removals", ...book, ...order, "--json");
      return { file: at("halves.json"), signed: JSON.parse(out).removals };
    };
    // The second resident was removed before; the first is dead in one book only.
    const registrar = await sign("registrar", 1, 2, 3);
    const approver = await sign("approver", 2, 3);
    expect([registrar.signed, approver.signed]).to.deep.equal([2, 1]);

    writeFileSync(join(folder, "payer"), relayer.privateKey, { mode: 0o600 });
    const order = ["--rpc", chain.url, "--registry", registry.registry, "--key-file", join(folder, "payer"), "--json"];
    const { code, out } = await runCommand("roll", "remove", registrar.file, approver.file, ...order);
    expect([code, JSON.parse(out)]).to.deep.equal([1, { removed: 1, signedByOneOffice: 1 }]);
    const counts = rollCounts(await readRollHistory(registry.registry, chain.provider)).get(ROLL);
    expect(counts).to.deep.equal({ active: 1, reissues: 1, removals: 2 });
  });

  it("published as a file: built, verified, published, final, and voted on with a path from a shard", async () => {
    const terms = { registry: registry.registry, challengePeriod: DAY };
    const { address: rolls } = await createPublishedRolls(shared.rollFactory.address, terms, relayer);
    const identities = [new Identity(), new Identity(), new Identity()];
    const id = { chainId: registry.chainId, rolls };
    const publishing = {
      offices,
      id,
      registry: registry.registry,
      sender: relayer,
      expiresAt: (await chain.now()) + HOUR,
    };
    await publishAndFall(PUBLISHED_ROLL, publishing);
    writeFileSync(join(folder, "entries.bin"), await provedEntries(identities, publishing));
    const out = snapshotFolder();
    const names = ["--chain", String(registry.chainId), "--rolls", rolls, "--roll", String(PUBLISHED_ROLL)];
    const files = ["--entries", join(folder, "entries.bin"), "--out", out, "--sequence", "3", "--json"];
    expect((await runCommand("roll", "snapshot", "build", ...names, ...files)).code).to.equal(0);
    const unpublished = await runCommand("roll", "snapshot", "verify", out, "--rpc", chain.url, "--proofs", "none");
    expect(unpublished.out).to.match(/FAIL P13\.2 .*no snapshot 3 of roll 5/);

    const index = parseSnapshotIndex(readFileSync(join(out, "index.json"), "utf8"));
    const { root, contentRoot, activeMembers, children } = index;
    const signed = { rollId: PUBLISHED_ROLL, sequence: 3n, root, contentRoot, activeMembers };
    await publishSigned({ ...signed, expiresAt: publishing.expiresAt }, children, publishing);
    const verified = await runCommand("roll", "snapshot", "verify", out, "--rpc", chain.url, "--json");
    expect(JSON.parse(verified.out).checks.filter(({ holds }: { holds: boolean }) => !holds)).to.deep.equal([]);
    expect(verified.code).to.equal(0);
    expect((await runCommand("roll", "snapshot", "verify", out, "--proofs", "none")).code).to.equal(2);

    const finalAt = (await chain.now()) + DAY;
    const election = await create(rolls, PUBLISHED_ROLL, finalAt);
    await chain.moveTo(finalAt + 2 * DAY);
    expect(await checkpointAt(rolls, PUBLISHED_ROLL, finalAt - 1, chain.provider)).to.equal(undefined);
    expect(await checkpointAt(rolls, PUBLISHED_ROLL, finalAt, chain.provider)).to.deep.equal({
      time: finalAt,
      depth: 2,
      activeMembers: 3,
      root,
    });
    await openElection(election, relayer);
    const [shard, crown] = ["leaves-00000.bin", "crown.bin"].map((name) => readFileSync(join(out, name))) as [
      Buffer,
      Buffer,
    ];
    const { commitment, secretScalar } = identities[1] as Identity;
    const open = await readOpenElection(election, chain.provider);
    const path = snapshotPath(index, { number: 0, shard, crown }, commitment, open.censusRoot, CENSUS_DEPTH);
    await vote(election, secretScalar, path);

    const exported = await exportRecord(election, chain.provider);
    if (exported.rollSource !== "published") throw new Error(`The record has a roll that is ${exported.rollSource}`);
    record = exported;
    let pieces = "";
    for await (const piece of exportPieces(election, chain.provider)) pieces += piece;
    expect(pieces).to.equal(canonicalJson(exported));
    writeFileSync(join(folder, "record.json"), JSON.stringify(record));
    expect(record.published.snapshots.map(({ fallen }) => fallen && { ...fallen, at: null })).to.deep.equal([
      { at: null, fault: "EntriesAlike" },
      { at: null, withdrawnBy: await read<string>(registryAt(registry.registry, chain.provider), "registrar") },
      null,
    ]);
  });

  it("published as a file: the election is verified with the chain and the snapshot's files", async () => {
    const order = ["--rpc", chain.url, "--snapshot", snapshotFolder(), "--json"];
    const { code, out } = await runCommand("verify", "--record", join(folder, "record.json"), ...order);
    const { verified, checks } = JSON.parse(out) as { verified: boolean; checks: readonly Check[] };
    expect(checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect([code, verified]).to.deep.equal([0, true]);
    const names = checks.map(({ name }) => name);
    expect(names).to.include.members(["P13.3 every proof holds", "P13.1 content root", "P11 code of the registry"]);
  });

  it("published as a file: without the files the election is neither verified nor refuted", async () => {
    const file = join(folder, "record.json");
    const { code, out } = await runCommand("verify", "--record", file, "--json");
    const { verified, checks } = JSON.parse(out) as { verified: boolean | null; checks: readonly Check[] };
    expect([code, verified]).to.deep.equal([2, null]);
    expect(checks.filter(({ ok }) => !ok).map(({ name, notChecked }) => [name, notChecked])).to.deep.equal([
      ["P13.5 the snapshot's files", true],
    ]);
    const text = (await runCommand("verify", "--record", file)).out;
    expect(text).to.match(/NONE {2}P13\.5 the snapshot's files/);
    expect(text.split("\n").at(-1)).to.match(
      /^Could not check everything: 1 of \d+ checks not made, the first: P13\.5/,
    );
    const { code: absent, err } = await runCommand("verify", "--record", file, "--snapshot", folder);
    expect([absent, err]).to.deep.equal([2, `Could not check: ${new NoSnapshotError(folder).message}`]);
  });

  it("published as a file: a snapshot that was tampered with is not verified, whether its index says so or not", async () => {
    const [proofByte, commitmentByte] = [5 * 32, 4 * 32 - 1];
    const fails = (name: string, byte: number, hashed: boolean) =>
      failing(record, snapshotFiles(tamperedCopy(snapshotFolder(), join(folder, name), byte, hashed)));
    expect(await fails("altered", proofByte, false)).to.deep.equal(["P13.5 the snapshot's files"]);
    expect(await fails("proof", proofByte, true)).to.have.members([
      ...["P13.1 content root", "P13.1 children of the content root", "P13.3 every proof holds"],
    ]);
    expect(await fails("commitment", commitmentByte, true)).to.have.members([
      ...["P13.1 leaves and inner nodes are those of the entries", "P13.1 the nodes above the shards"],
      ...["P13.1 root", "P13.1 content root", "P13.1 children of the content root", "P13.3 every proof holds"],
    ]);
    const { code } = await runCommand(
      ...["verify", "--record", join(folder, "record.json"), "--snapshot", join(folder, "proof")],
    );
    expect(code).to.equal(1);
  });

  it("published as a file: an altered record fails the checks that see it, and no others", async () => {
    const files = rememberedFiles(snapshotFolder());
    for (const { what, alter, failing: names } of publishedAlterations) {
      expect(await failing(alter(record), files), what).to.have.members(names);
    }
    const seen = new Set(publishedAlterations.flatMap(({ failing: names }) => names));
    const checks = await publishedRollChecks(evidenceOf(record, verificationKeys, () => {}, { snapshot: files }));
    const ofFiles = (await files(verificationKeys(4).enrolment, () => {})).checks.map(({ name }) => name);
    expect(checks.map(({ name }) => name).filter((name) => !seen.has(name))).to.deep.equal(ofFiles);
  });

  it("published as a file: every leaf of the record's snapshots means something, or only the chain tells it", async () => {
    const files = rememberedFiles(snapshotFolder());
    const parts = RECORD_PARTS.filter(({ name }) => /^(P13 published roll|P4\.2 opening)$/.test(name));
    const unnoticed: string[] = [];
    for (const leaf of leavesOf(record.published, ["published"])) {
      const read = readRecord(withLeafChanged(record, leaf));
      if ("failed" in read) continue;
      const evidence = evidenceOf(read.record, verificationKeys, () => {}, { snapshot: files });
      const checks = await Promise.all(parts.map((part) => part.checks(evidence)));
      if (checks.flat().every(({ ok }) => ok)) unnoticed.push(leaf.path);
    }
    const fallen = ["[0]", "[1]"].flatMap((one) =>
      ["at.block", "root", "contentRoot", "activeMembers", "fallen.at.block", "fallen.at.time"].map(
        (field) => `published.snapshots${one}.${field}`,
      ),
    );
    expect(unnoticed).to.have.members([
      ...["published.registry", "published.snapshots[1].fallen.withdrawnBy", "published.snapshots[2].at.block"],
      ...fallen,
    ]);
    for (const path of unnoticed) {
      const [leaf] = leavesOf(record).filter((one) => one.path === path);
      expect(firstDifference(withLeafChanged(record, leaf as Leaf), record)?.path).to.equal(path);
    }
  });

  it("published as a file: one byte of code that differs is seen, and another registry", async () => {
    const reader = { provider: chain.provider, block: await chain.provider.getBlockNumber() };
    const compiled = compiledContracts(4);
    const seen = async (of: PublishedRecord, contracts: CompiledContracts) =>
      (await codeChecks(of, contracts, verificationKeys(4), reader)).filter(({ ok }) => !ok).map(({ name }) => name);
    const other = (contract: "publishedRolls" | "poseidon" | "registry") => {
      const { deployedBytecode } = compiled[contract];
      const changed = { ...compiled[contract], deployedBytecode: `${deployedBytecode.slice(0, -2)}ff` };
      return seen(record, { ...compiled, [contract]: changed });
    };
    expect(await seen(record, compiled)).to.deep.equal([]);
    expect(await other("publishedRolls")).to.include("P11 code of the published rolls");
    expect(await other("poseidon")).to.deep.equal([
      "P11 code of the roll's hash library",
      "P11 code of the groups' hash library",
    ]);
    expect(await other("registry")).to.include("P11 code of the registry");
    const published = { ...record.published, challengePeriod: record.published.challengePeriod + 1 };
    expect(await seen({ ...record, published }, compiled)).to.include("P11 code of the published rolls");
    const foreign = { ...record.published, registry: shared.factory.address };
    expect(await seen({ ...record, published: foreign }, compiled)).to.include.members([
      ...["P11 code of the published rolls", "P11 code of the registry"],
    ]);
  });
});
