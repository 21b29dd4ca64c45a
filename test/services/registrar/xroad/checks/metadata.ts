import { expect } from "chai";
import { type CheckWorld, CLOSED_SERVICE } from "../checkWorld.ts";
import { CODES } from "../clientUnderTest.ts";
import { check, codeOf, type ProtocolCheck } from "./protocolCheck.ts";

export const metadataChecks: readonly ProtocolCheck[] = [
  check("PR-MREST 4, B.1", "reads which services a provider has", async (client, world) => {
    for (const [service, isListed] of services(world)) {
      expect(await client.lists({ ...world.place, service }, "listMethods"), service.at(-1)).to.equal(isListed);
    }
    expect(world.double.received[0]?.url).to.equal("/r1/EE/GOV/70008440/rr/listMethods");
  }),
  check("PR-MREST 4, B.2", "reads which of them it may call", async (client, world) => {
    for (const [service, , mayCall] of services(world)) {
      expect(await client.lists({ ...world.place, service }, "allowedMethods"), service.at(-1)).to.equal(mayCall);
    }
  }),
  check("PR-MREST 5, B.3", "reads descriptions in JSON and in YAML", async (client, world) => {
    for (const [service, path, other] of [
      [world.place.service, "/people", "/doors"],
      [CLOSED_SERVICE, "/doors", "/people"],
    ] as const) {
      expect(await client.describes({ ...world.place, service }, path), path).to.equal(true);
      expect(await client.describes({ ...world.place, service }, other), other).to.equal(false);
    }
    const asked = world.double.received.map(({ url }) => url);
    expect(asked).to.include("/r1/EE/GOV/70008440/rr/getOpenAPI?serviceCode=closed");
  }),
  check("PR-MREST 5", "tells a service that is not there", async (client, world) => {
    const service = nothing(world);
    expect(await client.describes({ ...world.place, service }, "/people").catch(({ code }) => code)).to.be.oneOf([
      false,
      CODES.misconfigured,
    ]);
    expect(await codeOf(client.exchange(world.call({ service })))).to.equal(CODES.misconfigured);
  }),
];

const nothing = ({ place }: CheckWorld) => [...place.service.slice(0, 4), "nothing"];

const services = (world: CheckWorld): readonly [id: readonly string[], isListed: boolean, mayCall: boolean][] => [
  [world.place.service, true, true],
  [CLOSED_SERVICE, true, false],
  [nothing(world), false, false],
];
