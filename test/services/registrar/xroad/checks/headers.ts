import { expect } from "chai";
import { CLIENT } from "../checkWorld.ts";
import { oddNames, protocolError, withHeader } from "../faults.ts";
import { check, once, type ProtocolCheck } from "./protocolCheck.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const LOOKUPS = 1_000;

export const headerChecks: readonly ProtocolCheck[] = [
  check("PR-REST 4.3", "sends X-Road-Client once, each part encoded by itself", async (client, world) => {
    await once(client, world);
    expect(world.double.received[0]?.headers["x-road-client"]).to.deep.equal([CLIENT.join("/")]);
    const odd = ["EE", "GOV", "70001234", "a?b=c"];
    await client.exchange(world.call({ client: odd })).catch(() => {});
    const sent = world.double.received[1]?.headers["x-road-client"];
    if (sent !== undefined) expect(sent).to.deep.equal(["EE/GOV/70001234/a%3Fb%3Dc"]);
  }),
  check("PR-REST 4.3", "names each try by a new UUID", async (client, world) => {
    world.double.inject(protocolError("Server.ServerProxy.NetworkError"));
    const { messageId } = await client.exchange(world.call());
    const ids = world.double.received.map(({ headers }) => headers["x-road-id"]?.[0] ?? "");
    expect(ids.length).to.be.greaterThan(1);
    for (const id of ids) expect(id).to.match(UUID);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(messageId).to.equal(ids.at(-1));
  }),
  check("PR-REST 4.3", "has its own headers passed on", async (client, world) => {
    await once(client, world, { headers: { "X-Register-Version": "v2" } });
    expect(world.reached[0]?.headers["x-register-version"]).to.equal("v2");
  }),
  check("PR-REST 4.3", "needs neither hop-by-hop headers nor Host, User-Agent or Server", async (client, world) => {
    world.double.inject(withHeader("Server"));
    await once(client, world);
    const { "user-agent": agent, te, upgrade, host } = world.reached[0]?.headers ?? {};
    expect([agent, te, upgrade]).to.deep.equal([undefined, undefined, undefined]);
    expect(host).to.not.equal(new URL(world.place.securityServer).host);
  }),
  check("PR-REST 4.3", "reads names of headers in any case", async (client, world) => {
    world.double.inject(oddNames);
    await once(client, world);
  }),
  check("PR-REST 4.3", "sends no header that is the Security Servers'", async (client, world) => {
    await once(client, world);
    const names = Object.keys(world.double.received[0]?.headers ?? {});
    for (const name of [
      "x-road-request-hash",
      "x-road-service",
      "x-road-error",
      "x-road-request-id",
      "authorization",
    ]) {
      expect(names).to.not.include(name);
    }
  }),
  check("PR-REST 4.3", "asks for JSON by Accept, as is the default", async (client, world) => {
    await once(client, world);
    expect(world.reached[0]?.headers.accept).to.equal("application/json");
  }),
  check("PR-REST 4.3", "has its content type reach the service as it was", async (client, world) => {
    await once(client, world, { contentType: "application/json; charset=utf-8" });
    expect(world.reached[0]?.headers["content-type"]).to.equal("application/json; charset=utf-8");
  }),
  check(
    "design of register look-ups",
    `puts no person's number anywhere but into the body, ${LOOKUPS} times`,
    async (client, world) => {
      for (let lookup = 0; lookup < LOOKUPS; lookup++) {
        // Numbers that are found wherever they stand, whole or in part.
        const person = `9${String(lookup * 7_919 + 10_000_000)}`;
        await client.exchange(world.call({ body: JSON.stringify({ person }) }));
        const { url, headers, body } = world.double.received[lookup] ?? { url: "", headers: {}, body: "" };
        expect(body).to.contain(person);
        for (const text of [url, JSON.stringify(headers)]) {
          for (const form of [person, Buffer.from(person).toString("base64"), Buffer.from(person).toString("hex")]) {
            expect(text).to.not.contain(form);
          }
        }
      }
    },
  ),
  check("PR-REST 4.3", "gains nothing by a caller's forged identity: the server writes its own", async (_, world) => {
    const { securityServer, service } = world.place;
    const send = (headers: [string, string][]) =>
      fetch(`${securityServer}/r1/${service.join("/")}/people`, { headers });
    const own = CLIENT.join("/");
    const answer = await send([
      ["X-Road-Client", own],
      ["X-Road-Service", "EE/GOV/1/other"],
      ["X-Road-Error", "none"],
    ]);
    expect(answer.headers.get("x-road-service")).to.equal(service.join("/"));
    expect(answer.headers.get("x-road-error")).to.equal(null);
    expect([world.reached[0]?.headers["x-road-client"], world.reached[0]?.headers["x-road-service"]]).to.deep.equal([
      own,
      service.join("/"),
    ]);
    expect((await send([["X-Road-Client", "EE/GOV/1/stranger"]])).status).to.equal(500);
    expect(world.reached).to.have.length(1);
  }),
];
