import { expect } from "chai";
import type { Evidence } from "../clientUnderTest.ts";
import { ownCertificates } from "../ownCertificates.ts";
import type { LoggedMessage } from "../signedDocuments.ts";
import { storedFiles } from "../storedZip.ts";
import { check, codeOf, type ProtocolCheck } from "./protocolCheck.ts";

function contained(evidence: Evidence): string[] {
  if (typeof evidence === "string") throw new Error(`No containers: ${evidence}`);
  return [evidence.request, evidence.response].map((container) => String(storedFiles(container).get("message.xml")));
}

let made: ReturnType<typeof ownCertificates> | undefined;
function secure(): ReturnType<typeof ownCertificates> {
  made ??= ownCertificates();
  return made;
}

export const evidenceChecks: readonly ProtocolCheck[] = [
  check("UG-SIGDOC 2.1", "gets both containers of a call by its id and client", async (client, world) => {
    const { messageId } = await client.exchange(world.call());
    const got = contained(await client.evidence(world.place, messageId, false));
    expect(got).to.deep.equal(["POST /r1/EE/GOV/70008440/rr/resident/people", "200"]);
  }),
  check("UG-SIGDOC 2.2", "takes none of several messages of one id for the one that it sent", async (client, world) => {
    const { messageId } = await client.exchange(world.call());
    (world.double.messages as LoggedMessage[]).push({ ...(world.double.messages[0] as LoggedMessage) });
    expect(await codeOf(client.evidence(world.place, messageId, false))).to.be.a("string");
  }),
  check(
    "UG-SIGDOC 2.3, 2.5",
    "waits for time-stamps, and forces them where it may",
    async (client, world) => {
      const { messageId } = await client.exchange(world.call());
      expect(await client.evidence(world.place, messageId, false)).to.equal("not yet");
      expect(contained(await client.evidence(world.place, messageId, true))).to.have.length(2);
      const last = world.double.received.at(-1)?.url ?? "";
      expect(new URLSearchParams(last.split("?")[1]).has("force")).to.equal(true);
    },
    () => ({ stampsAtOnce: false }),
  ),
  check(
    "UG-SIGDOC 2.4, 2.5",
    "shows its certificate, and tells when it was not known",
    async (client, world) => {
      const place = { ...world.place, certificate: secure().server.certificate, timeout: 2_000 };
      const own = { ...place, own: secure().client };
      const { messageId } = await client.exchange({ ...world.call(), ...own });
      expect(await codeOf(client.evidence(place, messageId, false))).to.be.a("string");
      expect(contained(await client.evidence(own, messageId, false))).to.have.length(2);
      // A server whose certificate is not the pinned one is told nothing.
      const before = world.double.received.length;
      const foreign = { ...world.call(), ...own, certificate: secure().client.certificate };
      expect(await codeOf(client.exchange(foreign))).to.be.a("string");
      expect(world.double.received).to.have.length(before);
    },
    () => ({ tls: { ...secure().server, clients: secure().client.certificate } }),
  ),
  check(
    "UG-SIGDOC 2, 2.5",
    "tells what was archived as lost, and asks a bounded number of times",
    async (client, world) => {
      const { messageId } = await client.exchange(world.call());
      (world.double.messages[0] as LoggedMessage).isArchived = true;
      const before = world.double.received.length;
      expect(await client.evidence(world.place, messageId, true)).to.equal("lost");
      expect(world.double.received.length - before).to.be.lessThan(4);
    },
  ),
];
