import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { ORGANIZER_KEY } from "../../../../scripts/checkout/organizerKey.ts";
import { readDeployment } from "../../../../scripts/clerk/deploymentFile.ts";
import type { Plan } from "../../../../scripts/clerk/plan.ts";
import { SnapshotNotOfBookError } from "../../../../scripts/office/snapshot/ownSnapshot.ts";
import { SnapshotSequenceError } from "../../../../scripts/office/snapshot/sign.ts";
import { SignatureForeignError } from "../../../../scripts/office/snapshot/signatureFile.ts";
import { NothingPendingError } from "../../../../scripts/office/snapshot/withdraw.ts";
import { dealAll, registerAll } from "../../../../scripts/rehearsal/ceremony.ts";
import { EntriesFileInvalidError } from "../../../../scripts/rollFiles/sortedEntries.ts";
import { FileExistsError, FileUnreadableError } from "../../../../scripts/terminal/checkedFile.ts";
import { WrongChainError } from "../../../../sdk/chain/connectNode.ts";
import { ContractRefusedError } from "../../../../sdk/chain/contracts.ts";
import { readConstitution } from "../../../../sdk/chain/organizer.ts";
import { OfficeNotNamedError } from "../../../../sdk/chain/publishingOffices.ts";
import { makeConsent, postConsent, readConsentTask, recoverShareSecret } from "../../../../sdk/chain/trustee.ts";
import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { SnapshotFileAlteredError } from "../../../../sdk/election/rollSnapshot.ts";
import { newOfficeKeys, writeOfficeKeys } from "../../../../services/registrar/officeKeys.ts";
import { openRollStore } from "../../../../services/registrar/roll/rollStore.ts";
import { type Ran, runCommand } from "../../clerk/runCommand.ts";
import { type PublishedTown, ROLES, ROLL, startPublishedTown } from "./publishedTown.ts";

const SILENT = { say: () => {}, spent: () => {} };
const VALID = ["--valid-until", "2999-12-31"];

describe("A roll published by the commands", function () {
  this.timeout(180_000);
  const earlier = process.env[ORGANIZER_KEY];
  let town: PublishedTown;
  let place: { readonly chainId: bigint; readonly registry: string; readonly publishedRolls: string };

  before(async () => {
    town = await startPublishedTown();
    process.env[ORGANIZER_KEY] = town.organizer.privateKey;
  });
  after(async () => {
    if (earlier === undefined) delete process.env[ORGANIZER_KEY];
    else process.env[ORGANIZER_KEY] = earlier;
    await town.close();
  });

  const snapshot = (...args: readonly string[]) => runCommand("roll", "snapshot", ...args, "--lang", "en");
  const rpc = () => ["--rpc", town.chain.url];
  const ofRoll = () => [...rpc(), "--rolls", place.publishedRolls, "--roll", String(ROLL)];
  const clerk = (name: string, ...more: readonly string[]) =>
    runCommand(name, town.at("town.yaml"), ...rpc(), "--deployments", town.folder, "--lang", "en", ...more);
  async function good(run: Promise<Ran>): Promise<string> {
    const { code, out, error } = await run;
    if (error !== undefined) throw error;
    expect(code).to.equal(0);
    return out;
  }

  /** Builds a snapshot from an office's entries under a name. */
  async function built(name: string, sequence: number, role: (typeof ROLES)[number] = "registrar"): Promise<string> {
    const order = ["--chain", "31337", "--rolls", place.publishedRolls, "--roll", String(ROLL)];
    await good(snapshot("entries", ...town.book(role), ...order, "--out", town.at(`${name}.bin`)));
    const files = ["--entries", town.at(`${name}.bin`), "--out", town.at(name)];
    await good(runCommand("roll", "snapshot", "build", ...files, ...order, "--sequence", String(sequence)));
    return town.at(name);
  }
  const sign = (role: (typeof ROLES)[number], folder: string, out: string, ...more: readonly string[]) =>
    snapshot("sign", folder, ...town.book(role), ...rpc(), ...VALID, "--out", town.at(out), ...more);
  const publish = (folder: string, first: string, second: string, ...more: readonly string[]) =>
    snapshot("publish", folder, town.at(first), town.at(second), ...rpc(), ...more);

  it("is planned and deployed with the contract that its election file asks for", async () => {
    const plan = JSON.parse(
      await good(runCommand("plan", town.at("town.yaml"), "--gas-price", "1", "--json", "--deployments", town.folder)),
    ) as Plan;
    expect(plan.transactions.map(({ what }) => what.en))
      .to.include("publication of the roll")
      .and.not.include("enrolments");
    expect(plan.dates.map(({ what }) => what.en)).to.include("the roll must be published, to be final at the census");
    await good(clerk("deploy", "--yes"));
    const deployment = readDeployment(town.folder, "sample-city");
    const { registry = "", publishedRolls = "" } = deployment?.contracts ?? {};
    place = { chainId: 31337n, registry, publishedRolls };
    const board = deployment?.boards["board-2027"]?.address as string;
    await registerAll(board, town.trustees, SILENT);
    await dealAll(board, town.trustees, SILENT);
    expect(await good(snapshot("status", ...ofRoll()))).to.equal(`No snapshot of roll ${ROLL} was published`);
  });

  it("is made of the entries that both offices filed, which each finds in its own book before it signs", async () => {
    town.settle("one", "two", "three", "four");
    await town.enrol(place, ["one", "two", "three"]);
    const folder = await built("first", 1, "approver");
    for (const role of ROLES) expect(await good(sign(role, folder, `${role}-1.json`))).to.include(`signed as ${role}`);
    expect((await sign("registrar", folder, "registrar-1.json")).error).to.be.instanceOf(FileExistsError);
    expect(await good(sign("approver", folder, "none.json", "--dry-run"))).to.include("Dry run");
    expect(existsSync(town.at("none.json"))).to.equal(false);
    const signed = readFileSync(town.at("registrar-1.json"), "utf8");
    expect(signed).not.to.include("one");
  });

  it("is not signed as another roll than the book's, in a false order, or with a key of no office", async () => {
    const refused = async (role: (typeof ROLES)[number], folder: string, kind: new (...args: never[]) => Error) => {
      const { code, error } = await sign(role, folder, "refused.json");
      expect(code).to.equal(1);
      expect(error).to.be.instanceOf(kind);
      expect(existsSync(town.at("refused.json"))).to.equal(false);
      return (error as Error).message;
    };
    expect(await refused("registrar", await built("late", 2), SnapshotSequenceError)).to.include(
      "the contract's next is 1",
    );

    await town.enrol(place, ["four"], "registrar");
    const four = await built("four", 1);
    expect(await refused("approver", four, SnapshotNotOfBookError)).to.include(
      "1 of its entries are not in the book, 0 of the book",
    );
    expect(await refused("registrar", town.at("first"), SnapshotNotOfBookError)).to.include(
      "0 of its entries are not in the book, 1 of the book",
    );
    await takenByTheApprover();
    for (const role of ROLES) {
      await good(sign(role, four, "again.json", "--dry-run"));
      const store = openRollStore(town.at(`${role}.db`), town.keys[role].codeKey);
      const person = { number: "four", name: "Kim", birthDate: "1990-01-02", district: "Sinjang", rollIds: [ROLL] };
      store.putPerson({ ...person, state: "movedOut" });
      store.close();
    }
    await good(sign("registrar", town.at("first"), "again.json", "--dry-run"));

    const index = readFileSync(town.at("four/index.json"), "utf8");
    writeFileSync(town.at("four/index.json"), index.replace(/"depth": \d/, '"depth": 9'));
    expect(await refused("approver", town.at("four"), SnapshotNotOfBookError)).to.include("1 of its entries");
    const elsewhere = readFileSync(town.at("first/index.json"), "utf8");
    const otherChain = town.at("late/index.json");
    writeFileSync(otherChain, elsewhere.replace('"31337"', '"1"'));
    await refused("registrar", town.at("late"), WrongChainError);
    writeFileSync(otherChain, elsewhere.replace(/"depth": \d/, '"depth": 9'));
    expect(await refused("registrar", town.at("late"), SnapshotNotOfBookError)).to.include("not that of these entries");

    writeOfficeKeys(town.at("stranger.json"), newOfficeKeys(systemRandom));
    const stranger = ["--db", town.at("registrar.db"), "--key-file", town.at("stranger.json")];
    const { error } = await snapshot(
      "sign",
      town.at("first"),
      ...stranger,
      ...rpc(),
      ...VALID,
      "--out",
      town.at("refused.json"),
    );
    expect(error).to.be.instanceOf(OfficeNotNamedError);
    const none = ["--chain", "1", "--rolls", place.publishedRolls, "--roll", "7", "--out", town.at("none.bin")];
    expect(await good(snapshot("entries", ...town.book("approver"), ...none))).to.include("0 entries of roll 7");
    const order = ["--chain", "1", "--rolls", place.publishedRolls, "--roll", "7", "--sequence", "1"];
    const { error: empty } = await runCommand(
      "roll",
      "snapshot",
      "build",
      "--entries",
      town.at("none.bin"),
      "--out",
      town.at("none"),
      ...order,
    );
    expect(empty).to.be.instanceOf(FileUnreadableError);
  });

  /** The entry that the registrar alone has filed; nothing else. */
  async function takenByTheApprover(): Promise<void> {
    const take = async (file: string, ...more: readonly string[]) => {
      const options = [...town.book("approver"), ...rpc(), "--rolls", place.publishedRolls, "--json", ...more];
      const { code, out } = await snapshot("take", town.at(file), ...options);
      return { code, ...JSON.parse(out) };
    };
    const bytes = readFileSync(town.at("four.bin"));
    for (const at of [3 * 32 + 20, 12 * 32 - 1]) {
      const altered = Array.from({ length: 4 }, (_, m) => (bytes[m * 384 + at] as number) ^ 1);
      const forged = Uint8Array.from(bytes);
      for (const [m, byte] of altered.entries()) forged[m * 384 + at] = byte;
      writeFileSync(town.at("forged.bin"), forged);
      const { code, taken, refused } = await take("forged.bin");
      expect([code, taken]).to.deep.equal([1, 0]);
      expect(refused).to.be.greaterThan(0);
    }
    expect(await take("four.bin", "--dry-run")).to.deep.equal({ code: 0, taken: 1, known: 3, refused: 0 });
    expect(await take("four.bin")).to.deep.equal({ code: 0, taken: 1, known: 3, refused: 0 });
    expect(await take("four.bin")).to.deep.equal({ code: 0, taken: 0, known: 4, refused: 0 });
    writeFileSync(town.at("forged.bin"), bytes.subarray(1));
    const options = [...town.book("approver"), ...rpc(), "--rolls", place.publishedRolls];
    const broken = await snapshot("take", town.at("forged.bin"), ...options);
    expect(broken.error).to.be.instanceOf(EntriesFileInvalidError);
  }

  it("is published by anybody with both signatures, and can be challenged for nothing", async () => {
    const folder = town.at("first");
    const { error: swapped } = await publish(folder, "approver-1.json", "registrar-1.json");
    expect(swapped)
      .to.be.instanceOf(SignatureForeignError)
      .and.have.property("what")
      .that.includes("it is the approver's");
    const { error: foreign } = await publish(town.at("four"), "registrar-1.json", "approver-1.json");
    expect(foreign).to.be.instanceOf(SignatureForeignError);
    const forged = readFileSync(town.at("approver-1.json"), "utf8").replace(/"signature": "0x../, '"signature": "0x00');
    writeFileSync(town.at("forged.json"), forged);
    const { error } = await publish(folder, "registrar-1.json", "forged.json", "--dry-run");
    expect(error).to.be.instanceOf(ContractRefusedError).and.have.property("refusal", "OfficeSignatureInvalid");

    expect(await good(publish(folder, "registrar-1.json", "approver-1.json", "--dry-run"))).to.include(
      "the contract takes it",
    );
    expect((await snapshot("withdraw", "--key-file", town.at("approver.json"), ...ofRoll())).error).to.be.instanceOf(
      NothingPendingError,
    );
    const sent = JSON.parse(await good(publish(folder, "registrar-1.json", "approver-1.json", "--json")));
    expect(sent).to.include({ sequence: "1", roll: String(ROLL), active: 3 });
    expect(sent.finalAt).to.be.greaterThan((await town.chain.now()) + 2 * 86_400);
    const again = await publish(folder, "registrar-1.json", "approver-1.json");
    expect(again.error).to.be.instanceOf(ContractRefusedError).and.have.property("refusal", "SnapshotPending");
    expect(await good(snapshot("status", ...ofRoll()))).to.match(
      /^Snapshot 1: 3 residents, can be challenged until .* KST$/,
    );
    expect(await good(clerk("status"))).to.include(`Snapshot 1 of roll ${ROLL}: 3 residents`);
    expect((await clerk("check", "--rpc", town.chain.url)).out).to.include(
      "snapshot 1 of 3 residents can be challenged until",
    );
    expect(await good(snapshot("challenge", folder, ...rpc()))).to.equal(
      "Nothing to challenge: 3 entries and their tree are as they must be",
    );
    const { error: altered } = await snapshot("challenge", town.at("four"), ...rpc());
    expect(altered, "another file's root").to.have.property("code", "SNAPSHOT_UNOPENED");
  });

  it("is withdrawn by one office, which no stranger is, and published anew", async () => {
    const withdraw = (key: string, ...more: readonly string[]) =>
      snapshot("withdraw", "--key-file", town.at(key), ...ofRoll(), ...more);
    expect((await withdraw("stranger.json")).error).to.be.instanceOf(OfficeNotNamedError);
    expect(await good(withdraw("approver.json", "--dry-run"))).to.include("can be withdrawn");
    expect(await good(withdraw("approver.json"))).to.equal(`Snapshot 1 of roll ${ROLL} is withdrawn by approver`);
    expect(await good(snapshot("status", ...ofRoll()))).to.match(/^Snapshot 1: 3 residents, withdrawn by 0x/);
    const folder = await built("second", 2, "approver");
    for (const role of ROLES) await good(sign(role, folder, `${role}-2.json`));
    await good(publish(folder, "registrar-2.json", "approver-2.json"));
    const { finalAt } = JSON.parse(await good(snapshot("status", ...ofRoll(), "--json"))).snapshots[1];
    await town.chain.moveTo(finalAt);
    const { snapshots } = JSON.parse(await good(snapshot("status", ...ofRoll(), "--json")));
    expect(snapshots.map(({ state }: { state: string }) => state)).to.deep.equal(["withdrawn", "final"]);
    expect((await withdraw("approver.json")).error).to.be.instanceOf(NothingPendingError);
    expect((await snapshot("challenge", folder, ...rpc())).error).to.be.instanceOf(NothingPendingError);
    expect((await runCommand("roll", "snapshot", "verify", folder, ...rpc())).code).to.equal(0);
  });

  it("is the census of an election, which is archived with the snapshot and verified", async () => {
    await good(clerk("deploy", "--yes"));
    const deployment = readDeployment(town.folder, "sample-city");
    const election = deployment?.elections["town-2027"]?.address as string;
    const board = deployment?.boards["board-2027"]?.address as string;
    const { rolls, schedule } = await readConstitution(election, town.chain.provider);
    expect(rolls).to.equal(place.publishedRolls);
    await town.chain.moveTo(schedule.censusTime + 1);
    for (const { key, seat, account } of town.trustees) {
      const secret = await recoverShareSecret(key, board, seat, account);
      const task = await readConsentTask(election, seat, town.chain.provider);
      await postConsent(election, makeConsent(secret, task), town.organizer);
    }
    await town.chain.moveTo(schedule.opensAt);
    await good(clerk("open"));
    expect(await good(clerk("status"))).to.include("Ballots: 0 of 3");

    // Summed, and after the delay sealed: nobody voted, so it is over.
    const closed = schedule.closesAt + schedule.closeGrace;
    for (const time of [closed, closed + schedule.sealDelay + 60]) {
      await town.chain.moveTo(time + 60);
      await clerk("tally");
    }
    expect(await good(clerk("status"))).to.match(/Next: .* archive /);

    const archive = (...more: readonly string[]) => clerk("archive", "--out", town.at("archive"), ...more);
    const without = await archive();
    expect(without.code).to.equal(2);
    expect(without.out).to.include("NONE P13.5 the snapshot's files");
    expect(await good(archive("--snapshot", town.at("second")))).to.match(/: (\d+) of \1 checks hold/);
    await good(archive("--snapshot", town.at("second")));
    const record = ["--record", town.at("archive/town-2027.record.json")];
    const kept = town.at("archive/town-2027.snapshot");
    const verified = JSON.parse(await good(runCommand("verify", ...record, ...rpc(), "--snapshot", kept, "--json")));
    expect(verified).to.include({ verified: true, election });
    expect((await archive("--snapshot", town.at("first"), "--dry-run")).code, "another snapshot").to.equal(1);

    const entries = readFileSync(`${kept}/entries-00000.bin`);
    writeFileSync(
      `${kept}/entries-00000.bin`,
      entries.map((byte, m) => (m === 100 ? byte ^ 1 : byte)),
    );
    expect((await archive("--snapshot", town.at("second"))).error).to.be.instanceOf(SnapshotFileAlteredError);
  });
});
