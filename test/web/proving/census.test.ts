import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { NotOnRollError, rollTree } from "../../../sdk/election/roll.ts";
import { CENSUS_DEPTH } from "../../../sdk/proofs/ballotProof.ts";
import { CensusMismatchError, type CensusSource, loadCensus, pathIn } from "../../../web/src/proving/census.ts";
import { errorOf } from "../../errorOf.ts";

const leaves = [11n, 0n, 13n, 14n, 15n];
const tree = rollTree(leaves);
const wanted = {
  ...{ rolls: "0x5FbDB2315678afecb367f032d93F642f64180aa3", rollId: 7n, censusTime: 1_800_000_000 },
  censusRoot: tree.root,
};

describe("The census of the page", () => {
  const asked: unknown[] = [];
  const provider = new JsonRpcProvider("http://127.0.0.1:1", 1, { staticNetwork: true });
  const source: CensusSource = async (given) => {
    asked.push(given);
    return { tree, activeMembers: 4 };
  };

  after(() => provider.destroy());

  it("is loaded whole, without naming whose path is taken from it", async () => {
    const census = await loadCensus(wanted, provider, source);
    expect(asked).to.deep.equal([wanted]);
    const path = pathIn(census, 14n);
    expect(path).to.include({ root: tree.root, index: 3 });
    expect(path.siblings).to.have.length(CENSUS_DEPTH);
    expect(asked).to.have.length(1);
  });

  it("is refused when its root is not the one that the election froze", async () => {
    const error = await errorOf(
      loadCensus({ ...wanted, censusRoot: tree.root + 1n }, provider, source),
      CensusMismatchError,
    );
    expect(error.code).to.equal("CENSUS_MISMATCH");
    expect(error.what)
      .to.contain(String(tree.root))
      .and.contain(String(tree.root + 1n));
  });

  it("of nobody is refused for an election that froze somebody", async () => {
    const nobody: CensusSource = async () => ({ tree: rollTree([]), activeMembers: 0 });
    expect((await errorOf(loadCensus(wanted, provider, nobody), CensusMismatchError)).what).to.contain("the root 0,");
  });

  it("has no path for a commitment that is not on it, nor for a removed one", async () => {
    const census = await loadCensus(wanted, provider, source);
    for (const commitment of [12n, 0n]) {
      expect((await errorOf(() => pathIn(census, commitment), NotOnRollError)).what).to.contain(String(commitment));
    }
  });
});
