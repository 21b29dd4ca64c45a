import { expect } from "chai";
import { RESIDENT } from "../checkWorld.ts";
import { CODES } from "../clientUnderTest.ts";
import { answering, cut, protocolError, silence } from "../faults.ts";
import { check, codeOf, faulty, type ProtocolCheck } from "./protocolCheck.ts";

export const errorChecks: readonly ProtocolCheck[] = [
  check("PR-REST 4.6, category 3", "takes Client.* as its own fault and does not try again", async (client, world) => {
    const { code, tries } = await faulty(client, world, protocolError("Client.BadRequest"));
    expect([code, tries]).to.deep.equal([CODES.misconfigured, 1]);
  }),
  check("PR-REST 4.6, category 4", "takes Server.ClientProxy.* as its own server's failure", async (client, world) => {
    const { code } = await faulty(client, world, protocolError("Server.ClientProxy.OutdatedGlobalConf"));
    expect(code).to.equal(CODES.unavailable);
  }),
  check(
    "PR-REST 4.6, categories 2 and 4",
    "tries again at Server.ServerProxy.*, but not when access is denied",
    async (client, world) => {
      const denied = await codeOf(
        client.exchange(world.call({ service: [...world.place.service.slice(0, 4), "closed"] })),
      );
      expect([denied, world.double.received.length]).to.deep.equal([CODES.refused, 1]);
      const { code, tries } = await faulty(client, world, protocolError("Server.ServerProxy.DatabaseError"));
      expect([code, tries]).to.deep.equal([CODES.unavailable, 3]);
    },
  ),
  check(
    "PR-REST 4.6, category 1",
    "leaves the service's own errors to the service, 404 too unless it means nobody",
    async (client, world) => {
      world.double.inject(answering(404, "application/json", "{}"));
      expect(await codeOf(client.exchange(world.call()))).to.equal(CODES.refused);
      world.double.inject(answering(404, "application/json", "{}"));
      expect((await client.exchange(world.call({ knows404: true }))).status).to.equal(404);
      world.double.inject(answering(405, "application/json", '{"error":"Method Not Allowed"}'));
      expect(await codeOf(client.exchange(world.call()))).to.equal(CODES.refused);
    },
  ),
  check("PR-REST 4.4", "follows no redirection", async (client, world) => {
    const place = `${world.place.securityServer}/r1/elsewhere`;
    const { code, tries } = await faulty(client, world, answering(307, "application/json", "{}", ["Location", place]));
    expect([code, tries]).to.deep.equal([CODES.unreadable, 1]);
  }),
  check("PR-REST 4.3, Content-Type", "refuses HTML, no type, and more than 64 KiB", async (client, world) => {
    const large = JSON.stringify({ ...RESIDENT, padding: "a".repeat(65_536) });
    for (const fault of [
      answering(200, "text/html", "<p>Log in</p>"),
      answering(200, "text/html", JSON.stringify(RESIDENT)),
      answering(200, undefined, JSON.stringify(RESIDENT)),
      answering(200, "application/json", large),
    ]) {
      world.double.inject(fault);
      expect(await codeOf(client.exchange(world.call()))).to.equal(CODES.unreadable);
    }
  }),
  check("PR-REST 4.3, X-Road-Error", "believes the error's header whatever the status says", async (client, world) => {
    const { code } = await faulty(client, world, protocolError("Server.ClientProxy.NetworkError", "", 200));
    expect(code).to.equal(CODES.unavailable);
  }),
  check("PR-REST 4.6", "tells errors by their header, in JSON as in XML", async (client, world) => {
    for (const accept of ["application/json", "application/xml"]) {
      world.double.inject(protocolError("Client.BadRequest", accept));
      expect(await codeOf(client.exchange(world.call())), accept).to.equal(CODES.misconfigured);
    }
  }),
  check("RFC 9112 8", "gives up a connection that is silent, cut or closed", async (client, world) => {
    expect((await faulty(client, world, cut)).code).to.be.oneOf([CODES.unavailable, CODES.unreadable]);
    const silent = await faulty(client, world, silence, { timeout: 60 });
    expect(silent.code).to.be.oneOf([CODES.unavailable, CODES.unreadable]);
    await world.double.close();
    expect(await codeOf(client.exchange(world.call()))).to.equal(CODES.unavailable);
  }),
];
