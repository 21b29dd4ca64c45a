import { expect } from "chai";
import { CLIENT, SERVICE, SHORT_SERVICE } from "../checkWorld.ts";
import { check, codeOf, once, type ProtocolCheck } from "./protocolCheck.ts";

const SLASHED = [...SERVICE.slice(0, 4), "a/b"];
const KOREAN = ["KR", "GOV", "수원시", "주민", "resident"];

/** Refused by the client itself, or sent in the one form that is right. */
async function refusedOrOnePart(answer: Promise<unknown>, urls: readonly string[], part: string): Promise<void> {
  const code = await codeOf(answer);
  if (urls.length > 0) expect(urls[0]).to.contain(`/${part}`);
  else expect(code).to.be.a("string");
}

export const addressChecks: readonly ProtocolCheck[] = [
  check("PR-REST 4.1", "keeps the method", async (client, world) => {
    for (const method of client.sends) {
      const body = method === "GET" || method === "DELETE" ? undefined : "{}";
      await client.exchange({ ...world.place, method, path: "/people", ...(body === undefined ? {} : { body }) });
    }
    expect(world.reached.map(({ method }) => method)).to.deep.equal(client.sends);
  }),
  check("PR-REST 4.1", "starts the address with the version r1", async (client, world) => {
    await once(client, world);
    expect(world.double.received[0]?.url).to.equal(`/r1/${SERVICE.join("/")}/people`);
  }),
  check("PR-REST 4.1", "calls services and speaks as clients with and without a subsystem", async (client, world) => {
    await once(client, world, { client: CLIENT.slice(0, 3), service: SHORT_SERVICE });
    expect(world.double.received[0]?.url).to.equal(`/r1/${SHORT_SERVICE.join("/")}/people`);
    expect(world.reached[0]?.headers["x-road-client"]).to.equal("EE/GOV/70001234");
  }),
  check(
    "PR-REST 4.2, 4.8",
    "sends a slash in a code as %2F, or refuses the code",
    async (client, world) => {
      const answer = client.exchange(world.call({ service: SLASHED }));
      await answer.catch(() => {});
      await refusedOrOnePart(
        answer,
        world.double.received.map(({ url }) => url),
        "a%2Fb/people",
      );
    },
    () => ({ isRestricted: false, others: [SLASHED] }),
  ),
  check(
    "PR-REST 4.2, 4.8",
    "sends a Korean member's name as UTF-8, or refuses it",
    async (client, world) => {
      const answer = client.exchange(world.call({ service: KOREAN }));
      await answer.catch(() => {});
      await refusedOrOnePart(
        answer,
        world.double.received.map(({ url }) => url),
        encodeURIComponent("수원시"),
      );
    },
    () => ({ isRestricted: false, others: [KOREAN] }),
  ),
  check("PR-REST 4.5", "keeps the query byte for byte", async (client, world) => {
    const query = "b=2&a=1&a=%ed%95%9c&c=x+y%20z&d=";
    await once(client, world, { query });
    expect(world.reached[0]?.url).to.equal(`/people?${query}`);
  }),
  check("PR-REST 4.2", "encodes nothing twice", async (client, world) => {
    await once(client, world, { path: "/people/a%20b%2Fc" });
    expect(world.reached[0]?.url).to.equal("/people/a%20b%2Fc");
  }),
  check("PR-REST 4.2", "refuses a path over 2,000 characters itself", async (client, world) => {
    expect(await codeOf(client.exchange(world.call({ path: `/${"a".repeat(2_000)}` })))).to.be.a("string");
    expect(world.double.received).to.have.length(0);
  }),
  check("PR-REST 4.2", "refuses a path that leaves its place, encoded or not", async (client, world) => {
    for (const path of ["/../closed", "/%2e%2E/closed", "/a/./b", "/a/.%2e"]) {
      expect(await codeOf(client.exchange(world.call({ path }))), path).to.be.a("string");
    }
    expect(world.double.received).to.have.length(0);
  }),
  check("PR-REST 2.3, 4.1", "meets a server that refuses any other version", async (client, world) => {
    const { securityServer } = world.place;
    const answer = await fetch(`${securityServer}/r2/${SERVICE.join("/")}/people`, {
      headers: { "X-Road-Client": CLIENT.join("/") },
    });
    expect([answer.status, answer.headers.get("x-road-error")]).to.deep.equal([400, "Client.BadRequest"]);
    const code = await codeOf(client.exchange(world.call({ securityServer: `${securityServer}/r2` })));
    expect(code).to.be.a("string");
    expect(world.reached).to.have.length(0);
  }),
];
