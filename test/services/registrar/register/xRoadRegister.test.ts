import type { ServerResponse } from "node:http";
import { expect } from "chai";
import { RefusalError } from "../../../../services/hosting/refusal.ts";
import type { PopulationRegister } from "../../../../services/registrar/register/populationRegister.ts";
import { xRoadRegister } from "../../../../services/registrar/register/xRoadRegister.ts";
import { type XRoadSettings, xRoadSettingsSchema } from "../../../../services/registrar/register/xRoadSettings.ts";
import { errorOf } from "../../../errorOf.ts";
import {
  type AnsweringServer,
  answerHeaders,
  CASE,
  type Came,
  CLIENT,
  HASH,
  meansOf,
  PERSON,
  PURPOSE,
  RESIDENT,
  SERVICE,
  startAnswering,
  triesKept,
  xRoadSettings,
} from "./answering.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("A population register behind X-Road (P28.5 to 28.11)", () => {
  let server: AnsweringServer;
  const said: string[] = [];

  before(async () => {
    server = await startAnswering();
  });
  beforeEach(() => {
    server.came.splice(0);
    said.splice(0);
    answerWith(200, RESIDENT);
  });
  after(() => server.close());

  function answerWith(
    status: number,
    body: unknown,
    headers: Record<string, string | readonly string[] | undefined> = {},
  ) {
    server.answer = (request, response) => {
      for (const [name, value] of Object.entries({ ...answerHeaders(request), ...headers })) {
        if (value !== undefined) response.setHeader(name, value);
      }
      response.statusCode = status;
      response.end(typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    };
  }

  function register(changes: Partial<XRoadSettings> = {}): PopulationRegister {
    return xRoadRegister(xRoadSettings(server, changes), meansOf({ say: (line) => said.push(line) }));
  }

  /** What a look-up ends with: the code, how often it was tried, and that each try was kept by its own id. */
  async function refused(one = register()): Promise<readonly [string, number]> {
    const { tries, tried } = triesKept();
    const { code } = await errorOf(one.resident(PERSON, PURPOSE, tried), RefusalError);
    const ids = server.came.map(({ headers }) => headers["x-road-id"]);
    if (ids.length > 0) expect(tries.map(({ messageId }) => messageId)).to.deep.equal(ids);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(tries.every(({ outcome }) => outcome === code)).to.equal(true);
    return [code, tries.length];
  }

  it("is asked with the person number in the body of a POST, and gives what concerns rolls alone", async () => {
    const extra = { name: "Kim Yuna", birthDate: "1991-01-02", address: "Sinjang 1" };
    answerWith(200, { ...RESIDENT, ...extra });
    const { tries, tried } = triesKept();
    const answer = await register().resident(PERSON, PURPOSE, tried);
    const [request] = server.came as [Came];
    const messageId = request.headers["x-road-id"];
    expect(messageId).to.match(UUID);
    expect(answer).to.deep.equal({
      found: true,
      districts: ["11"],
      adultAt: "2009-01-02",
      electoralRight: true,
      asOf: 1_800_000_000,
      evidence: { system: "x-road", messageId, requestHash: HASH, receivedAt: 1_800_000_000 },
    });
    expect(tries).to.deep.equal([
      { case: CASE, system: "x-road", messageId, requestHash: HASH, outcome: "answered", at: 1_800_000_000 },
    ]);
    expect([request.method, request.url]).to.deep.equal(["POST", `/r1/${SERVICE}`]);
    expect(JSON.parse(request.body)).to.deep.equal({ person: PERSON });
    const { host: _, connection: __, "content-length": ___, ...headers } = request.headers;
    expect(headers).to.deep.equal({
      "x-road-client": CLIENT,
      "x-road-id": messageId,
      "x-road-issue": CASE,
      "x-road-userid": "EE70001234",
      accept: "application/json",
      "content-type": "application/json; charset=utf-8",
    });
  });

  it("is asked by a clerk in the clerk's name, through a named Security Server, at a path with its query as it stands", async () => {
    const one = register({ server: "EE/GOV/70008440/ss1", path: "/v1/a%20b?x=%2F&y=1+2", personField: "isikukood" });
    await one.resident(PERSON, { case: CASE, actor: { clerk: "EE48001010000" } }, () => {});
    const [request] = server.came as [Came];
    expect(request.url).to.equal(`/r1/${SERVICE}/v1/a%20b?x=%2F&y=1+2`);
    expect(request.headers["x-road-userid"]).to.equal("EE48001010000");
    expect(request.headers["x-road-security-server"]).to.equal("EE/GOV/70008440/ss1");
    expect(JSON.parse(request.body)).to.deep.equal({ isikukood: PERSON });
  });

  it("is asked with the number in the path only where the file allows it", async () => {
    const path = "/residents/{person}";
    await register({ path, allowPersonInPath: true }).resident("7/8 9", PURPOSE, () => {});
    const [request] = server.came as [Came];
    expect([request.method, request.url, request.body]).to.deep.equal([
      "GET",
      `/r1/${SERVICE}/residents/7%2F8%209`,
      "",
    ]);
    expect(await codeOf(register({ path, allowPersonInPath: true }), "..")).to.equal("REGISTER_MISCONFIGURED");
    expect(await codeOf(register({ path: `/${"a".repeat(2_000)}` }))).to.equal("REGISTER_MISCONFIGURED");
    expect(server.came).to.have.length(1);
  });

  async function codeOf(one: PopulationRegister, person = PERSON): Promise<string> {
    return (
      await errorOf(
        one.resident(person, PURPOSE, () => {}),
        RefusalError,
      )
    ).code;
  }

  it("is believed only with the headers of an answer to this request", async () => {
    const wrong: Record<string, readonly (string | readonly string[] | undefined)[]> = {
      "X-Road-Client": [undefined, "EE/GOV/70001234/other", [CLIENT, CLIENT]],
      "X-Road-Service": [undefined, "EE/GOV/70008440/rr/other"],
      "X-Road-Id": [undefined, CASE],
      "X-Road-Request-Id": [undefined, ""],
      "X-Road-Request-Hash": [undefined, "4c519cf0-0e5e-4ccf-b72b-8ed6fe289e6e", `${"A".repeat(85)}B==`, [HASH, HASH]],
    };
    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values) {
        answerWith(200, RESIDENT, { [name]: value });
        server.came.splice(0);
        expect(await refused(), `${name}: ${value}`).to.deep.equal(["REGISTER_ANSWER_UNREADABLE", 1]);
      }
    }
    answerWith(200, RESIDENT, { "X-Road-Client": "%45E/GOV/70001234/hanpyo%2Dregistrar" });
    expect((await register().resident(PERSON, PURPOSE, () => {})).found).to.equal(true);
  });

  const error = (type: string) => ({
    type,
    message: `secret ${PERSON}`,
    detail: "9bc95b6e-2f1d-4a41-a7e6-11eda7d734d5",
  });
  const rows: readonly [string, number, string, number][] = [
    ["Client.BadRequest", 400, "REGISTER_MISCONFIGURED", 1],
    ["Client.InternalError", 200, "REGISTER_MISCONFIGURED", 1],
    ["Server.ClientProxy.OutdatedGlobalConf", 500, "REGISTER_UNAVAILABLE", 3],
    ["Server.ServerProxy.NetworkError", 500, "REGISTER_UNAVAILABLE", 3],
    ["Server.ServerProxy.AccessDenied", 500, "REGISTER_REFUSED", 1],
    ["Server.ServerProxy.UnknownService", 500, "REGISTER_MISCONFIGURED", 1],
    ["Server.ClientProxy.UnknownMember", 500, "REGISTER_MISCONFIGURED", 1],
    ["client.bad_request", 400, "REGISTER_MISCONFIGURED", 1],
    ["server.serverproxy.unknown_service", 500, "REGISTER_MISCONFIGURED", 1],
    ["server.serverproxy.access_denied", 500, "REGISTER_REFUSED", 1],
    ["server.clientproxy.outdated_global_conf", 500, "REGISTER_UNAVAILABLE", 3],
    ["Server.ServerProxy.ServiceFailed.UnknownService", 500, "REGISTER_UNAVAILABLE", 3],
    ["Server.ServerProxy.NetworkError", 200, "REGISTER_UNAVAILABLE", 3],
    ["<b>?</b>", 500, "REGISTER_UNAVAILABLE", 3],
  ];
  for (const [type, status, code, tries] of rows) {
    it(`gives ${code} for the Security Server's ${type} with status ${status}, after ${tries} tries`, async () => {
      answerWith(status, error(type), {
        "X-Road-Error": type,
        "X-Road-Id": undefined,
        "X-Road-Request-Hash": undefined,
      });
      expect(await refused()).to.deep.equal([code, tries]);
      expect(said).to.have.length(tries);
      expect(said.join())
        .to.include("9bc95b6e-2f1d-4a41-a7e6-11eda7d734d5")
        .and.not.include(PERSON)
        .and.not.include("<b>");
    });
  }

  it("gives the Security Server's error whatever the body is, and repeats no detail that is no UUID", async () => {
    for (const body of ["<error/>", "", JSON.stringify({ detail: PERSON }), "null"]) {
      answerWith(500, body, { "X-Road-Error": "Server.ServerProxy.AccessDenied", "Content-Type": "text/xml" });
      server.came.splice(0);
      expect(await refused()).to.deep.equal(["REGISTER_REFUSED", 1]);
    }
    expect(said.join()).not.to.include(PERSON);
  });

  it("answers again after a failure, with a new id for each try", async () => {
    const working = server.answer;
    server.answer = (request, response) => {
      if (server.came.length < 3) response.setHeader("X-Road-Error", "Server.ClientProxy.CannotCreateSignature").end();
      else working(request, response);
    };
    const { tries, tried } = triesKept();
    const { evidence } = await register().resident(PERSON, PURPOSE, tried);
    expect(tries.map(({ outcome }) => outcome)).to.deep.equal([
      "REGISTER_UNAVAILABLE",
      "REGISTER_UNAVAILABLE",
      "answered",
    ]);
    expect(evidence.messageId).to.equal(tries[2]?.messageId);
    expect(new Set(server.came.map(({ headers }) => headers["x-road-id"])).size).to.equal(3);
  });

  it("takes the register's 404 for nobody only where the file says so, and only from the register", async () => {
    answerWith(404, { error: "Not Found" });
    expect(await refused()).to.deep.equal(["REGISTER_REFUSED", 1]);
    expect((await register({ notFound: 404 }).resident(PERSON, PURPOSE, () => {})).found).to.equal(false);
    // A 404 of whatever else listens there.
    answerWith(404, "", { "X-Road-Request-Hash": undefined });
    server.came.splice(0);
    expect(await refused(register({ notFound: 404 }))).to.deep.equal(["REGISTER_ANSWER_UNREADABLE", 1]);
  });

  it("is refused by the register's own failures, follows no redirection, and reads JSON alone", async () => {
    const unreadable = "REGISTER_ANSWER_UNREADABLE";
    const cases: readonly [number, unknown, Record<string, string>, string][] = [
      [403, {}, {}, "REGISTER_REFUSED"],
      [500, {}, {}, "REGISTER_REFUSED"],
      [302, "", { Location: `${server.url}/elsewhere` }, unreadable],
      [204, "", {}, unreadable],
      [200, "<html></html>", { "Content-Type": "text/html" }, unreadable],
      [200, RESIDENT, { "Content-Type": "application/xml" }, unreadable],
      [200, RESIDENT, { "Content-Type": "application/json; charset=euc-kr" }, unreadable],
      [200, RESIDENT, { "Content-Encoding": "gzip" }, unreadable],
      [200, "{", {}, unreadable],
      [200, Buffer.from([0x22, 0xff, 0x22]), {}, unreadable],
      [200, JSON.stringify({ ...RESIDENT, pad: "x".repeat(65_536) }), {}, unreadable],
    ];
    for (const [status, body, headers, code] of cases) {
      answerWith(status, body, headers);
      server.came.splice(0);
      expect(await refused(), `${status} ${JSON.stringify(headers)}`).to.deep.equal([code, 1]);
      expect(server.came.map(({ url }) => url)).to.deep.equal([`/r1/${SERVICE}`]);
    }
  });

  it("is unavailable where the connection is cut or none comes about, and unreadable where nothing comes in time", async () => {
    const cut = (response: ServerResponse) => response.socket?.destroy();
    server.answer = (_, response) => cut(response);
    expect(await refused()).to.deep.equal(["REGISTER_UNAVAILABLE", 3]);
    server.came.splice(0);
    server.answer = (request, response) => {
      response.writeHead(200, { ...answerHeaders(request), "Content-Length": "100" }).write("{", () => cut(response));
    };
    expect(await refused()).to.deep.equal(["REGISTER_UNAVAILABLE", 3]);
    server.came.splice(0);
    server.answer = (request, response) => {
      response.writeHead(200, answerHeaders(request)).write("{");
    };
    expect(await refused()).to.deep.equal(["REGISTER_ANSWER_UNREADABLE", 1]);
    server.came.splice(0);
    const gone = await startAnswering();
    await gone.close();
    expect(await refused(register({ securityServer: gone.url }))).to.deep.equal(["REGISTER_UNAVAILABLE", 3]);
  });

  it("never takes a field that is missing or of another type for a yes", async () => {
    const { exists: _, ...withoutFound } = RESIDENT;
    for (const answer of [
      null,
      [],
      withoutFound,
      { ...RESIDENT, exists: "true" },
      { ...RESIDENT, place: { code: 11 } },
      { ...RESIDENT, place: {} },
      { ...RESIDENT, adultFrom: "2009-02-30" },
      { ...RESIDENT, adultFrom: undefined },
      { ...RESIDENT, rights: { local: 1 } },
      { ...RESIDENT, rights: {} },
    ]) {
      answerWith(200, answer);
      server.came.splice(0);
      expect(await refused(), JSON.stringify(answer)).to.deep.equal(["REGISTER_ANSWER_UNREADABLE", 1]);
    }
    answerWith(200, { exists: false });
    expect((await register().resident(PERSON, PURPOSE, () => {})).found).to.equal(false);
  });

  it("has the day of adulthood made of a birth date, which goes no further", async () => {
    const map = { district: "/d", birthDate: "/born", electoralRight: true as const, asOf: "/asOf" };
    for (const [born, adultAge, adultAt] of [
      ["2000-02-29", undefined, "2018-03-01"],
      ["2000-02-29", 20, "2020-02-29"],
      ["2008-12-31", 18, "2026-12-31"],
    ] as const) {
      answerWith(200, { d: ["11", "12"], born, asOf: "2026-11-30T00:00:00+09:00" });
      const one = register({ map: adultAge === undefined ? map : { ...map, adultAge } });
      const { evidence: _, ...answer } = await one.resident(PERSON, PURPOSE, () => {});
      const asOf = Date.parse("2026-11-29T15:00:00Z") / 1_000;
      expect(answer).to.deep.equal({ found: true, districts: ["11", "12"], adultAt, electoralRight: true, asOf });
    }
  });

  it("is not taken into an office's file that would send a number or a key where they must not be", () => {
    const good = { ...xRoadSettings(server), certificate: "ss1.pem", securityServer: "https://ss1.example:8443" };
    expect(xRoadSettingsSchema.safeParse(good).success).to.equal(true);
    for (const change of [
      { securityServer: "http://ss1.example" },
      { securityServer: "https://user:secret@ss1.example" },
      { securityServer: "https://ss1.example/?x=1" },
      { certificate: undefined },
      { clientKey: "key.pem" },
      { path: "/residents/{person}" },
      { path: "/residents", allowPersonInPath: true },
      { path: "residents" },
      { path: "/a b" },
      { client: "EE/GOV" },
      { service: "EE/GOV/../rr/resident" },
      { userId: "48001010000" },
      { notFound: 410 },
      { map: { ...good.map, adultAt: undefined } },
      { map: { ...good.map, birthDate: "/born" } },
      { map: { ...good.map, name: "/name" } },
      { map: { ...good.map, found: "exists" } },
    ]) {
      expect(xRoadSettingsSchema.safeParse({ ...good, ...change }).success, JSON.stringify(change)).to.equal(false);
    }
  });
});
