import { expect } from "chai";
import { CLOSED_SERVICE } from "../checkWorld.ts";
import { CODES } from "../clientUnderTest.ts";
import { check, codeOf, type ProtocolCheck } from "./protocolCheck.ts";

export const metadataChecks: readonly ProtocolCheck[] = [
  check("PR-MREST 4, B.1", "reads which services a provider has", async (client, world) => {
    expect(await client.methods(world.place, "listMethods")).to.deep.equal([
      { code: "resident", endpoints: ["POST /people"] },
      { code: "closed", endpoints: ["GET /doors"] },
    ]);
    expect(world.double.received[0]?.url).to.equal("/r1/EE/GOV/70008440/rr/listMethods");
  }),
  check("PR-MREST 4, B.2", "reads which of them it may call", async (client, world) => {
    expect((await client.methods(world.place, "allowedMethods")).map(({ code }) => code)).to.deep.equal(["resident"]);
  }),
  check("PR-MREST 5, B.3", "reads descriptions in JSON and in YAML", async (client, world) => {
    expect(await client.describedPaths(world.place)).to.deep.equal(["/people"]);
    expect(await client.describedPaths({ ...world.place, service: CLOSED_SERVICE })).to.deep.equal(["/doors"]);
    expect(world.double.received[1]?.url).to.equal("/r1/EE/GOV/70008440/rr/getOpenAPI?serviceCode=closed");
  }),
  check("PR-MREST 5", "tells a service that is not there", async (client, world) => {
    const service = [...world.place.service.slice(0, 4), "nothing"];
    expect(await codeOf(client.describedPaths({ ...world.place, service }))).to.equal(CODES.misconfigured);
    expect(await codeOf(client.exchange(world.call({ service })))).to.equal(CODES.misconfigured);
  }),
];
