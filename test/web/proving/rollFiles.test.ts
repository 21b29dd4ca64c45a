import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { concatBytes, numberToBytesBE } from "@noble/curves/utils.js";
import { expect } from "chai";
import { Hono } from "hono";
import { rollRoutes } from "../../../scripts/page/rollRoutes.ts";
import { writeRollFiles } from "../../../scripts/rollFiles/writeRollFiles.ts";
import { membershipProof, NotOnRollError, rollTree } from "../../../sdk/election/roll.ts";
import { type RollFilesIndex, rollFolder } from "../../../sdk/election/rollFiles.ts";
import { SHARD_LEAVES, SnapshotFileAlteredError, SnapshotPathWrongError } from "../../../sdk/election/rollSnapshot.ts";
import {
  type SnapshotIndex,
  SnapshotIndexInvalidError,
  snapshotIndexText,
} from "../../../sdk/election/snapshotIndex.ts";
import { cutTree } from "../../../sdk/election/valueTree.ts";
import { CENSUS_DEPTH } from "../../../sdk/proofs/ballotProof.ts";
import type { FileStore } from "../../../web/src/proving/fileStore.ts";
import { censusFromFiles, RollFileMissingError } from "../../../web/src/proving/rollFiles.ts";
import { pathsOf } from "../../../web/src/proving/rollPaths.ts";
import { errorOf } from "../../errorOf.ts";

/** Two shards; one member was removed, and the last has no neighbour. */
const leaves = Array.from({ length: SHARD_LEAVES + 3 }, (_, place) => (place === 5 ? 0n : BigInt(1_000 + place)));
const roll = { chainId: 1n, registry: `0x${"ab".repeat(20)}`, rollId: 1n, time: 1_800_000_000, leaves };

describe("A roll's files in the page", function () {
  this.timeout(120_000);
  let written: string;
  let served: string;
  let index: RollFilesIndex;
  let server: ReturnType<typeof serve>;
  let place: string;
  let asked: string[];
  let kept: Map<string, Uint8Array<ArrayBuffer>>;
  let store: FileStore;
  const load = (root = index.root) => censusFromFiles(root, { folder: place, store, report: () => {} });
  const at = (file: string) => join(served, rollFolder(index.root), file);
  const flip = (file: string, from = -1) => {
    const bytes = readFileSync(at(file));
    bytes[bytes.length + from] = (bytes.at(from) as number) ^ 1;
    writeFileSync(at(file), bytes);
  };
  const rewriteIndex = (change: (text: string) => string) =>
    writeFileSync(at("index.json"), change(readFileSync(at("index.json"), "utf8")));
  const sumOf = async (file: string) =>
    Buffer.from(await crypto.subtle.digest("SHA-256", readFileSync(at(file)))).toString("hex");

  before(async () => {
    written = mkdtempSync(join(tmpdir(), "hanpyo-rolls-"));
    index = writeRollFiles(roll, written);
    served = mkdtempSync(join(tmpdir(), "hanpyo-served-"));
    const app = new Hono();
    app.use(async (context, next) => {
      asked.push(context.req.path.split("/").at(-1) as string);
      await next();
    });
    app.route("/", rollRoutes(served));
    await new Promise<void>((listening) => {
      server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => {
        place = `http://127.0.0.1:${port}/rolls/`;
        listening();
      });
    });
  });

  beforeEach(() => {
    rmSync(served, { recursive: true });
    cpSync(written, served, { recursive: true });
    asked = [];
    kept = storeOfOneTest();
  });

  /** A shard that still comes after another's failure is kept in the store of its own test, never in the next one's. */
  function storeOfOneTest(): Map<string, Uint8Array<ArrayBuffer>> {
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    store = { get: async (name) => files.get(name), put: async (name, bytes) => void files.set(name, bytes) };
    return files;
  }

  after(() => {
    server.close();
    for (const folder of [written, served]) rmSync(folder, { recursive: true });
  });

  it("give the paths that the roll's tree gives, and every shard is asked for, whoever asks", async () => {
    const { pathOf } = await load();
    expect(asked.sort()).to.deep.equal(["crown.bin", "index.json", "leaves-00000.bin", "leaves-00001.bin"]);
    // The last shard has three leaves, the third of them without a neighbour.
    for (const [leaf, length, position] of [
      [0, 15, 0],
      [SHARD_LEAVES - 1, 15, SHARD_LEAVES - 1],
      [SHARD_LEAVES, 3, 4],
      [SHARD_LEAVES + 2, 2, 3],
    ] as const) {
      const path = await pathOf(leaves[leaf] as bigint);
      expect([path.root, path.length, path.index, path.siblings.length], String(leaf)).to.deep.equal([
        ...[index.root, length, position, CENSUS_DEPTH],
      ]);
    }
  });

  it("are asked for once: a changed vote loads nothing, and what was altered on the device is loaded anew", async () => {
    await load();
    asked = [];
    await load();
    expect(asked).to.deep.equal([]);
    const crown = kept.get(index.crown.sha256) as Uint8Array<ArrayBuffer>;
    kept.set(index.crown.sha256, new Uint8Array(crown.length));
    kept.set("index.json", new Uint8Array([1, 2, 3]));
    const { pathOf } = await load();
    expect(asked).to.deep.equal(["index.json", "crown.bin"]);
    expect((await pathOf(1_000n)).root).to.equal(index.root);
  });

  it("are refused when a shard, the crown or the index was altered, and no index is kept", async () => {
    for (const file of ["leaves-00001.bin", "crown.bin"]) {
      flip(file, -40);
      expect((await errorOf(load(), SnapshotFileAlteredError)).what).to.contain(file);
      cpSync(written, served, { recursive: true });
      expect(kept.has("index.json"), file).to.equal(false);
      kept.clear();
    }
    rewriteIndex((text) => text.replace('"shards"', '"shard"'));
    await errorOf(load(), SnapshotIndexInvalidError);
  });

  it("are refused when they agree with each other but not with the chain's root", async () => {
    flip("leaves-00001.bin");
    const other = await sumOf("leaves-00001.bin");
    rewriteIndex((text) => text.replace(index.shards[1]?.sha256 as string, other));
    await errorOf(load(), SnapshotFileAlteredError);

    flip("crown.bin");
    const crown = await sumOf("crown.bin");
    rewriteIndex((text) => text.replace(index.crown.sha256, crown));
    await errorOf(load(), SnapshotPathWrongError);

    rewriteIndex((text) => text.replace(String(index.root), "7"));
    expect((await errorOf(load(), SnapshotPathWrongError)).what).to.contain("the root 7,");
  });

  it("are missed by their names, and under another root there are none", async () => {
    rmSync(at("leaves-00000.bin"));
    expect((await errorOf(load(), RollFileMissingError)).what)
      .to.contain("leaves-00000.bin")
      .and.contain("404");
    await errorOf(load(index.root + 1n), RollFileMissingError);
  });

  it("of another number of shards than the leaves need are refused", async () => {
    rewriteIndex((text) => text.replace(`"leaves": ${leaves.length}`, '"leaves": 5'));
    await errorOf(load(), SnapshotFileAlteredError);
    rewriteIndex((text) => text.replace('"leaves": 5', `"leaves": ${2 ** 21}`));
    await errorOf(load(), SnapshotFileAlteredError);
  });

  it("of a published roll are used by its own index", async () => {
    const { crown, shards, root } = index;
    const hash = `0x${"0".repeat(64)}`;
    const published: SnapshotIndex = {
      chainId: 1n,
      rolls: roll.registry,
      rollId: 5n,
      sequence: 1n,
      activeMembers: leaves.length,
      depth: 15,
      root,
      contentRoot: hash,
      children: [hash, hash],
      crown,
      shards,
      entries: [],
    };
    rewriteIndex(() => snapshotIndexText(published));
    const { pathOf } = await load();
    expect(await pathOf(leaves[SHARD_LEAVES] as bigint)).to.include({ root, length: 3 });
  });
});

describe("Paths from a roll's files", () => {
  const few = leaves.slice(0, 13);
  const { shards, crown } = cutTree(concatBytes(...few.map((leaf) => numberToBytesBE(leaf, 32))));
  const tree = rollTree(few);

  it("are those of the roll's tree", async () => {
    const pathOf = pathsOf({ leaves: few.length, root: tree.root, shards, crown });
    for (const commitment of few.filter((leaf) => leaf !== 0n)) {
      expect(await pathOf(commitment)).to.deep.equal(membershipProof(tree, commitment, CENSUS_DEPTH));
    }
  });

  it("show that a commitment is not on the roll only where the leaves come to the root", async () => {
    const pathOf = pathsOf({ leaves: few.length, root: tree.root, shards, crown });
    for (const commitment of [1_005n, 0n]) await errorOf(() => pathOf(commitment), NotOnRollError);

    // A server hides a resident: the leaf is another, every inner node is as it must be.
    const hiding = Uint8Array.from(shards[0] as Uint8Array);
    hiding[3 * 32 + 31] = (hiding[3 * 32 + 31] as number) ^ 1;
    const hidden = pathsOf({ leaves: few.length, root: tree.root, shards: [hiding], crown });
    await errorOf(() => hidden(few[3] as bigint), SnapshotPathWrongError);
    expect((await hidden(few[8] as bigint)).root).to.equal(tree.root);
  });
});

describe("A roll's folder", () => {
  it("is named by its root, holds one leaf or many, and is not written twice", () => {
    const folder = mkdtempSync(join(tmpdir(), "hanpyo-rolls-"));
    try {
      const { root } = writeRollFiles({ ...roll, leaves: [42n] }, folder);
      expect(root).to.equal(42n);
      expect(rollFolder(root)).to.equal(`0x${"0".repeat(62)}2a`);
      const index = join(folder, rollFolder(root), "index.json");
      writeFileSync(index, "kept");
      writeRollFiles({ ...roll, leaves: [42n] }, folder);
      expect(readFileSync(index, "utf8")).to.equal("kept");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
