import { expect } from "chai";
import { readCensus, readConsentBasis, readEarlierCensus } from "../../../sdk/chain/census.ts";
import { ContractRefusedError } from "../../../sdk/chain/contracts.ts";
import { ElectionUnknownError, readCreations } from "../../../sdk/chain/organizer.ts";
import {
  CENSUS,
  type Changes,
  type Created,
  createElection,
  DAY,
  type Deployed,
  deployFactory,
  ethers,
  giveConsents,
  networkHelpers,
  passCensusTime,
} from "../../contracts/electionFixture.ts";
import { errorOf } from "../../errorOf.ts";

/** A schedule that begins so many days later than the usual one. */
function later(days: number, { start }: Deployed): Changes {
  const at = (day: number) => start + (day + days) * DAY;
  return { schedule: { censusTime: at(1), opensAt: at(3), closesAt: at(5), sharesDueAt: at(7) } };
}

async function open(created: Created): Promise<void> {
  await giveConsents(created, [1, 2, 3, 4]);
  await networkHelpers.time.increaseTo(created.constitution.schedule.opensAt);
  await created.election.open();
}

async function grow({ rolls }: Deployed, activeMembers: number): Promise<void> {
  const time = await networkHelpers.time.latest();
  await rolls.getFunction("setCheckpoint")({ ...CENSUS, time, root: BigInt(activeMembers), activeMembers });
}

async function earlierOf({ election, constitution, factory }: Created) {
  const creations = await readCreations(await factory.getAddress(), ethers.provider);
  return readEarlierCensus({ election: await election.getAddress(), constitution }, creations, ethers.provider);
}

async function latest(): Promise<number> {
  return ethers.provider.getBlockNumber();
}

describe("The census as a trustee reads it", () => {
  it("is the checkpoint at the census time, and is refused before it is past", async () => {
    const created = await createElection(await deployFactory("SyntheticVerifier"));
    const { constitution, start } = created;
    const error = await errorOf(readCensus(constitution, ethers.provider), ContractRefusedError);
    expect(error.refusal).to.equal("CheckpointNotYetFinal");
    await passCensusTime(created);
    expect(await readCensus(constitution, ethers.provider)).to.deep.equal({ ...CENSUS, time: start });
  });

  it("is refused as of a block that is not past the census time, though the latest is", async () => {
    const created = await createElection(await deployFactory("SyntheticVerifier"));
    const address = await created.election.getAddress();
    const before = await latest();
    await passCensusTime(created);
    const error = await errorOf(readConsentBasis(address, ethers.provider, before), ContractRefusedError);
    expect(error.refusal).to.equal("CheckpointNotYetFinal");
    const { census, earlier } = await readConsentBasis(address, ethers.provider, await latest());
    expect([census.activeMembers, earlier]).to.deep.equal([CENSUS.activeMembers, null]);
  });

  it("is nobody's where the roll had no checkpoint then", async () => {
    const created = await createElection(await deployFactory("SyntheticVerifier"), { rollId: 8n });
    await passCensusTime(created);
    const { root, activeMembers } = await readCensus(created.constitution, ethers.provider);
    expect([root, activeMembers]).to.deep.equal([0n, 0]);
  });

  it("is shown beside that of the last election of the roll which opened, not of a void or another roll's", async () => {
    const deployed = await deployFactory("SyntheticVerifier");
    const first = await createElection(deployed);
    const second = await createElection(deployed, later(10, deployed));
    await createElection(deployed, { ...later(15, deployed), rollId: 8n });
    const neverOpened = await createElection(deployed, later(16, deployed));
    const third = await createElection(deployed, later(20, deployed));

    expect(await earlierOf(first)).to.equal(undefined);
    await open(first);
    await grow(deployed, 4_000);
    await open(second);
    await grow(deployed, 4_100);
    await passCensusTime(third);
    expect((await earlierOf(second))?.activeMembers).to.equal(CENSUS.activeMembers);
    const expected = {
      election: await second.election.getAddress(),
      censusTime: second.constitution.schedule.censusTime,
      activeMembers: 4_000,
    };
    expect(await earlierOf(neverOpened)).to.deep.equal(expected);
    const basis = await readConsentBasis(await third.election.getAddress(), ethers.provider, await latest());
    expect([basis.census.activeMembers, basis.earlier]).to.deep.equal([4_100, expected]);
  });

  it("is of an election that the board's factory created by then", async () => {
    const created = await createElection(await deployFactory("SyntheticVerifier"));
    const address = await created.election.getAddress();
    await errorOf(readConsentBasis(address, ethers.provider, (await latest()) - 1), ElectionUnknownError);
  });
});
