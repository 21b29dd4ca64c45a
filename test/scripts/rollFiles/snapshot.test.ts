import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { provingFiles, verificationKey } from "../../../scripts/checkout/circuitFiles.ts";
import { openingAt, openSnapshot, shownEntry } from "../../../scripts/office/snapshot/openedSnapshot.ts";
import { buildSnapshot, EntriesAlikeError, EntriesUnprovedError } from "../../../scripts/rollFiles/buildSnapshot.ts";
import { EntriesFileInvalidError } from "../../../scripts/rollFiles/sortedEntries.ts";
import { verifySnapshot } from "../../../scripts/rollFiles/verifySnapshot.ts";
import { enrolmentContext } from "../../../sdk/chain/offices.ts";
import { SHARD_LEAVES, SnapshotFileAlteredError, snapshotPath } from "../../../sdk/election/rollSnapshot.ts";
import {
  bytesOf,
  ENTRY_BYTES,
  entryToBytes,
  hexOf,
  nodeDigest,
  type SnapshotEntry,
  wordAt,
} from "../../../sdk/election/snapshotEntry.ts";
import { proveEnrolment } from "../../../sdk/proofs/enrolmentProof.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import { entriesOf, entryOf } from "../../contracts/registry/publishedFixture.ts";
import { errorOf } from "../../errorOf.ts";

const ROLLS = `0x${"ab".repeat(20)}`;
const SILENT = () => {};

describe("A snapshot on disk", function () {
  this.timeout(120_000);
  let folder: string;
  const at = (name: string) => join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-snapshot-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  after(endProving);

  function build(entries: readonly SnapshotEntry[], out = "out", withoutProofs = true) {
    writeFileSync(at("entries.bin"), Buffer.concat(entries.map(entryToBytes)));
    const names = { chainId: 31337n, rolls: ROLLS, rollId: 5n, sequence: 1n };
    return buildSnapshot({ ...names, entries: at("entries.bin"), out: at(out), withoutProofs, report: SILENT });
  }

  const failures = async (key?: ReturnType<typeof verificationKey>) => {
    const { checks } = await verifySnapshot({ folder: at("out"), ...(key && { key }), report: SILENT });
    return checks.filter(({ holds }) => !holds).map(({ name, found }) => `${name}: ${found}`);
  };

  it("is the same whatever the order of its entries, and holds as it was built", async () => {
    const entries = entriesOf(9);
    const index = await build(entries);
    expect(await failures()).to.deep.equal([]);
    const other = await build([...entries].reverse(), "again");
    expect(other).to.deep.equal(index);
  });

  it("gives a path from one shard and the crown, in a roll of more than one", async () => {
    const entries = entriesOf(SHARD_LEAVES + 3);
    const index = await build(entries);
    expect([index.depth, index.shards.length]).to.deep.equal([15, 2]);
    const crown = readFileSync(at("out/crown.bin"));
    // The last shard has three leaves, the third of them without a neighbour.
    for (const [place, length] of [
      [0, 15],
      [SHARD_LEAVES - 1, 15],
      [SHARD_LEAVES, 3],
      [SHARD_LEAVES + 2, 2],
    ] as const) {
      const number = Math.floor(place / SHARD_LEAVES);
      const shard = readFileSync(at(`out/leaves-0000${number}.bin`));
      const commitment = entries[place]?.identityCommitment as bigint;
      const path = snapshotPath(index, { number, shard, crown }, commitment, index.root, 20);
      expect([path.root, path.length]).to.deep.equal([index.root, length]);
    }

    // A wrong root with its rightful digest: only the values of the files open it, over all shards.
    const wrong = Buffer.alloc(32, 7);
    writeFileSync(at("out/crown.bin"), Buffer.concat([crown.subarray(0, -32), wrong]));
    const sha256 = createHash("sha256")
      .update(readFileSync(at("out/crown.bin")))
      .digest("hex");
    const [left, right] = index.children;
    const contentRoot = hexOf(nodeDigest(wrong, bytesOf(left), bytesOf(right)));
    const opened = openSnapshot(at("out"), { ...index, contentRoot, crown: { ...index.crown, sha256 } });
    expect(openingAt(opened, 15, 0).words).to.deep.equal([wordAt(wrong, 0), BigInt(left), BigInt(right)]);
    const shown = shownEntry(opened, SHARD_LEAVES + 2);
    expect([shown.path.length, shown.path.at(-1)]).to.deep.equal([2, { value: wordAt(wrong, 0), sibling: left }]);
    expect(openingAt(opened, 14, 1)).to.deep.include({ isEntry: false });
  });

  it("is not built of entries that share a pseudonym or a commitment, or that carry no proof", async () => {
    for (const part of ["registrarPseudonym", "approverPseudonym", "identityCommitment"] as const) {
      const twin = entryOf(6, { [part]: entryOf(2)[part] });
      const { code } = await errorOf(build([...entriesOf(5), twin], part), EntriesAlikeError);
      expect(code).to.equal("ENTRIES_ALIKE");
    }
    const { what } = await errorOf(build(entriesOf(3), "unproved", false), EntriesUnprovedError);
    expect(what).to.include("3 entries");
  });

  it("is not built of a file that holds no entries, or one", async () => {
    await errorOf(build(entriesOf(1)), EntriesFileInvalidError);
    writeFileSync(at("broken.bin"), Buffer.alloc(ENTRY_BYTES * 2 + 1));
    const order = { chainId: 1n, rolls: ROLLS, rollId: 5n, sequence: 1n, out: at("broken"), withoutProofs: true };
    await errorOf(buildSnapshot({ ...order, entries: at("broken.bin"), report: SILENT }), EntriesFileInvalidError);
  });

  it("is found out with an altered file, and with an altered index", async () => {
    await build(entriesOf(5));
    const index = readFileSync(at("out/index.json"), "utf8");
    const altered = (change: object) =>
      writeFileSync(at("out/index.json"), JSON.stringify({ ...JSON.parse(index), ...change }));
    altered({ root: "1" });
    expect((await failures()).join()).to.match(/^P13.1 root: \d+$/);
    altered({ contentRoot: `0x${"0".repeat(64)}` });
    expect((await failures()).join()).to.match(/^P13.1 content root: 0x/);
    altered({ depth: 4 });
    expect(await failures()).to.deep.equal(["P13.1 depth: 3"]);
    altered({ children: [`0x${"0".repeat(64)}`, `0x${"0".repeat(64)}`] });
    expect(await failures()).to.deep.equal(["P13.1 children of the content root: others"]);
    altered({ shards: [] });
    expect(await failures()).to.have.length(1);

    altered({});
    for (const file of ["entries-00000.bin", "leaves-00000.bin", "crown.bin"]) {
      const bytes = readFileSync(at(`out/${file}`));
      writeFileSync(at(`out/${file}`), Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) as number) ^ 1)]));
      const { what } = await errorOf(failures(), SnapshotFileAlteredError);
      expect(what).to.include(file);
      writeFileSync(at(`out/${file}`), bytes);
    }
  });

  it("is verified proof by proof, and the entries are named whose proofs do not hold", async () => {
    const entries: SnapshotEntry[] = [];
    for (let number = 0; number < 3; number++) {
      const secret = 9_000n + BigInt(number);
      const { publicSignals } = await proveEnrolment(provingFiles("enrolment"), secret, 1n);
      const facts = { sequence: 1, identityCommitment: publicSignals[0] as bigint };
      const { registrarPseudonym, approverPseudonym } = entryOf(number);
      const registry = { chainId: 31337n, registry: ROLLS };
      const context = enrolmentContext(registry, registrarPseudonym, approverPseudonym, facts);
      const { proof } = await proveEnrolment(provingFiles("enrolment"), secret, context);
      entries.push(entryOf(number, { ...facts, proof }));
    }
    await build(entries, "out", false);
    expect(await failures(verificationKey("enrolment"))).to.deep.equal([]);

    rmSync(at("out"), { recursive: true });
    // The third resident's proof is for sequence 1, its entry claims 2; the second's is anybody's.
    const wrong = [entries[0], { ...entries[1], proof: entries[0]?.proof }, { ...entries[2], sequence: 2 }];
    await build(wrong as SnapshotEntry[]);
    expect(await failures(verificationKey("enrolment"))).to.deep.equal([
      "P13.3 every proof holds: 2 wrong, the first is entry 1",
    ]);
    rmSync(at("out"), { recursive: true });
    await build([entryOf(0), entryOf(1, { sequence: 0 }), entryOf(2, { identityCommitment: 0n })]);
    expect(await failures(verificationKey("enrolment"))).to.deep.equal([
      "P13.3 every entry is one that can be: 2 wrong, the first is entry 1",
      "P13.3 every proof holds: 3 wrong, the first is entry 0",
    ]);
  });
});
