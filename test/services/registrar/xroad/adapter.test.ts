import { expect } from "chai";
import { adapterClient } from "./adapterClient.ts";
import { PROTOCOL_CHECKS } from "./protocolChecks.ts";

/** Checks of what the office's adapter does not do: it adds no headers of a caller's own. */
const NOT_MADE = ["has its own headers passed on"];

describe("An office's adapter for X-Road, against the double of a Security Server", function () {
  this.timeout(30_000);

  for (const { section, says, run } of PROTOCOL_CHECKS.filter((one) => !NOT_MADE.includes(one.says))) {
    it(`${section}: ${says}`, async () => {
      const client = adapterClient();
      await run(client);
      expect(client.notMade).to.deep.equal([]);
    });
  }

  it(`is not asked ${NOT_MADE.length} of the checks, which asks what it does not do`, async () => {
    const unasked = PROTOCOL_CHECKS.filter(({ says }) => NOT_MADE.includes(says));
    expect(unasked.map(({ says }) => says)).to.deep.equal(NOT_MADE);
    for (const { says, run } of unasked) {
      const client = adapterClient();
      await run(client).catch(() => {});
      expect(client.notMade, says).to.not.deep.equal([]);
    }
  });
});
