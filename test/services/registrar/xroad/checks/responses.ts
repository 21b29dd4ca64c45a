import { expect } from "chai";
import { CODES } from "../clientUnderTest.ts";
import { interim, noContentWithBody, withHeader } from "../faults.ts";
import { check, faulty, once, type ProtocolCheck } from "./protocolCheck.ts";

/** A header that has to be there, and values that it must not have. */
const needed = (name: string, ...wrong: readonly string[]) =>
  check("PR-REST 4.3", `refuses an answer whose ${name} is missing or another`, async (client, world) => {
    for (const values of [[], ...wrong.map((value) => [value])]) {
      const { code } = await faulty(client, world, withHeader(name, ...values));
      expect(code, values[0] ?? "missing").to.equal(CODES.unreadable);
    }
  });

export const responseChecks: readonly ProtocolCheck[] = [
  needed("X-Road-Client", "EE/GOV/70001234/other"),
  needed("X-Road-Service", "EE/GOV/70008440/rr/other"),
  needed("X-Road-Id", "00000000-0000-4000-8000-000000000000"),
  needed("X-Road-Request-Id", " "),
  needed("X-Road-Request-Hash", "not base64!", "c2hvcnQ="),
  check("PR-REST 4.3", "keeps the hash of a request with and without a body", async (client, world) => {
    const { requestHash } = await once(client, world);
    const bare = await client.exchange({ ...world.place, method: "GET", path: "/people" });
    for (const hash of [requestHash, bare.requestHash]) expect(Buffer.from(hash, "base64")).to.have.length(64);
    expect(bare.requestHash).to.not.equal(requestHash);
  }),
  check("PR-REST 4.3", "refuses an answer in which a header of X-Road stands twice", async (client, world) => {
    const { code } = await faulty(
      client,
      world,
      withHeader("X-Road-Service", world.place.service.join("/"), "EE/GOV/1/x"),
    );
    expect(code).to.equal(CODES.unreadable);
  }),
  check("RFC 9110 15.2, 15.3.5", "reads past interim answers, and takes no body of 204", async (client, world) => {
    world.double.inject(interim);
    await once(client, world);
    const { code } = await faulty(client, world, noContentWithBody);
    expect(code).to.be.oneOf([CODES.unavailable, CODES.unreadable]);
  }),
];
