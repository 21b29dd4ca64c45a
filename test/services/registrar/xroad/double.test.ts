import { createHash } from "node:crypto";
import { expect } from "chai";
import { carelessClient } from "./carelessClient.ts";
import { type CheckWorld, CLIENT, CLOSED_SERVICE, checkWorld, SERVICE } from "./checkWorld.ts";
import { plainClient } from "./plainClient.ts";
import { PROTOCOL_CHECKS } from "./protocolChecks.ts";
import { rawRequest } from "./rawRequest.ts";
import { storedFiles } from "./storedZip.ts";

/** Checks that even a careless client passes: what nobody gets wrong, and what it does as the plain one does. */
const EASY = [
  "starts the address with the version r1",
  "calls services and speaks as clients with and without a subsystem",
  "sends a Korean member's name as UTF-8, or refuses it",
  "encodes nothing twice",
  "has its own headers passed on",
  "needs neither hop-by-hop headers nor Host, User-Agent or Server",
  "reads names of headers in any case",
  "gains nothing by a caller's forged identity: the server writes its own",
  "reads which services a provider has",
  "reads which of them it may call",
  "reads descriptions in JSON and in YAML",
  "tells what was archived as lost, and asks a bounded number of times",
];
const PATH = `/r1/${SERVICE.join("/")}/people`;
const CALLER = CLIENT.join("/");

describe("A double of a Security Server", function () {
  this.timeout(20_000);
  let world: CheckWorld;
  beforeEach(async () => {
    world = await checkWorld();
  });
  afterEach(() => world.close());

  const ask = (path: string, headers: readonly string[] = ["X-Road-Client", CALLER], method = "GET", body = "") =>
    rawRequest(world.double.url, path, { method, headers, body });

  it("refuses what breaks the protocol, each time by the section that says so", async () => {
    const named = (client: string) => ["X-Road-Client", client];
    const refused: readonly (readonly [section: string, path: string, headers?: readonly string[]])[] = [
      ["4.1", `/r2/${SERVICE.join("/")}/people`],
      ["4.1", `/${SERVICE.join("/")}/people`],
      ["4.1", "/r1/EE/GOV/70008440"],
      ["4.1", "/r1/EE//70008440/rr/resident"],
      ["4.2", `${PATH}?${"a".repeat(2_000)}`],
      ["4.2", `${PATH}/../closed`],
      ["4.2", `${PATH}/%2e%2E`],
      ["4.2", `${PATH}/%E0%A4%A`],
      ["4.2", `${PATH}/%ff`],
      ["4.3", PATH, []],
      ["4.3", PATH, named("")],
      ["4.3", PATH, named("EE/GOV")],
      ["4.3", PATH, named(`${CALLER}/more`)],
      ["4.3", PATH, named("EE/GOV/70001234/%ff")],
      ["4.8", PATH, named("EE/GOV/70001234/a%2Fb")],
      ["4.8", PATH, named("EE/GOV/70001234/%EC%88%98")],
      ["4.8", `/r1/${SERVICE.slice(0, 4).join("/")}/a%2Fb`],
    ];
    for (const [section, path, headers] of refused) {
      const { status, headers: answered, body } = await ask(path, headers);
      expect([status, answered["x-road-error"]], path).to.deep.equal([400, "Client.BadRequest"]);
      expect(Object.keys(JSON.parse(body)), path).to.deep.equal(["type", "message", "detail"]);
      expect(world.double.received.at(-1)?.refused, `${path} ${headers}`).to.equal(section);
    }
    expect(world.reached).to.have.length(0);
  });

  it("tells its own failures by their types, in the form that was asked for", async () => {
    const typeOf = async (path: string, headers?: readonly string[]) =>
      (await ask(path, headers)).headers["x-road-error"];
    expect(await typeOf(PATH, ["X-Road-Client", "EE/GOV/1/stranger"])).to.equal("Server.ClientProxy.UnknownMember");
    expect(await typeOf("/r1/EE/GOV/70008440/rr/none")).to.equal("Server.ServerProxy.UnknownService");
    expect(await typeOf(`/r1/${CLOSED_SERVICE.join("/")}/doors`)).to.equal("Server.ServerProxy.AccessDenied");
    const { headers, body } = await ask("/r1/x", ["X-Road-Client", CALLER, "Accept", "text/xml"]);
    expect(headers["content-type"]).to.equal("application/xml;charset=utf-8");
    expect(body).to.contain("<type>Client.BadRequest</type>");
  });

  it("takes the last of several callers, and the longest identifier that fits", async () => {
    const { headers } = await ask(PATH, ["X-Road-Client", "EE/GOV/1/stranger", "x-road-client", CALLER]);
    expect(headers["x-road-client"]).to.equal(CALLER);
    expect(headers["x-road-service"]).to.equal(SERVICE.join("/"));
    expect((await ask("/r1/EE/GOV/70008440/resident/people")).headers["x-road-service"]).to.equal(
      "EE/GOV/70008440/resident",
    );
  });

  it("adds the hash of the request that it got, over headers and body, or over headers alone", async () => {
    const sha = (data: string | Buffer) => createHash("sha512").update(data).digest();
    const head = (method: string, more: string) =>
      sha(`${method} ${PATH} HTTP/1.1\r\nx-road-client:${CALLER}\r\nhost:double\r\n${more}connection:close\r\n`);
    const bare = await ask(PATH);
    expect(bare.headers["x-road-request-hash"]).to.equal(head("GET", "").toString("base64"));
    const posted = await ask(PATH, undefined, "POST", "{}");
    const whole = sha(Buffer.concat([head("POST", "content-length:2\r\n"), sha("{}")]));
    expect(posted.headers["x-road-request-hash"]).to.equal(whole.toString("base64"));
  });

  it("passes neither hop-by-hop headers nor forged ones on, and asks for JSON by default", async () => {
    await ask(PATH, [
      "X-Road-Client",
      CALLER,
      "X-Road-Service",
      "a",
      "TE",
      "trailers",
      "User-Agent",
      "a",
      "X-Own",
      "1",
    ]);
    const headers = world.reached[0]?.headers ?? {};
    expect([headers.te, headers["user-agent"], headers["x-own"]]).to.deep.equal([undefined, undefined, "1"]);
    expect([headers.accept, headers["x-road-service"]]).to.deep.equal(["application/json", SERVICE.join("/")]);
  });

  it("gives both containers of a message as a ZIP archive that other tools read, and refuses other questions", async () => {
    await ask(PATH, ["X-Road-Client", CALLER, "X-Road-Id", "abc/1"]);
    const member = "xRoadInstance=EE&memberClass=GOV&memberCode=70001234&subsystemCode=hanpyo-registrar";
    const asked = `/asic?queryId=abc%2F1&${member}`;
    const archive = Buffer.from(await (await fetch(world.double.url + asked)).arrayBuffer());
    expect([...storedFiles(archive).keys()]).to.deep.equal([
      "abc%2F1-request-canned0.asice",
      "abc%2F1-response-canned0.asice",
    ]);
    const statusOf = async (path: string) => (await ask(path)).status;
    expect(await statusOf(`/asic?${member}`)).to.equal(400);
    expect(await statusOf(`${asked}&requestOnly&responseOnly`)).to.equal(400);
    expect(await statusOf(`${asked}&unique`)).to.equal(400);
    expect(await statusOf(`${asked}&unique&requestOnly`)).to.equal(200);
    expect(await statusOf(`/asic?queryId=other&${member}`)).to.equal(404);
  });
});

describe("The checks of a client of X-Road", function () {
  this.timeout(30_000);

  it("are 46, each of a section", () => {
    expect(PROTOCOL_CHECKS).to.have.length(46);
    for (const { section, says } of PROTOCOL_CHECKS) expect([section, says]).to.not.include("");
    expect(new Set(PROTOCOL_CHECKS.map(({ says }) => says)).size).to.equal(46);
  });

  for (const { section, says, run } of PROTOCOL_CHECKS) {
    it(`${section}: a client that holds to the protocol ${says}`, () => run(plainClient));
  }

  it("refuse a careless client wherever its carelessness shows", async () => {
    const passed: string[] = [];
    for (const { says, run } of PROTOCOL_CHECKS) {
      await run(carelessClient).then(
        () => passed.push(says),
        () => {},
      );
    }
    expect(passed).to.deep.equal(EASY);
  });
});
