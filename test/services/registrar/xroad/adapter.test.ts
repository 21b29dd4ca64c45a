import { expect } from "chai";
import { adapterClient } from "./adapterClient.ts";
import { PROTOCOL_CHECKS } from "./protocolChecks.ts";

/** Checks of what the office's adapter does not do: it adds no headers of a caller's own, and fetches no containers. */
const NOT_MADE = [
  "has its own headers passed on",
  "gets both containers of a call by its id and client",
  "takes none of several messages of one id for the one that it sent",
  "waits for time-stamps, and forces them where it may",
  "shows its certificate, and tells when it was not known",
  "tells what was archived as lost, and asks a bounded number of times",
];

describe("An office's adapter for X-Road, against the double of a Security Server", function () {
  this.timeout(30_000);

  for (const { section, says, run } of PROTOCOL_CHECKS.filter((one) => !NOT_MADE.includes(one.says))) {
    it(`${section}: ${says}`, async () => {
      const client = adapterClient();
      await run(client);
      expect(client.notMade).to.deep.equal([]);
    });
  }

  it(`is not asked ${NOT_MADE.length} checks, all of which ask what it does not do`, async () => {
    const unasked = PROTOCOL_CHECKS.filter(({ says }) => NOT_MADE.includes(says));
    expect(unasked.map(({ says }) => says)).to.deep.equal(NOT_MADE);
    for (const { says, run } of unasked) {
      const client = adapterClient();
      await run(client).catch(() => {});
      expect(client.notMade, says).to.not.deep.equal([]);
    }
  });
});
