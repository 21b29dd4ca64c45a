import { expect } from "chai";
import { NotAnElectionError } from "../../sdk/verify/recordFrame.ts";
import { ProvingRefusedError } from "../../web/src/proving/prover.ts";
import { ConfigUnreadableError, loadConfig } from "../../web/src/shared/config.ts";
import { faultOf, isHardStop } from "../../web/src/shared/faults.ts";
import { DEATHS, impatientProvider, startDyingNode } from "../dyingNode.ts";
import { errorOf } from "../errorOf.ts";

/** Nobody listens there. */
const DISCARD = "http://127.0.0.1:9/";

describe("what the page makes of a failure", () => {
  for (const death of DEATHS) {
    it(`is "offline" for a node that ${death}`, async () => {
      const node = await startDyingNode(DISCARD, death, () => true);
      const provider = impatientProvider(node.url, 1n);
      const error = await errorOf(provider.getBlock("latest"), Error);
      expect(faultOf(error)).to.equal("offline");
      expect(isHardStop(error)).to.equal(false);
      provider.destroy();
      await node.close();
    });
  }

  it(`is "offline" where the configuration cannot be fetched, and "config" where it cannot be read`, async () => {
    expect(faultOf(await errorOf(loadConfig(DISCARD), Error))).to.equal("offline");
    const answering = (text: string, status: number) => async () => new Response(text, { status });
    for (const ask of [answering("", 404), answering("<h1>", 200), answering("{}", 200)]) {
      expect(faultOf(await errorOf(loadConfig(DISCARD, ask), ConfigUnreadableError))).to.equal("config");
    }
  });

  it(`is "offline" where the proving worker says that the node gave no answer`, () => {
    const failure = { code: "RPC_UNREACHABLE" as const, what: "The chain's node gave no answer", remedy: "Try again" };
    expect(faultOf(new ProvingRefusedError(failure))).to.equal("offline");
  });

  it(`is "notFound" for an address where there is no election, and "unknown" for what it has no words for`, () => {
    expect(faultOf(new NotAnElectionError(DISCARD))).to.equal("notFound");
    expect(faultOf(new RangeError("too large"))).to.equal("unknown");
    expect(faultOf(undefined)).to.equal("unknown");
  });
});
