import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Identity } from "@semaphore-protocol/core";
import { expect } from "chai";
import type { Wallet } from "ethers";
import { provingFiles } from "../../scripts/circuits/files.ts";
import { dealAll, newTrustees, registerAll, type Trustee } from "../../scripts/rehearsal/ceremony.ts";
import { demoPlan } from "../../scripts/rehearsal/demoPlan.ts";
import { enrolResidents, newOffice, type Offices, type Resident } from "../../scripts/rehearsal/enrolment.ts";
import { type LocalChain, startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import { deployBoard, deployPublishedRolls, deployShared, type SharedContracts } from "../../sdk/chain/deploy.ts";
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
import { checkpointAt, publishSnapshot, signSnapshot } from "../../sdk/chain/publishedRolls.ts";
import { castBallot } from "../../sdk/chain/relayer.ts";
import { type EntryWithoutSiblings, withSiblings } from "../../sdk/chain/removal.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { makeConsent, postConsent, readConsentTask, recoverShareSecret } from "../../sdk/chain/trustee.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { contentHash, encodeContent } from "../../sdk/election/content.ts";
import { type MembershipProof, membershipProof, NotOnRollError, rollTree } from "../../sdk/election/roll.ts";
import { rollCounts, standings } from "../../sdk/election/rollCounts.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { snapshotPath } from "../../sdk/election/rollSnapshot.ts";
import { entryToBytes } from "../../sdk/election/snapshotEntry.ts";
import { parseSnapshotIndex } from "../../sdk/election/snapshotIndex.ts";
import { CENSUS_DEPTH, encryptBallot, proveBallot } from "../../sdk/proofs/ballotProof.ts";
import { proveEnrolment } from "../../sdk/proofs/enrolmentProof.ts";
import { endProving, StatementFalseError } from "../../sdk/proofs/groth16.ts";
import { newOfficeKeys, writeOfficeKeys } from "../../services/registrar/officeKeys.ts";
import { nextVoucher } from "../../services/registrar/roll/nextVoucher.ts";
import { openRollStore, type PersonState } from "../../services/registrar/roll/rollStore.ts";
import { errorOf } from "../errorOf.ts";
import { runCommand } from "../scripts/clerk/runCommand.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const [ROLL, PUBLISHED_ROLL] = [1n, 5n];
const SILENT = { say: () => {}, spent: () => {} };
const CHOICES = [1, 0, 0, 0, 0, 0, 0, 0];

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

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-rolls-"));
    chain = await startLocalChain();
    relayer = await chain.newAccount();
    const [registrar, approver] = [await chain.newAccount(), await chain.newAccount()];
    offices = { registrar: newOffice(registrar), approver: newOffice(approver) };
    const names = { registrar: registrar.address, approver: approver.address, rotationDelay: DAY };
    shared = await deployShared(names, relayer);
    registry = { chainId: (await chain.provider.getNetwork()).chainId, registry: shared.registry.address };
    trustees = await newTrustees(chain, 2);
    const now = await chain.now();
    const accounts = { trustees: trustees.map(({ account }) => account.address), threshold: 2 };
    const times = { registerBy: now + DAY, dealBy: now + 2 * DAY, termEndsAt: now + 365 * DAY };
    const contracts = { factory: shared.factory.address, verifier: shared.keyShareVerifier.address };
    ({ address: board } = await deployBoard({ ...contracts, ...accounts, ...times }, relayer));
    await registerAll(board, trustees, SILENT);
    await dealAll(board, trustees, SILENT);
  });

  after(async () => {
    await chain.close();
    await endProving();
    rmSync(folder, { recursive: true });
  });

  /** Creates an election with both trustees' consents. */
  async function create(rolls: string, rollId: bigint, censusTime: number): Promise<string> {
    const content = encodeContent(demoPlan.content);
    const closesAt = censusTime + 9 * DAY;
    const { election } = await createElection(
      shared.factory.address,
      {
        ...{ contentHash: contentHash(content), rolls, rollId, minimumCensus: 2, board, consentsRequired: 2 },
        ...{ minimumBallots: 1, revoting: true, masked: false, ballotSize: demoPlan.ballotSize },
        ...{ rules: demoPlan.rules, outcome: demoPlan.outcome },
        schedule: {
          ...{ censusTime, opensAt: censusTime + 2 * DAY, openGrace: DAY, closesAt, closeGrace: HOUR },
          ...{ sharesDueAt: closesAt + 3 * DAY, sealDelayBlocks: 1 },
        },
      },
      content,
      relayer,
    );
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
    const ballot = await proveBallot(provingFiles("ballot-8"), ballotElection, { secret, membership }, slot, encrypted);
    return castBallot(election, ballot, relayer);
  }

  const person = (number: number, state: PersonState) => ({
    ...{ number: `resident ${number}`, name: `주민 ${number}`, birthDate: "1990-01-01", district: "별빛1동" },
    ...{ rollIds: [ROLL], state },
  });

  /** What both offices sign next for a person, by the book and the chain. */
  async function nextEntry(number: number, state: PersonState, identity: Identity): Promise<EntryWithoutSiblings> {
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
    await chain.moveTo(censusTime + 1);

    const reissued = new Identity();
    const before = await readRollHistory(registry.registry, chain.provider);
    const entries = [await nextEntry(1, "eligible", reissued), await nextEntry(2, "movedOut", reissued)];
    await enrol(registry.registry, withSiblings(before, entries), relayer);
    const history = await readRollHistory(registry.registry, chain.provider);
    expect(rollCounts(history).get(ROLL)).to.deep.equal({ active: 2, reissues: 1, removals: 1 });

    await chain.moveTo(censusTime + 2 * DAY);
    await openElection(election, relayer);
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
    const { enrolmentVerifier, poseidon } = shared.all;
    const { address: rolls } = await deployPublishedRolls(
      {
        ...{ registry: registry.registry, verifier: enrolmentVerifier?.address ?? "", challengePeriod: DAY },
        poseidon: poseidon?.address ?? "",
      },
      relayer,
    );
    const identities = [new Identity(), new Identity(), new Identity()];
    const entries: Uint8Array[] = [];
    for (const [number, identity] of identities.entries()) {
      const [registrarPseudonym, approverPseudonym] = [offices.registrar, offices.approver].map((office) =>
        pseudonymOf(office, `resident ${number}`),
      ) as [string, string];
      const facts = { sequence: 1, identityCommitment: identity.commitment };
      const bound = { chainId: registry.chainId, registry: rolls };
      const context = enrolmentContext(bound, registrarPseudonym, approverPseudonym, facts);
      const { proof } = await proveEnrolment(provingFiles("enrolment"), identity.secretScalar, context);
      entries.push(entryToBytes({ ...facts, registrarPseudonym, approverPseudonym, proof }));
    }
    writeFileSync(join(folder, "entries.bin"), Buffer.concat(entries));
    const out = join(folder, "snapshot");
    const names = ["--chain", String(registry.chainId), "--rolls", rolls, "--roll", String(PUBLISHED_ROLL)];
    const files = ["--entries", join(folder, "entries.bin"), "--out", out, "--sequence", "1", "--json"];
    expect((await runCommand("roll", "snapshot", "build", ...names, ...files)).code).to.equal(0);
    const unpublished = await runCommand("roll", "snapshot", "verify", out, "--rpc", chain.url, "--proofs", "none");
    expect(unpublished.out).to.match(/FAIL P13\.2 .*no snapshot 1 of roll 5/);

    const index = parseSnapshotIndex(readFileSync(join(out, "index.json"), "utf8"));
    const { root, contentRoot, activeMembers, children } = index;
    const expiresAt = (await chain.now()) + HOUR;
    const signed = { rollId: PUBLISHED_ROLL, sequence: 1n, root, contentRoot, activeMembers, expiresAt };
    const id = { chainId: registry.chainId, rolls };
    const halves = {
      registrar: await signSnapshot(offices.registrar, signed, id),
      approver: await signSnapshot(offices.approver, signed, id),
    };
    await publishSnapshot(rolls, signed, { left: children[0], right: children[1] }, halves, relayer);
    const verified = await runCommand("roll", "snapshot", "verify", out, "--rpc", chain.url, "--json");
    expect(JSON.parse(verified.out).checks.filter(({ holds }: { holds: boolean }) => !holds)).to.deep.equal([]);
    expect(verified.code).to.equal(0);
    expect((await runCommand("roll", "snapshot", "verify", out, "--proofs", "none")).code).to.equal(2);

    const finalAt = (await chain.now()) + DAY;
    const election = await create(rolls, PUBLISHED_ROLL, finalAt);
    await chain.moveTo(finalAt + 2 * DAY);
    expect(await checkpointAt(rolls, PUBLISHED_ROLL, finalAt - 1, chain.provider)).to.equal(undefined);
    expect(await checkpointAt(rolls, PUBLISHED_ROLL, finalAt, chain.provider)).to.deep.equal({
      ...{ time: finalAt, depth: 2, activeMembers: 3, root },
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
  });
});
