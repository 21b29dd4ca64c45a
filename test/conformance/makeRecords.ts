import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Identity } from "@semaphore-protocol/core";
import type { LeanIMT } from "@zk-kit/lean-imt";
import { ZeroHash } from "ethers";
import { provingFiles } from "../../scripts/checkout/circuitFiles.ts";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { castAll, makeBallot } from "../../scripts/rehearsal/casting.ts";
import { dealAll, newTrustees, registerAll } from "../../scripts/rehearsal/ceremony.ts";
import { enrolResidents, newOffice, type Offices, type Resident } from "../../scripts/rehearsal/enrolment.ts";
import { consentToFurther, openFurther, sealFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { type LocalChain, startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import { tallyElection } from "../../scripts/rehearsal/tallyElection.ts";
import type { Town } from "../../scripts/rehearsal/town.ts";
import { deployShared } from "../../sdk/chain/deploy.ts";
import { type EntryWithoutEarlier, withEarlier } from "../../sdk/chain/earlierEnrolment.ts";
import { createBoard, createPublishedRolls } from "../../sdk/chain/factories.ts";
import { readSum } from "../../sdk/chain/observer.ts";
import { enrol, enrolmentContext, NO_PROOF, type RegistryId, signVoucher } from "../../sdk/chain/offices.ts";
import { createElection } from "../../sdk/chain/organizer.ts";
import { castBallots } from "../../sdk/chain/relayer.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { makeConsent, postConsent, readConsentTask, recoverShareSecret } from "../../sdk/chain/trustee.ts";
import { memoryJournal } from "../../sdk/chain/trusteeJournal.ts";
import { makeShare, postShare, type ShareTask } from "../../sdk/chain/trusteeShare.ts";
import { companionOf } from "../../sdk/election/companionRolls.ts";
import type { Constitution } from "../../sdk/election/constitution.ts";
import { contentHash, encodeContent } from "../../sdk/election/content.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { wordsOf } from "../../sdk/election/snapshotEntry.ts";
import { parseSnapshotIndex } from "../../sdk/election/snapshotIndex.ts";
import { proveEnrolment } from "../../sdk/proofs/enrolmentProof.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import { provedEntries, publishAndFall, publishSigned } from "../end-to-end/publishedSnapshots.ts";
import { runCommand } from "../scripts/clerk/runCommand.ts";
import { countingPlan, RECORDS, type RecordPlan, recordPlans } from "./recordPlans.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const [ROLL, PUBLISHED_ROLL] = [1n, 5n];
const SILENT = { say: () => {}, spent: () => {} };

export type Place = {
  readonly town: Town;
  readonly registry: RegistryId;
  readonly offices: Offices;
  readonly chain: LocalChain;
};
type Roll = {
  readonly rolls: string;
  readonly rollId: bigint;
  readonly tree: LeanIMT;
  readonly voters: readonly Resident[];
};

function say(what: string): void {
  console.error(what);
}

/** A town with a board of 2 of 3, whose registry has all that can happen to a resident. */
export async function newTown(chain: LocalChain, voters: number, isTest: boolean): Promise<Place> {
  const [registrar, approver] = [await chain.newAccount(), await chain.newAccount()];
  const [organizer, relayer] = [await chain.newAccount(), await chain.newAccount()];
  const offices = { registrar: newOffice(registrar), approver: newOffice(approver) };
  const names = { registrar: registrar.address, approver: approver.address, rotationDelay: 7 * DAY, isTest };
  const shared = await deployShared(names, organizer);
  const trustees = await newTrustees(chain, 3);
  const now = await chain.now();
  const terms = {
    ...{ factory: shared.factory.address, trustees: trustees.map(({ account }) => account.address), threshold: 2 },
    ...{ registerBy: now + DAY, dealBy: now + 2 * DAY, termEndsAt: now + 365 * DAY, isTest },
  };
  const { address: board } = await createBoard(shared.boardFactory.address, terms, organizer);
  await registerAll(board, trustees, SILENT);
  await dealAll(board, trustees, SILENT);
  const secrets: bigint[] = [];
  for (const { key, seat, account } of trustees) secrets.push(await recoverShareSecret(key, board, seat, account));
  const registry = { chainId: (await chain.provider.getNetwork()).chainId, registry: shared.registry.address };
  const until = now + 300 * DAY;
  const residents = await enrolResidents(voters, ROLL, registry, offices, until, relayer, SILENT);
  const town = { shared, board, trustees, secrets, residents, registrar, approver, organizer, relayer };
  await moveResidents({ town, registry, offices, chain }, until);
  return { town, registry, offices, chain };
}

/** What both offices sign of a person, with the proof of the identity drawn for it; a removal where no roll is named. */
export async function vouchedEntry(
  { registry, offices }: Pick<Place, "registry" | "offices">,
  { number, sequence, rollIds, expiresAt }: Vouched,
  identity: Identity = new Identity(),
): Promise<EntryWithoutEarlier> {
  const isRemoval = rollIds.length === 0;
  const facts = { sequence, rollIds, identityCommitment: isRemoval ? 0n : identity.commitment, expiresAt };
  const registrar = await signVoucher(offices.registrar, `resident ${number}`, facts, registry);
  const approver = await signVoucher(offices.approver, `resident ${number}`, facts, registry);
  if (isRemoval) return { ...facts, registrar, approver, proof: NO_PROOF };
  const context = enrolmentContext(registry, registrar.pseudonym, approver.pseudonym, facts);
  const { proof } = await proveEnrolment(provingFiles("enrolment"), identity.secretScalar, context);
  return { ...facts, registrar, approver, proof };
}

export type Vouched = {
  readonly number: number;
  readonly sequence: number;
  readonly rollIds: readonly bigint[];
  readonly expiresAt: number;
};

/** Enrols what both offices vouched for, in one transaction. */
export async function enrolVouched({ registry, chain, town }: Place, entries: readonly EntryWithoutEarlier[]) {
  const history = await readRollHistory(registry.registry, chain.provider);
  await enrol(registry.registry, withEarlier(history, entries), town.relayer);
}

/** Newcomers with a companion group and on two rolls; one is then re-issued an identity, the other removed. */
async function moveResidents(place: Place, expiresAt: number): Promise<void> {
  const entry = (number: number, sequence: number, rollIds: readonly bigint[]) =>
    vouchedEntry(place, { number, sequence, rollIds, expiresAt });
  const [fifth, sixth] = [place.town.residents.length + 1, place.town.residents.length + 2];
  await enrolVouched(place, [await entry(fifth, 1, [ROLL, companionOf(ROLL)]), await entry(sixth, 1, [ROLL, 2n])]);
  await enrolVouched(place, [await entry(fifth, 2, [ROLL, 2n])]);
  await enrolVouched(place, [await entry(sixth, 2, [])]);
}

/** A roll of three residents as files, published after one that was voided and one that was withdrawn. */
async function publishRoll({ town, registry, offices, chain }: Place, folder: string): Promise<Roll> {
  const terms = { registry: registry.registry, challengePeriod: DAY };
  const { address: rolls } = await createPublishedRolls(town.shared.rollFactory.address, terms, town.relayer);
  const identities = [new Identity(), new Identity(), new Identity()];
  const id = { chainId: registry.chainId, rolls };
  const expiresAt = (await chain.now()) + HOUR;
  const publishing = { offices, id, registry: registry.registry, sender: town.relayer, expiresAt };
  await publishAndFall(PUBLISHED_ROLL, publishing);
  const temporary = mkdtempSync(join(tmpdir(), "hanpyo-conformance-"));
  writeFileSync(join(temporary, "entries.bin"), await provedEntries(identities, publishing));
  rmSync(folder, { recursive: true, force: true });
  const names = ["--chain", String(registry.chainId), "--rolls", rolls, "--roll", String(PUBLISHED_ROLL)];
  const files = ["--entries", join(temporary, "entries.bin"), "--out", folder, "--sequence", "3", "--json"];
  const { code } = await runCommand("roll", "snapshot", "build", ...names, ...files);
  if (code !== 0) throw new Error("The snapshot could not be built");
  rmSync(temporary, { recursive: true });
  const index = parseSnapshotIndex(readFileSync(join(folder, "index.json"), "utf8"));
  const { root, contentRoot, activeMembers, children } = index;
  const signed = { rollId: PUBLISHED_ROLL, sequence: 3n, root, contentRoot, activeMembers, expiresAt };
  await publishSigned(signed, children, publishing);
  const voters = identities.map((identity) => ({
    ...{ privateKey: new Uint8Array(), secret: identity.secretScalar, identityCommitment: identity.commitment },
  }));
  // Entries stand in the order of the registrar's pseudonyms.
  const leaves = wordsOf(readFileSync(join(folder, "leaves-00000.bin"))).slice(0, activeMembers);
  return { rolls, rollId: PUBLISHED_ROLL, tree: rollTree(leaves), voters };
}

async function create(one: RecordPlan, roll: Roll, { town }: Place, censusTime: number): Promise<string> {
  const content = encodeContent(one.content);
  const { rules, outcome, ballotSize, changes } = one;
  const [opensAt, closesAt] = [censusTime + 2 * DAY, censusTime + 9 * DAY];
  const constitution: Constitution = {
    ...{ contentHash: contentHash(content), jointHash: ZeroHash, rolls: roll.rolls, rollId: roll.rollId },
    ...{ minimumCensus: 2, board: town.board, consentsRequired: 3, minimumBallots: 1, revoting: true, masked: false },
    ...{ isTest: true, ballotSize, rules, outcome },
    schedule: {
      ...{ censusTime, opensAt, openGrace: DAY, closesAt, closeGrace: HOUR },
      ...{ sharesDueAt: closesAt + 3 * DAY, sealDelay: 600 },
    },
    ...changes,
  };
  const { election } = await createElection(town.shared.factory.address, constitution, content, town.organizer);
  return election;
}

/** Everybody of the plan casts; the first may vote again, and then the ballot that was replaced is sent once more. */
async function cast(one: RecordPlan, election: string, roll: Roll, { town, chain }: Place): Promise<void> {
  const sized = (choices: readonly number[]) => Array.from({ length: one.ballotSize }, (_, m) => choices[m] ?? 0);
  const open = await readOpenElection(election, chain.provider);
  const voters = roll.voters.slice(0, one.ballots.length);
  const ballots = await castAll(open, roll.tree, voters, one.ballots.map(sized), [2], town.relayer, SILENT);
  const [first, voter] = [ballots[0], voters[0]];
  if (one.change === undefined || first === undefined || voter === undefined) return;
  const later = await makeBallot(open, roll.tree, voter, sized(one.change), town.relayer);
  await castBallots(election, [later], town.relayer);
  await castBallots(election, [first], town.relayer);
}

/** From the closing on, as far as the plan goes. */
async function finish(one: RecordPlan, election: string, { town, chain }: Place): Promise<void> {
  if (one.stage !== "decided" && one.stage !== "sealed") return;
  await sealFurther(election, town, 2, chain);
  const { chainId } = await chain.provider.getNetwork();
  const [sum, constitutionHash] = [await readSum(election, chain.provider), ZeroHash];
  const read = { chainId, election, constitutionHash, sum, isTest: true, ballots: one.ballots.length, flags: [] };
  const nothing = { block: { number: 0, hash: ZeroHash }, census: { root: "0", depth: 0, activeMembers: 0 } };
  for (const seat of one.ballots.length === 0 ? [] : one.sharing) {
    // What a trustee's software asks before a share is tested elsewhere, and would check every ballot for each seat.
    const task = { ...read, ...nothing, seat } as unknown as ShareTask;
    await postShare(election, await makeShare(town.secrets[seat - 1] as bigint, task, memoryJournal()), town.relayer);
  }
  if (one.stage === "sealed" || one.ballots.length === 0) return;
  const silent = { done: () => {}, searching: () => {} };
  await tallyElection(election, { trustees: town.trustees.length, threshold: 2 }, town.relayer, silent);
}

async function consentOnce(election: string, { town, chain }: Place): Promise<void> {
  const task = await readConsentTask(election, 1, chain.provider);
  await postConsent(election, makeConsent(town.secrets[0] as bigint, task), town.relayer);
}

async function save(name: string, election: string, chain: LocalChain): Promise<void> {
  const record = await exportRecord(election, chain.provider);
  writeFileSync(`${projectRoot}${RECORDS}/${name}.json`, `${JSON.stringify(record)}\n`);
  say(`${name}: ${JSON.stringify(record).length} bytes`);
}

/** All elections of some plans, on one chain, side by side. */
async function make(plans: readonly RecordPlan[], voters: number, isTest: boolean): Promise<void> {
  const chain = await startLocalChain();
  const place = await newTown(chain, voters, isTest);
  say("the town is there");
  const { town } = place;
  const isPublished = plans.some(({ published }) => published);
  const published = isPublished ? await publishRoll(place, `${projectRoot}${RECORDS}/published-roll`) : undefined;
  const censusTime = (await chain.now()) + DAY + HOUR;
  const history = await readRollHistory(town.shared.registry.address, chain.provider);
  const tree = rollTree(censusAt(history, ROLL, Number.POSITIVE_INFINITY).leaves);
  const enrolled = { rolls: town.shared.registry.address, rollId: ROLL, tree, voters: town.residents };
  const elections = new Map<RecordPlan, string>();
  const rollOf = (one: RecordPlan): Roll => (one.published && published) || enrolled;
  for (const one of plans) elections.set(one, await create(one, rollOf(one), place, censusTime));
  await chain.moveTo(censusTime + 1);
  for (const [one, election] of elections) {
    if (one.stage === "pending") await consentOnce(election, place);
    else await consentToFurther(election, town, chain);
    if (one.stage === "pending") await save(one.name, election, chain);
  }
  for (const [one, election] of elections) {
    if (one.stage === "pending" || one.stage === "void") continue;
    await openFurther(election, town, chain);
    await cast(one, election, rollOf(one), place);
    say(`${one.name}: cast`);
    if (one.stage === "open") await save(one.name, election, chain);
  }
  await chain.moveTo(censusTime + 9 * DAY + HOUR);
  for (const [one, election] of elections) {
    if (one.stage === "pending" || one.stage === "open") continue;
    await finish(one, election, place);
    await save(one.name, election, chain);
  }
  await chain.close();
}

// Mocha loads every file of the folder.
if (import.meta.main) {
  await make(recordPlans, 4, true);
  await make([countingPlan], 30, false);
  process.exit(0);
}
