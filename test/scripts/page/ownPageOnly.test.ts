import { expect } from "chai";
import { Hono } from "hono";
import { ownPageOnly } from "../../../scripts/page/ownPageOnly.ts";
import { officeRoutes } from "../../../scripts/rehearsal/pageDemo.ts";
import type { PageOffices } from "../../../scripts/rehearsal/pageOffices.ts";
import { RefusalError } from "../../../services/hosting/refusal.ts";

function answering(app: Hono): Hono {
  app.onError((error, context) =>
    context.text(error.message, error instanceof RefusalError ? (error.status as 400) : 500),
  );
  return app;
}

describe("What only the demonstration's own page may ask", () => {
  const app = answering(new Hono().use(ownPageOnly()).get("/", (context) => context.text("told")));
  const status = async (headers: Record<string, string>) => (await app.request("/", { headers })).status;

  it("is told to the page of this server, by either name of this machine", async () => {
    expect(await status({ Host: "127.0.0.1:5173" })).to.equal(200);
    expect(await status({ Host: "localhost:5173", Origin: "http://localhost:5173" })).to.equal(200);
  });

  it("is told to no other page, and under no other name that leads here", async () => {
    for (const headers of [
      { Host: "127.0.0.1:5173", Origin: "http://127.0.0.1:9999" },
      { Host: "127.0.0.1:5173", Origin: "https://evil.example" },
      { Host: "127.0.0.1:5173", Origin: "null" },
      { Host: "evil.example" },
      { Host: "evil.example", Origin: "http://evil.example" },
      { Host: "127.0.0.1.evil.example:80" },
      {} as Record<string, string>,
    ]) {
      expect(await status(headers as Record<string, string>), JSON.stringify(headers)).to.equal(403);
    }
  });

  it("is answered with what is wrong where a body is malformed", async () => {
    const offices = { newCodes: () => ({ registrar: "a", approver: "b" }) } as unknown as PageOffices;
    const routes = answering(officeRoutes(offices));
    for (const body of ["", "{", "null", "[]", '{"kind":"none"}']) {
      const response = await routes.request("/eid", { method: "POST", body, headers: { Host: "localhost:1" } });
      expect(response.status, body).to.equal(400);
    }
  });
});
