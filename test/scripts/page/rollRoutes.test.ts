import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "chai";
import { rollRoutes } from "../../../scripts/page/rollRoutes.ts";
import { type Listening, listen } from "../../../services/hosting/listening.ts";

const ROOT = `0x${"a".repeat(64)}`;
const LARGE = 64 * 2 ** 20;

describe("Rolls beside the page", () => {
  let folder: string;
  let server: Listening;
  const sockets: Socket[] = [];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-rolls-"));
    mkdirSync(join(folder, ROOT));
    writeFileSync(join(folder, ROOT, "crown.bin"), Uint8Array.of(1, 2, 3));
    writeFileSync(join(folder, ROOT, "leaves.bin"), "");
    truncateSync(join(folder, ROOT, "leaves.bin"), LARGE);
    server = await listen(rollRoutes(folder), {});
  });
  after(async () => {
    for (const socket of sockets) socket.destroy();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are given out as they are, with their length, and nothing else is", async () => {
    const crown = await fetch(`${server.url}/rolls/${ROOT}/crown.bin`);
    expect([...new Uint8Array(await crown.arrayBuffer())]).to.deep.equal([1, 2, 3]);
    const head = await fetch(`${server.url}/rolls/${ROOT}/leaves.bin`, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length")]).to.deep.equal([200, String(LARGE)]);
    for (const path of [`${ROOT}/none.bin`, `${ROOT}/..%2f..%2fpasswd`, `0x${"b".repeat(64)}/crown.bin`]) {
      expect((await fetch(`${server.url}/rolls/${path}`)).status, path).to.equal(404);
    }
  });

  it("are not held whole for those who ask and read nothing", async () => {
    const before = process.memoryUsage().arrayBuffers;
    const { hostname, port } = new URL(server.url);
    for (let i = 0; i < 12; i++) {
      const socket = connect(Number(port), hostname).on("error", () => {});
      sockets.push(socket.pause());
      socket.write(`GET /rolls/${ROOT}/leaves.bin HTTP/1.1\r\nHost: x\r\n\r\n`);
    }
    await wait(400);
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(LARGE);
  });
});
