import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { RefusalError } from "../../../../services/hosting/refusal.ts";
import { registerTransport, type TransportKeys } from "../../../../services/registrar/register/transport.ts";
import { errorOf } from "../../../errorOf.ts";

describe("The way to a population register (P28.10)", () => {
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-register-"));
  const made = (name: string) => {
    const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
    execFileSync(
      "openssl",
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"].concat([
        "-subj",
        `/CN=${name}`,
        "-keyout",
        key,
        "-out",
        certificate,
      ]),
      { stdio: "ignore" },
    );
    return { key: readFileSync(key, "utf8"), certificate: readFileSync(certificate, "utf8") };
  };
  const [ss, other, office] = [made("ss1"), made("ss1"), made("office")];
  let server: Server;
  let came = 0;

  before(async () => {
    server = createServer(
      { key: ss.key, cert: ss.certificate, ca: office.certificate, requestCert: true },
      (_, response) => {
        came++;
        response.end("{}");
      },
    );
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (keys: TransportKeys, url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`) =>
    registerTransport(keys, 2_000)({ method: "GET", url: new URL(url), headers: {} });
  const own = { clientCertificate: office.certificate, clientKey: office.key };
  const codeOf = async (asked: Promise<unknown>) => (await errorOf(asked, RefusalError)).code;

  it("is open to the office's certificate at the server with the pinned one, whatever name it goes by", async () => {
    expect((await get({ pinned: ss.certificate, ...own })).status).to.equal(200);
    expect(came).to.equal(1);
  });

  it("ends before anything is sent at a server with another certificate, or where none is pinned and none trusted", async () => {
    expect(await codeOf(get({ pinned: other.certificate, ...own }))).to.equal("REGISTER_MISCONFIGURED");
    expect(await codeOf(get(own))).to.equal("REGISTER_MISCONFIGURED");
    expect(came).to.equal(1);
  });

  it("is closed to whoever shows no certificate, or another's", async () => {
    for (const keys of [{}, { clientCertificate: other.certificate, clientKey: other.key }]) {
      // The server says why, or cuts the connection before that is read.
      expect(await codeOf(get({ pinned: ss.certificate, ...keys }))).to.match(/^REGISTER_(MISCONFIGURED|UNAVAILABLE)$/);
    }
    expect(came).to.equal(1);
  });

  it("is never HTTP but on this machine", async () => {
    for (const url of ["http://192.0.2.1/", "http://127.0.0.1.example/", "ftp://127.0.0.1/"]) {
      expect(await codeOf(get({}, url)), url).to.equal("REGISTER_MISCONFIGURED");
    }
  });
});
