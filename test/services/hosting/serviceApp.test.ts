import { expect } from "chai";
import type { Hono } from "hono";
import { z } from "zod";
import { HanpyoError } from "../../../sdk/errors.ts";
import { jsonBody } from "../../../services/hosting/jsonBody.ts";
import { type Listening, listen } from "../../../services/hosting/listening.ts";
import { refusal } from "../../../services/hosting/refusal.ts";
import { type ServiceAppSettings, serviceApp } from "../../../services/hosting/serviceApp.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";

const TeapotError = refusal("QUEUE_FULL", {
  status: 418,
  what: "There are {pots} pots",
  remedy: "Wait",
});

class OwnError extends HanpyoError {
  constructor() {
    super("TRACKER_LENGTH", "Something of the sdk's", "Do something");
  }
}

/** An invented service. */
function inventedApp(changes: Partial<ServiceAppSettings> = {}): Hono {
  const app = serviceApp({
    limits: { requestsPerMinute: 3, readsPerMinute: 3, requestBytes: 100 },
    behindProxy: false,
    clock: () => 1,
    random: seededRandom("service app"),
    ...changes,
  });
  app.post("/echo", async (context) =>
    context.json(await jsonBody(context, z.strictObject({ a: z.object({ b: z.int() }) }))),
  );
  app.get("/teapot", () => {
    throw new TeapotError(2);
  });
  app.get("/own", () => {
    throw new OwnError();
  });
  app.get("/broken", () => {
    throw new Error("secret of the machine");
  });
  return app;
}

const many = { limits: { requestsPerMinute: 100, readsPerMinute: 100, requestBytes: 100 } };

async function answerOf(asked: Response | Promise<Response>): Promise<readonly [number, string]> {
  const response = await asked;
  return [response.status, ((await response.json()) as { readonly code: string }).code];
}

describe("A service's application", () => {
  const running: Listening[] = [];
  after(async () => {
    for (const one of running) await one.close();
  });

  it("answers what is refused with its status, code, cause and remedy, and never with what it does not know", async () => {
    const app = inventedApp(many);
    const teapot = await app.request("/teapot");
    expect([teapot.status, await teapot.json()]).to.deep.equal([
      418,
      { code: "QUEUE_FULL", cause: "There are 2 pots", remedy: "Wait" },
    ]);
    expect(await answerOf(app.request("/own"))).to.deep.equal([400, "TRACKER_LENGTH"]);
    expect(await answerOf(app.request("/nothing"))).to.deep.equal([404, "NOT_FOUND"]);
    const broken = await app.request("/broken");
    expect(broken.status).to.equal(500);
    expect(await broken.text())
      .to.include("FAILED")
      .and.not.to.include("secret");
  });

  it("may be asked by any page, and keeps answers out of caches, refusals too", async () => {
    for (const path of ["/teapot", "/nothing", "/broken"]) {
      const { headers } = await inventedApp(many).request(path);
      expect(headers.get("access-control-allow-origin")).to.equal("*");
      expect(headers.get("cache-control")).to.equal("no-store");
      expect(headers.get("referrer-policy")).to.equal("no-referrer");
    }
  });

  it("takes JSON by a schema, and names what is wrong by its place alone", async () => {
    const app = inventedApp(many);
    const post = (body: string) => app.request("/echo", { method: "POST", body });
    expect(await (await post('{"a":{"b":1}}')).json()).to.deep.equal({ a: { b: 1 } });
    expect(await answerOf(post("no JSON"))).to.deep.equal([400, "REQUEST_MALFORMED"]);
    const { cause } = (await (await post('{"a":{"b":"my name"}}')).json()) as { cause: string };
    expect(cause).to.equal("The request is malformed at a.b");
  });

  it("takes no body beyond its limit, and refuses it by the service's own code where it has one", async () => {
    const large = { method: "POST", body: "x".repeat(101) };
    expect(await answerOf(inventedApp(many).request("/echo", large))).to.deep.equal([413, "REQUEST_TOO_LARGE"]);
    const TooLargeError = refusal("PACKAGE_TOO_LARGE", {
      status: 413,
      what: "At most {most}",
      remedy: "Less",
    });
    const own = inventedApp({ ...many, tooLarge: TooLargeError });
    expect(await answerOf(own.request("/echo", large))).to.deep.equal([413, "PACKAGE_TOO_LARGE"]);
  });

  it("answers an address no more often than its limit in a minute, and each minute anew", async () => {
    let now = 1;
    const app = inventedApp({ clock: () => now });
    for (let i = 0; i < 3; i++) expect((await app.request("/teapot")).status).to.equal(418);
    expect(await answerOf(app.request("/teapot"))).to.deep.equal([429, "RATE_EXCEEDED"]);
    now += 60_000;
    expect((await app.request("/teapot")).status).to.equal(418);
  });

  it("counts what only reads by itself, so that neither holds up the other", async () => {
    const app = inventedApp();
    const post = () => app.request("/echo", { method: "POST", body: '{"a":{"b":1}}' });
    for (let i = 0; i < 4; i++) await app.request("/teapot");
    for (let i = 0; i < 3; i++) expect((await post()).status).to.equal(200);
    expect(await answerOf(post())).to.deep.equal([429, "RATE_EXCEEDED"]);
    expect((await app.request("/teapot", { method: "HEAD" })).status).to.equal(429);
    const counted = inventedApp({ countsItself: ({ req }) => req.path === "/echo" });
    for (let i = 0; i < 5; i++) {
      expect((await counted.request("/echo", { method: "POST", body: '{"a":{"b":1}}' })).status).to.equal(200);
    }
  });

  it("counts the addresses of one home as one, and other homes for themselves", async () => {
    const server = await listen(inventedApp({ behindProxy: true }), { behindProxy: true });
    running.push(server);
    const from = async (address: string) =>
      (await fetch(`${server.url}/teapot`, { headers: { "X-Forwarded-For": address } })).status;
    const home = Array.from({ length: 20 }, (_, i) => `2001:db8:1:2:${i}::${i}`);
    const statuses = await Promise.all(home.map(from));
    expect(statuses.filter((status) => status === 418)).to.have.length(3);
    expect(await from("2001:db8:1:3::1")).to.equal(418);
  });

  it("counts by the socket's address whatever a header says, and by the proxy's last word behind a proxy", async () => {
    for (const [behindProxy, last] of [
      [false, 429],
      [true, 418],
    ] as const) {
      const server = await listen(inventedApp({ behindProxy }), {});
      running.push(server);
      const from = (address: string) => fetch(`${server.url}/teapot`, { headers: { "X-Forwarded-For": address } });
      for (let i = 0; i < 3; i++) await from(`9.9.9.${i}, 1.1.1.1`);
      expect((await from("9.9.9.9, 2.2.2.2")).status, String(behindProxy)).to.equal(last);
      expect((await from("2.2.2.2, 1.1.1.1")).status, String(behindProxy)).to.equal(429);
    }
  });
});
