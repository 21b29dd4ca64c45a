import { expect } from "chai";
import {
  type Census,
  CensusMismatchError,
  type CensusSources,
  censusFromEvents,
  loadCensus,
  pathFrom,
} from "../../../sdk/chain/frozenCensus.ts";
import { membershipProof, NotOnRollError, rollTree } from "../../../sdk/election/roll.ts";
import { SnapshotPathWrongError } from "../../../sdk/election/rollSnapshot.ts";
import { CENSUS_DEPTH } from "../../../sdk/proofs/ballotProof.ts";
import { RollFileMissingError } from "../../../web/src/proving/rollFiles.ts";
import { livingElection } from "../../end-to-end/decidedElection.ts";
import { errorOf } from "../../errorOf.ts";

const tree = rollTree([11n, 0n, 13n, 14n, 15n]);
const census: Census = { pathOf: async (commitment) => membershipProof(tree, commitment, CENSUS_DEPTH) };

/** Sources that say which of them were asked. */
function asked(files: CensusSources["files"], isPublished = false) {
  const names: string[] = [];
  const noted = <T>(name: string, work: () => Promise<T>) => {
    return () => {
      names.push(name);
      return work();
    };
  };
  const sources: CensusSources = {
    files: files && noted("files", files),
    events: noted("events", async () => census),
    isPublished: async () => isPublished,
  };
  return { names, sources };
}

const missing = () => Promise.reject(new RollFileMissingError("index.json", "status 404"));
const wrong: Census = {
  pathOf: async () => {
    throw new SnapshotPathWrongError(tree.root, 1n);
  },
};

describe("The census of the page", () => {
  it("comes from files alone where they hold, and from events where the page knows of no files", async () => {
    const held = asked(async () => census);
    expect(await pathFrom(held.sources, 14n)).to.include({ root: tree.root, index: 3 });
    expect(held.names).to.deep.equal(["files"]);
    const none = asked(undefined);
    expect(await pathFrom(none.sources, 14n)).to.include({ root: tree.root });
    expect(none.names).to.deep.equal(["events"]);
  });

  it("of a registry comes from events where files are missing or lead to another root", async () => {
    for (const files of [missing, async () => wrong]) {
      const { names, sources } = asked(files);
      expect(await pathFrom(sources, 14n)).to.include({ root: tree.root });
      expect(names).to.deep.equal(["files", "events"]);
    }
    expect(await loadCensus(asked(missing).sources)).to.equal(census);
  });

  it("of a roll that was published as a file has no other source", async () => {
    const absent = asked(missing, true);
    await errorOf(pathFrom(absent.sources, 14n), RollFileMissingError);
    const misleading = asked(async () => wrong, true);
    await errorOf(pathFrom(misleading.sources, 14n), SnapshotPathWrongError);
    expect([...absent.names, ...misleading.names]).to.deep.equal(["files", "files"]);
  });

  it("asks nobody else for a commitment that is shown not to be there, nor for a removed one", async () => {
    const { names, sources } = asked(async () => census);
    for (const commitment of [12n, 0n]) {
      expect((await errorOf(pathFrom(sources, commitment), NotOnRollError)).what).to.contain(String(commitment));
    }
    expect(names).to.deep.equal(["files", "files"]);
  });
});

describe("The census from a registry's events", function () {
  this.timeout(600_000);

  it("gives the paths of its residents, and is refused when the election froze another root", async () => {
    const { chain, town, record } = await livingElection();
    const { rollId, schedule } = record.constitution;
    const censusRoot = BigInt(record.opening?.censusRoot ?? 0);
    const wanted = {
      rolls: town.shared.registry.address,
      rollId: BigInt(rollId),
      censusTime: schedule.censusTime,
      censusRoot,
    };
    const { pathOf } = await censusFromEvents(wanted, chain.provider);
    const commitment = town.residents[1]?.identityCommitment as bigint;
    expect(await pathOf(commitment)).to.include({ root: censusRoot, index: 1 });
    const other = { ...wanted, censusRoot: censusRoot + 1n };
    const error = await errorOf(censusFromEvents(other, chain.provider), CensusMismatchError);
    expect(error.what).to.contain(String(censusRoot)).and.contain(String(other.censusRoot));
    const nobody = await errorOf(censusFromEvents({ ...wanted, rollId: 99n }, chain.provider), CensusMismatchError);
    expect(nobody.what).to.contain("the root 0,");
  });
});
