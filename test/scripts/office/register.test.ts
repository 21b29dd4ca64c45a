import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { stringify } from "yaml";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { warnOfOneRegister, warnOfRegister } from "../../../scripts/office/register.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { OfficeFileInvalidError, readOfficeFile } from "../../../services/registrar/officeFile.ts";
import { newOfficeKeys, writeOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import { evidenceStore } from "../../../services/registrar/register/evidenceStore.ts";
import { registerFiles } from "../../../services/registrar/register/registerFiles.ts";
import type { RegisterSettings } from "../../../services/registrar/register/registerSettings.ts";
import { openRollStore } from "../../../services/registrar/roll/rollStore.ts";
import { errorOf } from "../../errorOf.ts";
import {
  type AnsweringServer,
  answerHeaders,
  RESIDENT,
  SERVICE,
  startAnswering,
  xRoadSettings,
} from "../../services/registrar/register/answering.ts";
import { runCommand } from "../clerk/runCommand.ts";

const PERSON = "PLANTED-5d31";
const [INSTANCE, CLASS, CODE, SUBSYSTEM, NAME] = SERVICE.split("/");
const LISTED = {
  ...{ xroad_instance: INSTANCE, member_class: CLASS, member_code: CODE, subsystem_code: SUBSYSTEM },
  ...{ service_code: NAME, object_type: "SERVICE", service_type: "OPENAPI" },
};
const SCHEMA = {
  type: "object",
  properties: {
    exists: { type: "boolean" },
    place: { $ref: "#/components/schemas/place" },
    adultFrom: { type: "string" },
    rights: { allOf: [{ properties: { local: { type: "boolean" } } }] },
  },
};
const DESCRIPTION = {
  openapi: "3.0.3",
  paths: { "/": { post: { responses: { "200": { content: { "application/json": { schema: SCHEMA } } } } } } },
  components: { schemas: { place: { properties: { code: { type: "string" } } } } },
};

describe("hanpyo office register", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-register-command-"));
  const at = (name: string) => join(folder, name);
  const keys = newOfficeKeys(systemRandom);
  let server: AnsweringServer;
  let listed: unknown[];
  let allowed: unknown[];
  let description: string;

  before(async () => {
    server = await startAnswering();
    writeOfficeKeys(at("office.json"), keys);
    writeFileSync(at("person.txt"), `${PERSON}\n`);
    const rolls = [{ id: "1", name: { ko: "동", en: "Ward" }, members: "residents", objectionsUntil: null }];
    const methods = [{ kind: "oneTimeCode", id: "letter", name: { ko: "편지", en: "Letter" } }];
    const address = "0x0000000000000000000000000000000000000001";
    const office = {
      name: { ko: "기관", en: "Office" },
      registry: address,
      page: "https://vote.example",
      rolls,
      methods,
    };
    writeFileSync(at("office.yaml"), stringify({ ...office, register: xRoadSettings(server) }));
    writeFileSync(at("none.yaml"), stringify({ ...office, register: { kind: "none" } }));
  });
  beforeEach(() => {
    server.came.splice(0);
    [listed, allowed, description] = [[LISTED], [LISTED], JSON.stringify(DESCRIPTION)];
    server.answer = (request, response) => {
      for (const [name, value] of Object.entries(answerHeaders(request))) response.setHeader(name, value);
      if (request.url.endsWith("/listMethods")) response.end(JSON.stringify({ service: listed }));
      else if (request.url.endsWith("/allowedMethods")) response.end(JSON.stringify({ service: allowed }));
      else if (request.url.includes("/getOpenAPI")) response.end(description);
      else response.end(JSON.stringify({ ...RESIDENT, name: "Kim Yuna" }));
    };
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const check = (...more: readonly string[]) =>
    runCommand("office", "register", "check", "--file", at("office.yaml"), "--lang", "en", ...more);

  it("check says that the service is there, may be called and has the fields, by JSON and by YAML", async () => {
    for (const text of [description, stringify(DESCRIPTION)]) {
      description = text;
      const { code, out } = await check("--json");
      expect(JSON.parse(out)).to.deep.equal({ isListed: true, isAllowed: true, undescribed: [], unusual: [] });
      expect(code).to.equal(0);
    }
    const provider = `/r1/${[INSTANCE, CLASS, CODE, SUBSYSTEM].join("/")}`;
    expect(server.came.slice(0, 3).map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
      `GET ${provider}/listMethods`,
      `GET ${provider}/allowedMethods`,
      `GET ${provider}/getOpenAPI?serviceCode=${NAME}`,
    ]);
    expect(JSON.stringify(server.came)).not.to.include("x-road-issue").and.not.include("x-road-userid");
  });

  it("check names what is missing, with exit code 1, and says what was not described", async () => {
    const { rights: _, ...properties } = SCHEMA.properties;
    description = JSON.stringify(DESCRIPTION).replace(JSON.stringify(SCHEMA.properties), JSON.stringify(properties));
    allowed = [{ ...LISTED, subsystem_code: "other" }];
    const found = await check();
    expect(found.code).to.equal(1);
    expect(found.out).to.include("may not call it").and.include("The description lacks: electoralRight /rights/local");
    listed = [];
    expect((await check()).out)
      .to.include("has no service")
      .and.include("gives no OpenAPI description that can be read");
    listed = [LISTED];
    allowed = [LISTED];
    for (const text of ["[", JSON.stringify({ paths: {} }), `{"paths":{"/":{"post":{"$ref":"#/paths/~1/post"}}}}`]) {
      description = text;
      expect((await check("--json")).code, text).to.equal(text === "[" ? 0 : 1);
    }
  });

  it("check says in Korean what it found, and that a file asks no register", async () => {
    const korean = await runCommand("office", "register", "check", "--file", at("office.yaml"), "--lang", "ko");
    expect(korean.out).to.include("서비스").and.not.match(/The /);
    const none = await runCommand("office", "register", "check", "--file", at("none.yaml"), "--lang", "en");
    expect([none.code, none.out]).to.deep.equal([
      0,
      "The office's file asks no population register: the book alone decides",
    ]);
  });

  it("check ends with the Security Server's refusal, and with 2 where none answers", async () => {
    server.answer = (_, response) => response.setHeader("X-Road-Error", "Server.ServerProxy.AccessDenied").end("{}");
    expect((await check()).error).to.have.property("code", "REGISTER_REFUSED");
    server.answer = (_, response) => response.socket?.destroy();
    const { code, err } = await check();
    expect(code).to.equal(2);
    expect(err).to.include("Could not check: The population register cannot be asked now");
  });

  const ask = (...more: readonly string[]) =>
    runCommand(
      ...["office", "register", "ask", "--file", at("office.yaml"), "--db", at("office.db"), "--lang", "en"].concat([
        "--key-file",
        at("office.json"),
        "--person-file",
        at("person.txt"),
        ...more,
      ]),
    );

  it("ask says whether the person was found and under which message, and nothing of the person off a terminal", async () => {
    const { code, out, err } = await ask("--json", "--clerk", "EE48001010000");
    const { found, case: lookUp, messageId } = JSON.parse(out);
    expect([code, found]).to.deep.equal([0, true]);
    const [request] = server.came;
    expect(request?.headers).to.deep.include({
      ...{ "x-road-userid": "EE48001010000", "x-road-id": messageId, "x-road-issue": lookUp },
    });
    expect(JSON.parse(request?.body ?? "")).to.deep.equal({ person: PERSON });
    expect(out + err)
      .not.to.include(PERSON)
      .and.not.include("Kim")
      .and.not.include(RESIDENT.adultFrom);
    expect((await ask("--show-values")).error).to.have.property("code", "VALUES_NOT_ON_TERMINAL");
    expect((await ask("--clerk", "x\r\nX-Road-Client: other")).error).to.have.property(
      "code",
      "REGISTER_MISCONFIGURED",
    );
    const given = ["--db", at("office.db"), "--key-file", at("office.json"), "--person-file", at("person.txt")];
    const evidence = await runCommand("office", "register", "evidence", ...given, "--lang", "en");
    expect(evidence.out).to.include(`answered (x-road, message ${messageId})`).and.not.include(PERSON);
    const book = openRollStore(at("office.db"), keys.codeKey);
    const outcomes = evidenceStore(book.database, keys.codeKey).tries(PERSON);
    book.close();
    expect(outcomes.map(({ outcome }) => outcome).sort()).to.deep.equal(["REGISTER_MISCONFIGURED", "answered"]);
    const disk = readdirSync(folder).filter((file) => file.startsWith("office.db"));
    for (const file of disk) expect(readFileSync(at(file)).includes(PERSON), file).to.equal(false);
  });

  it("is read from the example, whose certificates must be there and whose key must be its owner's alone", async () => {
    const example = `${projectRoot}examples/offices/registrar-xroad.yaml`;
    const settings = readOfficeFile(example).register as RegisterSettings & { readonly kind: "xRoad" };
    expect(settings).to.deep.include({ kind: "xRoad", staleAfter: 86_400, evidenceDays: 365 });
    const missing = await errorOf(() => registerFiles(example, settings), OfficeFileInvalidError);
    expect(missing.field).to.equal("register.certificate");
    const own = { ...settings, certificate: undefined, clientCertificate: undefined, clientKey: "office.key" };
    const { privateKey } = (await import("node:crypto")).generateKeyPairSync("ec", { namedCurve: "prime256v1" });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" });
    writeFileSync(at("office.key"), pem, { mode: 0o640 });
    const exposed = await errorOf(() => registerFiles(at("office.yaml"), own as never), OfficeFileInvalidError);
    expect(exposed.message).to.include("others can read the key");
    rmSync(at("office.key"));
    writeFileSync(at("office.key"), pem, { mode: 0o600 });
    expect(registerFiles(at("office.yaml"), own as never)).to.deep.equal({ clientKey: pem });
  });

  /** What is said while something is done. */
  async function saidWhile(action: () => unknown): Promise<string> {
    const { log } = console;
    const lines: string[] = [];
    console.log = (line: string) => lines.push(line);
    try {
      await action();
    } finally {
      console.log = log;
    }
    return lines.join("\n");
  }

  it("warns at the start of numbers in addresses, and where both offices believe one register", async () => {
    const settings = { ...xRoadSettings(server), allowPersonInPath: true, path: "/{person}", client: "EE/GOV/1/a_b" };
    const warned = await saidWhile(() => warnOfRegister(settings as never, { lang: "en" }));
    expect(warned).to.include("allowPersonInPath").and.include("a_b");
    expect(await saidWhile(() => warnOfRegister({ kind: "none" }, { lang: "en" }))).to.equal("");
    const own = { kind: "xRoad", source: "EE/GOV/1/rr", client: "EE/GOV/2/registrar" } as const;
    const text = { ko: "확인", en: "Approver" };
    const office = {
      ...{ name: text, role: "approver", signer: "0x0000000000000000000000000000000000000002", chainId: "1" },
      ...{ registry: "0x0000000000000000000000000000000000000001", methods: [], rolls: [], submits: false },
    };
    const told = async (register?: unknown) => {
      server.answer = (_, response) => response.end(JSON.stringify({ ...office, ...(register ? { register } : {}) }));
      return saidWhile(() => warnOfOneRegister(own, server.url, { lang: "en" }));
    };
    expect(await told({ ...own, client: "EE/GOV/3/approver" })).to.include("Both offices ask one population register");
    expect(await told({ ...own, source: "EE/GOV/9/rr" })).to.include("as one client");
    expect(await told({ kind: "xRoad", source: "EE/GOV/9/rr", client: "EE/GOV/3/approver" })).to.equal("");
    expect(await told({ kind: "gateway", source: "https://gateway.example", client: own.client })).to.equal("");
    expect(await told()).to.equal("");
    expect(await saidWhile(() => warnOfOneRegister(own, undefined, { lang: "en" }))).to.include("compare by hand");
  });
});
