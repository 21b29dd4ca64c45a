import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Wallet } from "ethers";
import { firstFault } from "../../../../scripts/office/snapshot/faults.ts";
import { openSnapshot, SnapshotUnopenedError } from "../../../../scripts/office/snapshot/openedSnapshot.ts";
import { NothingPendingError } from "../../../../scripts/office/snapshot/withdraw.ts";
import { type LocalChain, startLocalChain } from "../../../../scripts/rehearsal/localChain.ts";
import { readIndex } from "../../../../scripts/rollFiles/rollsPlace.ts";
import { NothingThereError } from "../../../../scripts/terminal/rpc.ts";
import { challengeSnapshot, type ShownFault, tryChallenge } from "../../../../sdk/chain/challengeSnapshot.ts";
import { deployShared } from "../../../../sdk/chain/deploy.ts";
import { pendingSnapshot } from "../../../../sdk/chain/pendingSnapshot.ts";
import { nextSnapshotSequence, publishSnapshot, signSnapshot } from "../../../../sdk/chain/publishedRolls.ts";
import type { SnapshotEntry } from "../../../../sdk/election/snapshotEntry.ts";
import { endProving } from "../../../../sdk/proofs/groth16.ts";
import {
  childrenOf,
  entriesOf,
  entryOf,
  type Filed,
  filed,
  filedWithWrongValue,
  ROLL,
  snapshotOf,
} from "../../../contracts/registry/publishedFixture.ts";
import { runCommand } from "../../clerk/runCommand.ts";
import { writeSnapshotFolder } from "./snapshotFolder.ts";

const COUNT = 6;

describe("roll snapshot challenge", function () {
  this.timeout(120_000);
  let folder: string;
  let chain: LocalChain;
  let registrar: Wallet;
  let approver: Wallet;
  let key: string;
  let rolls: string;
  let made = 0;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-challenge-"));
    chain = await startLocalChain();
    [registrar, approver] = [await chain.newAccount(), await chain.newAccount()];
    const observer = await chain.newAccount();
    key = join(folder, "observer.key");
    writeFileSync(key, observer.privateKey);
    const offices = { registrar: registrar.address, approver: approver.address, rotationDelay: 60, isTest: true };
    rolls = (await deployShared(offices, registrar)).publishedRolls.address;
  });
  after(async () => {
    await chain.close();
    await endProving();
    rmSync(folder, { recursive: true });
  });

  /** Publishes a file on the word of both offices, as if it had that many active members, and writes its folder. */
  async function published(file: Filed, activeMembers = file.entries.length): Promise<string> {
    const id = { chainId: 31337n, rolls };
    const sequence = await nextSnapshotSequence(rolls, ROLL, chain.provider);
    const snapshot = snapshotOf(file.tree, activeMembers, { sequence });
    const signatures = {
      registrar: await signSnapshot({ signer: registrar }, snapshot, id),
      approver: await signSnapshot({ signer: approver }, snapshot, id),
    };
    const [left, right] = childrenOf(file.tree);
    await publishSnapshot(rolls, snapshot, { left, right }, signatures, registrar);
    const out = join(folder, `snapshot-${made++}`);
    writeSnapshotFolder(out, file, snapshot, id);
    return out;
  }

  const challenge = (out: string, ...more: readonly string[]) =>
    runCommand("roll", "snapshot", "challenge", out, "--rpc", chain.url, "--key-file", key, "--lang", "en", ...more);
  const withEntry = (index: number, change: Partial<SnapshotEntry>) =>
    filed(entriesOf(COUNT).map((entry, m) => (m === index ? { ...entry, ...change } : entry)));

  const wrong: readonly (readonly [string, () => Filed, number, ShownFault["fault"], RegExp])[] = [
    ["an entry of sequence 0", () => withEntry(3, { sequence: 0 }), COUNT, "EntryInvalid", /entry 3/],
    [
      "an entry without a pseudonym",
      () => withEntry(2, { approverPseudonym: `0x${"0".repeat(64)}` }),
      COUNT,
      "EntryInvalid",
      /entry 2/,
    ],
    [
      "a registrar's pseudonym twice",
      () => withEntry(4, { registrarPseudonym: entryOf(1).registrarPseudonym }),
      COUNT,
      "EntriesAlike",
      /entries 1 and 4/,
    ],
    [
      "an approver's pseudonym twice",
      () => withEntry(4, { approverPseudonym: entryOf(5).approverPseudonym }),
      COUNT,
      "EntriesAlike",
      /entries 4 and 5/,
    ],
    [
      "a commitment twice",
      () => withEntry(0, { identityCommitment: 3_005n }),
      COUNT,
      "EntriesAlike",
      /entries 0 and 5/,
    ],
    [
      "a wrong node over two leaves",
      () => filedWithWrongValue(entriesOf(COUNT), 1, 2, 7n),
      COUNT,
      "NodeWrong",
      /node 2 of level 1/,
    ],
    ["a wrong root", () => filedWithWrongValue(entriesOf(COUNT), 3, 0, 7n), COUNT, "NodeWrong", /node 0 of level 3/],
    ["an entry too many", () => filed(entriesOf(COUNT)), COUNT - 1, "NodeWrong", /6 entries/],
    ["proofs that do not hold", () => filed(entriesOf(COUNT)), COUNT, "EntryInvalid", /entry 0/],
  ];
  for (const [what, make, activeMembers, fault, place] of wrong) {
    it(`finds ${what}, and voids the snapshot`, async () => {
      const out = await published(make(), activeMembers);
      const tried = JSON.parse((await challenge(out, "--dry-run", "--json")).out);
      expect(tried).to.include({ fault, transaction: null });
      expect(tried.place).to.match(place);
      expect(await pendingSnapshot(rolls, ROLL, chain.provider)).not.to.equal(undefined);

      const { code, out: said } = await challenge(out);
      expect([code, said.split("\n").length]).to.deep.equal([0, 2]);
      expect(said).to.match(place);
      expect(await pendingSnapshot(rolls, ROLL, chain.provider)).to.equal(undefined);
      expect((await challenge(out)).error).to.be.instanceOf(NothingPendingError);
      const status = ["--rpc", chain.url, "--rolls", rolls, "--roll", String(ROLL), "--json"];
      const { snapshots } = JSON.parse((await runCommand("roll", "snapshot", "status", ...status)).out);
      expect(snapshots.at(-1)).to.include({ state: "voided" });
      expect(snapshots.at(-1).fallen.fault).to.equal(fault);
    });
  }

  it("shows any number of entries that is not the number of active members", async () => {
    for (const [entries, activeMembers] of [
      [2, 3],
      [3, 2],
      [5, 4],
      [4, 5],
      [7, 6],
      [5, 8],
      [9, 8],
      [11, 13],
    ] as const) {
      const out = await published(filed(entriesOf(entries)), activeMembers);
      const { contentRoot } = (await pendingSnapshot(rolls, ROLL, chain.provider)) as { contentRoot: string };
      const index = { ...readIndex(out), contentRoot };
      const found = firstFault(openSnapshot(out, index), activeMembers);
      expect(found?.shown.fault, `${entries} for ${activeMembers}`).to.equal("NodeWrong");
      await tryChallenge(rolls, ROLL, found?.shown as ShownFault, chain.provider);
      await challengeSnapshot(rolls, ROLL, found?.shown as ShownFault, approver);
    }
  });

  it("refuses files that do not open what is pending, and a chain without the contract", async () => {
    const other = await published(filed(entriesOf(4)));
    await challenge(other);
    await published(filed(entriesOf(5)));
    expect((await challenge(other)).error).to.be.instanceOf(SnapshotUnopenedError);
    const empty = await startLocalChain();
    try {
      const { error } = await runCommand("roll", "snapshot", "challenge", other, "--rpc", empty.url);
      expect(error).to.be.instanceOf(NothingThereError);
    } finally {
      await empty.close();
    }
  });
});
