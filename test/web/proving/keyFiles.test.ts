import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { circuitInstances } from "../../../scripts/checkout/instances.ts";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import {
  KeyDownloadFailedError,
  KeyFileAlteredError,
  KeyFileUnknownError,
  parseSums,
} from "../../../sdk/proofs/keySums.ts";
import type { FileStore } from "../../../web/src/proving/fileStore.ts";
import { loadKeyFile } from "../../../web/src/proving/keyFiles.ts";
import { errorOf } from "../../errorOf.ts";

const bytes = new Uint8Array(Buffer.from("a proving key, as far as this test is concerned"));
const sum = createHash("sha256").update(bytes).digest("hex");
const sums = parseSums(`${sum}  circuits/keys/ballot-8.zkey\n`);

describe("A key file of the page", () => {
  let server: Server;
  let folder: string;
  let served: Uint8Array = bytes;
  let compressed: { readonly body: Uint8Array; readonly headers: Record<string, string | number> } | undefined;
  let asked = 0;
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const store: FileStore = {
    get: async (name) => kept.get(name),
    put: async (name, file) => {
      kept.set(name, file);
    },
  };
  const load = (name = "ballot-8.zkey", report = (_: number, __: number) => {}) =>
    loadKeyFile(folder, name, { sums, store, report });

  before(async () => {
    server = createServer((request, response) => {
      asked++;
      const gzip = request.url === "/keys/ballot-8.zkey.gz" ? compressed : undefined;
      if (gzip !== undefined) response.writeHead(200, gzip.headers).end(gzip.body);
      else if (request.url !== "/keys/ballot-8.zkey") response.writeHead(404).end();
      else response.writeHead(200, { "Content-Length": served.length }).end(served);
    });
    await new Promise<void>((listening) => {
      server.listen(0, "127.0.0.1", listening);
    });
    folder = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys/`;
  });

  after(() => server.close());

  beforeEach(() => {
    served = bytes;
    compressed = undefined;
    asked = 0;
    kept.clear();
  });

  it("is downloaded once, with its bytes counted, and then taken from the store", async () => {
    const reports: (readonly [number, number])[] = [];
    expect(await load(undefined, (loaded, total) => reports.push([loaded, total]))).to.deep.equal(bytes);
    expect(reports.at(-1)).to.deep.equal([bytes.length, bytes.length]);
    expect(await load()).to.deep.equal(bytes);
    expect(asked, "compressed, then as it is").to.equal(2);
  });

  it("comes compressed where the folder has it so, with the length that its progress is told by", async () => {
    const body = gzipSync(bytes);
    compressed = { body, headers: { "Content-Length": body.length } };
    served = new Uint8Array();
    const reports: (readonly [number, number])[] = [];
    expect(await load(undefined, (loaded, total) => reports.push([loaded, total]))).to.deep.equal(bytes);
    expect(reports.at(-1)).to.deep.equal([body.length, body.length]);
    expect(await load()).to.deep.equal(bytes);
    expect(asked).to.equal(1);
  });

  it("is the same from a host that inflates it on the way, and from one that has a page for what it does not have", async () => {
    compressed = { body: gzipSync(bytes), headers: { "Content-Encoding": "gzip" } };
    expect(await load()).to.deep.equal(bytes);
    kept.clear();
    compressed = { body: Buffer.from("<!doctype html>"), headers: { "Content-Type": "text/html" } };
    expect(await load()).to.deep.equal(bytes);
  });

  it("is refused where what is compressed is damaged, is another file, or would fill the memory", async () => {
    const damaged = gzipSync(bytes);
    damaged[damaged.length - 1] = (damaged[damaged.length - 1] as number) ^ 1;
    const zeros = gzipSync(new Uint8Array(65 * 1024 * 1024));
    for (const body of [damaged, gzipSync(Buffer.from("another")), zeros]) {
      compressed = { body, headers: {} };
      expect((await errorOf(load(), KeyFileAlteredError)).what).to.contain(sum.slice(0, 16));
      expect(kept.size).to.equal(0);
    }
  });

  it("is refused, and not kept, when one byte was changed", async () => {
    served = Uint8Array.from(bytes, (byte, index) => (index === 5 ? byte ^ 1 : byte));
    const error = await errorOf(load(), KeyFileAlteredError);
    expect(error.code).to.equal("KEY_FILE_ALTERED");
    expect(error.what).to.contain("ballot-8.zkey").and.contain(sum.slice(0, 16));
    expect(kept.size).to.equal(0);
  });

  it("is downloaded anew when the kept one was changed", async () => {
    await load();
    for (const [name, file] of kept)
      kept.set(
        name,
        Uint8Array.from(file, (byte, index) => (index === 0 ? 0 : byte)),
      );
    expect(await load()).to.deep.equal(bytes);
    expect(asked).to.equal(4);
  });

  it("is named when it is not there, or on no list", async () => {
    const later = parseSums(`${sum}  missing.wasm`);
    const options = { sums: later, store, report: () => {} };
    const missing = await errorOf(loadKeyFile(folder, "missing.wasm", options), KeyDownloadFailedError);
    expect(missing.what).to.contain("missing.wasm").and.contain("status 404");
    const unknown = await errorOf(load("other.zkey"), KeyFileUnknownError);
    expect(unknown.what).to.contain("other.zkey");
    expect(asked).to.equal(2);
  });

  it("has its checksum in the list that the page carries, for every circuit", () => {
    const list = parseSums(readFileSync(`${projectRoot}circuits/keys/SHA256SUMS`, "utf8"));
    for (const { name } of circuitInstances()) {
      expect(list.get(`${name}.zkey`), name).to.match(/^[0-9a-f]{64}$/);
      expect(list.get(`${name}.wasm`), name).to.match(/^[0-9a-f]{64}$/);
    }
  });
});
