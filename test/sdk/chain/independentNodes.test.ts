import { expect } from "chai";
import { independenceFlags, NodesNotIndependentError, requireIndependent } from "../../../sdk/chain/agreement.ts";
import { errorOf } from "../../errorOf.ts";

describe("Nodes that are held against one another", () => {
  const one = "https://rpc.example/v1";

  it("are independent on two hosts of which a person named one", () => {
    requireIndependent([one, "https://other.example"]);
    requireIndependent(["https://other.example"], [one]);
    requireIndependent(["http://127.0.0.1:8545"], [one, one]);
  });

  it("are not where one host answers under two URLs, however it is spelt", async () => {
    const spellings = [
      "https://RPC.example/v2?key=1",
      "http://rpc.example.:8545",
      "https://user:word@rpc.example",
      one,
    ];
    for (const other of spellings) {
      await errorOf(() => requireIndependent([one, other]), NodesNotIndependentError);
      await errorOf(() => requireIndependent([other], [one]), NodesNotIndependentError);
    }
    const itself = [
      "http://127.0.0.1:1",
      "http://localhost:2",
      "http://127.1.2.3",
      "http://[::1]:8545",
      "http://0.0.0.0",
    ];
    const mapped = ["http://[::ffff:127.0.0.1]:8545", "http://node.localhost", "http://2130706433:8545"];
    for (const other of [...itself, ...mapped]) {
      await errorOf(() => requireIndependent(["http://127.0.0.1:8545", other]), NodesNotIndependentError);
    }
  });

  it("are not where none was named by a person, or all that were stand beside no other", async () => {
    await errorOf(() => requireIndependent([], [one, "https://other.example"]), NodesNotIndependentError);
    await errorOf(() => requireIndependent([one]), NodesNotIndependentError);
    await errorOf(() => requireIndependent([]), NodesNotIndependentError);
  });

  it("are gone without only where that was said, and noted only where it was needed", async () => {
    expect(independenceFlags(true, [one])).to.deep.equal(["one-node"]);
    expect(independenceFlags(true, [one, "https://other.example"])).to.deep.equal([]);
    await errorOf(() => independenceFlags(false, [one]), NodesNotIndependentError);
  });
});
