import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { Identity } from "@semaphore-protocol/core";
import { expect } from "chai";
import { Wallet } from "ethers";
import { Hono } from "hono";
import { verificationKey } from "../../scripts/checkout/circuitFiles.ts";
import { rollRoutes } from "../../scripts/page/rollRoutes.ts";
import { newOffice } from "../../scripts/rehearsal/enrolment.ts";
import { buildSnapshot } from "../../scripts/rollFiles/buildSnapshot.ts";
import { rollFolder } from "../../sdk/election/rollFiles.ts";
import { SnapshotFileAlteredError } from "../../sdk/election/rollSnapshot.ts";
import { ENTRY_BYTES } from "../../sdk/election/snapshotEntry.ts";
import type { SnapshotIndex } from "../../sdk/election/snapshotIndex.ts";
import { endProving } from "../../sdk/proofs/groth16.ts";
import type { Report } from "../../sdk/verify/evidence.ts";
import { snapshotBelow } from "../../web/src/shared/verifier/snapshot.ts";
import { provedEntries } from "../end-to-end/publishedSnapshots.ts";
import { errorOf } from "../errorOf.ts";

const ROLLS = `0x${"ab".repeat(20)}`;
const id = { chainId: 31337n, rolls: ROLLS };

describe("A published roll's files in the page's verifier", function () {
  this.timeout(120_000);
  let written: string;
  let served: string;
  let index: SnapshotIndex;
  let server: ReturnType<typeof serve>;
  let place: string;
  const key = verificationKey("enrolment");
  const folder = () => join(served, rollFolder(index.root));
  const findings = async (report: Report = () => {}, root = index.root) => {
    const files = await snapshotBelow(place, root);
    if (files === undefined) throw new Error("there is no index");
    return files(key, report);
  };

  /** Builds a snapshot, and puts it where its root says. */
  async function build(entries: Uint8Array): Promise<SnapshotIndex> {
    writeFileSync(join(written, "entries.bin"), entries);
    const order = { ...id, rollId: 5n, sequence: 1n, withoutProofs: false, report: () => {} };
    const out = join(written, "out");
    const built = await buildSnapshot({ ...order, entries: join(written, "entries.bin"), out });
    renameSync(out, join(written, rollFolder(built.root)));
    return built;
  }

  before(async () => {
    [written, served] = [1, 2].map(() => mkdtempSync(join(tmpdir(), "hanpyo-published-"))) as [string, string];
    const offices = {
      registrar: newOffice(Wallet.createRandom() as never),
      approver: newOffice(Wallet.createRandom() as never),
    };
    const sender = { offices, id, registry: ROLLS, sender: Wallet.createRandom() as never, expiresAt: 0 };
    const entries = await provedEntries([new Identity(), new Identity(), new Identity()], sender);
    index = await build(entries);
    await new Promise<void>((listening) => {
      const app = new Hono().route("/", rollRoutes(served));
      server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => {
        place = `http://127.0.0.1:${port}/rolls/`;
        listening();
      });
    });
  });

  beforeEach(() => {
    rmSync(served, { recursive: true });
    cpSync(written, served, { recursive: true });
  });

  after(async () => {
    await endProving();
    server.close();
    for (const one of [written, served]) rmSync(one, { recursive: true });
  });

  it("hold, with every entry's proof looked at", async () => {
    const told: string[] = [];
    const found = await findings((what, checked, total) => told.push(`${what} ${checked}/${total}`));
    expect(found.index).to.deep.equal(index);
    expect(found.checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(found.checks.map(({ name }) => name)).to.include("P13.3 every proof holds");
    expect(told).to.deep.equal(["shards 1/1", "entries 3/3"]);
  });

  it("are none where there is no index", async () => {
    expect(await snapshotBelow(place, index.root + 1n)).to.equal(undefined);
  });

  it("are found out with an altered file, a missing one, and an entry whose proof is another's", async () => {
    const file = join(folder(), "entries-00000.bin");
    const entries = readFileSync(file);
    writeFileSync(file, entries.subarray(ENTRY_BYTES));
    expect((await errorOf(findings(), SnapshotFileAlteredError)).what).to.contain("entries-00000.bin");
    rmSync(file);
    expect((await errorOf(findings(), Error)).message).to.contain("404");

    const swapped = Buffer.from(entries);
    entries.copy(swapped, 128, ENTRY_BYTES + 128, 2 * ENTRY_BYTES);
    rmSync(join(written, rollFolder(index.root)), { recursive: true });
    const other = await build(swapped);
    cpSync(written, served, { recursive: true });
    const { checks } = await findings(() => {}, other.root);
    expect(checks.filter(({ ok }) => !ok).map(({ name, found }) => `${name}: ${found}`)).to.deep.equal([
      "P13.3 every proof holds: 1 wrong, the first is entry 0",
    ]);
  });
});
