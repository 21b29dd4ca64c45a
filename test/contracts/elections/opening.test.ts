import { expect } from "chai";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import type { Checkpoint } from "../../../sdk/election/rollHistory.ts";
import {
  CENSUS,
  CENSUS_DEPTH,
  type Changes,
  type Created,
  consentOf,
  createElection,
  deployFactory,
  ethers,
  giveConsents,
  networkHelpers,
  openElection,
} from "../electionFixture.ts";
import { ELECTION_KEY, SEATS } from "../trusteeKeys.ts";
import { expectRefusal } from "./refusal.ts";

const OPEN = 2n;
const VOID = 1n;

async function consented() {
  return withConsents(4);
}

async function withConsents(count: number, changes: Changes = {}) {
  const created = await createElection(await deployFactory("SyntheticVerifier"), changes);
  await giveConsents(created, SEATS.slice(0, count));
  return created;
}

async function setCheckpoint({ rolls, constitution }: Created, change: Partial<Checkpoint>) {
  await rolls.getFunction("setCheckpoint")({ time: constitution.schedule.censusTime, ...CENSUS, ...change });
}

async function reachOpening({ constitution }: Created) {
  await networkHelpers.time.increaseTo(constitution.schedule.opensAt);
}

describe("Opening of the ballot box", () => {
  it("happens once, by anybody, and says of which census", async () => {
    const fixture = await networkHelpers.loadFixture(consented);
    await reachOpening(fixture);
    const { election } = fixture;
    expect(await election.censusRoot()).to.equal(0n);
    await expect(election.open())
      .to.emit(election, "ElectionOpened")
      .withArgs(CENSUS.root, CENSUS.activeMembers, CENSUS.depth, [ELECTION_KEY.x, ELECTION_KEY.y]);
    expect(await election.censusRoot()).to.equal(CENSUS.root);
    expect(await election.activeMembers()).to.equal(CENSUS.activeMembers);
    expect(await election.ballots()).to.equal(0n);
    await expectRefusal(election.open.staticCall(), election, "WrongPhase", OPEN);
  });

  it("comes in a test as soon as the trustees have consented, in the minute of the census", async () => {
    const deployed = await deployFactory("SyntheticVerifier");
    const now = deployed.start + 60;
    const times = { censusTime: now, opensAt: now, openGrace: 60, closesAt: now + 61, closeGrace: 0, sealDelay: 60 };
    const created = await createElection(deployed, { schedule: { ...times, sharesDueAt: now + 122 } });
    await giveConsents(created, SEATS.slice(0, 4));
    await created.election.open();
    expect(await created.election.phase()).to.equal(OPEN);
    await networkHelpers.time.increaseTo(now + 61);
    await created.election.sum(ethers.ZeroHash, [], []);
    await networkHelpers.time.increaseTo(now + 61 + 62);
    await created.election.seal();
    expect(await networkHelpers.time.latest()).to.be.lessThan(deployed.start + 5 * 60);
  });

  it("needs as many consents as the constitution says, from any seats", async () => {
    for (const [consentsRequired, given] of [
      [4, [2, 3, 5]],
      [4, []],
      [5, [1, 2, 3, 4]],
    ] as const) {
      const created = await createElection(await deployFactory("SyntheticVerifier"), { consentsRequired });
      await giveConsents(created, given);
      await reachOpening(created);
      const { election } = created;
      await expectRefusal(election.open.staticCall(), election, "ConsentsMissing", given.length, consentsRequired);
      const more = SEATS.filter((seat) => !(given as readonly number[]).includes(seat));
      await giveConsents(created, more.slice(0, consentsRequired - given.length));
      await election.open.staticCall();
    }
  });

  it("ends the time of consents, and so does its never coming", async () => {
    const fixture = await networkHelpers.loadFixture(consented);
    const { election, constitution } = fixture;
    const { opensAt, openGrace } = constitution.schedule;
    await networkHelpers.time.increaseTo(opensAt + openGrace);
    const proof = await consentOf(fixture, 5);
    await networkHelpers.time.increaseTo(opensAt + openGrace + 1);
    await expectRefusal(election.consent.staticCall(5, proof), election, "WrongPhase", VOID);

    const opened = await openElection(await deployFactory("SyntheticVerifier"));
    const late = await consentOf(opened, 5);
    await networkHelpers.mine();
    const call = opened.election.consent.staticCall(5, late);
    await expectRefusal(call, opened.election, "WrongPhase", OPEN);
  });
});

describe("The census that opening freezes", () => {
  const refused = async (change: Parameters<typeof setCheckpoint>[1], name: string, ...args: readonly unknown[]) => {
    const fixture = await networkHelpers.loadFixture(consented);
    await setCheckpoint(fixture, change);
    await reachOpening(fixture);
    await expectRefusal(fixture.election.open.staticCall(), fixture.election, name, ...args);
  };
  const accepted = async (fixture: Created, change: Parameters<typeof setCheckpoint>[1]) => {
    await setCheckpoint(fixture, change);
    await reachOpening(fixture);
    await fixture.election.open();
    expect(await fixture.election.censusRoot()).to.equal(change.root ?? CENSUS.root);
    expect(await fixture.election.activeMembers()).to.equal(change.activeMembers ?? CENSUS.activeMembers);
  };

  it("is never an empty roll", () => refused({ root: 0n }, "CensusEmpty"));

  it("has a root below r", async () => {
    const fixture = await networkHelpers.loadFixture(consented);
    await setCheckpoint(fixture, { root: FIELD_ORDER });
    await reachOpening(fixture);
    await expectRefusal(fixture.election.open.staticCall(), fixture.verifier, "FieldElementTooLarge", FIELD_ORDER);
    await accepted(await networkHelpers.loadFixture(consented), { root: FIELD_ORDER - 1n });
  });

  it("is at most as deep as the circuit", async () => {
    await refused({ depth: CENSUS_DEPTH + 1 }, "CensusTooDeep", CENSUS_DEPTH + 1, CENSUS_DEPTH);
    await refused({ depth: 255 }, "CensusTooDeep", 255, CENSUS_DEPTH);
    await accepted(await networkHelpers.loadFixture(consented), { depth: CENSUS_DEPTH });
  });

  it("has at least the constitution's minimum of active members", async () => {
    await refused({ activeMembers: 9 }, "CensusTooSmall", 9, 10);
    await refused({ activeMembers: 0 }, "CensusTooSmall", 0, 10);
    await accepted(await networkHelpers.loadFixture(consented), { activeMembers: 10 });
  });

  it("has at least as many active members as ballots are needed to count", async () => {
    const withMinimum = () => withConsents(4, { minimumBallots: 12 });
    const created = await withMinimum();
    await setCheckpoint(created, { activeMembers: 11 });
    await reachOpening(created);
    await expectRefusal(created.election.open.staticCall(), created.election, "CensusBelowMinimumBallots", 11, 12);
    await accepted(await withMinimum(), { activeMembers: 12 });
  });

  it("is small enough for the points of all to fit into a count", async () => {
    const most = 5_592_405;
    const rules = { maxPerOption: 3, maxTotal: 3 };
    for (const activeMembers of [most + 1, 2 ** 32 - 1]) {
      const created = await withConsents(4, { rules });
      await setCheckpoint(created, { activeMembers: activeMembers });
      await reachOpening(created);
      const { election } = created;
      await expectRefusal(election.open.staticCall(), election, "CensusTooLarge", activeMembers, most);
    }
    await accepted(await withConsents(4, { rules }), { activeMembers: most });
    // Three do not divide 2^24; here the product is the bound itself.
    const exact = await withConsents(4);
    await setCheckpoint(exact, { activeMembers: 2 ** 24 });
    await reachOpening(exact);
    const { election } = exact;
    await expectRefusal(election.open.staticCall(), election, "CensusTooLarge", 2 ** 24, 2 ** 24 - 1);
    await accepted(await withConsents(4), { activeMembers: 2 ** 24 - 1 });
  });

  it("is the checkpoint at the census time or the last before, not one a second later", async () => {
    const { censusTime } = (await networkHelpers.loadFixture(consented)).constitution.schedule;
    await refused({ time: censusTime + 1 }, "CensusEmpty");
    for (const time of [censusTime, censusTime - 1, 0]) {
      await accepted(await networkHelpers.loadFixture(consented), { time });
    }
  });

  it("is that of the constitution's roll", async () => {
    const created = await withConsents(0, { rollId: 8n });
    await reachOpening(created);
    const { election } = created;
    const proof = await consentOf(created, 1);
    await expectRefusal(election.consent.staticCall(1, proof), election, "CensusEmpty");
  });

  it("does not change when the roll does", async () => {
    const fixture = await networkHelpers.loadFixture(consented);
    await accepted(fixture, {});
    await setCheckpoint(fixture, { root: 999n, activeMembers: 5 });
    expect(await fixture.election.censusRoot()).to.equal(CENSUS.root);
    expect(await fixture.election.activeMembers()).to.equal(CENSUS.activeMembers);
  });
});
