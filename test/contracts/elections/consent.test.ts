import { expect } from "chai";
import { readCensus } from "../../../sdk/chain/census.ts";
import { ContractRefusedError } from "../../../sdk/chain/contracts.ts";
import { type Consent, proveConsent } from "../../../sdk/crypto/consentProof.ts";
import { FIELD_ORDER, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import type { SigmaProof } from "../../../sdk/crypto/sigmaProof.ts";
import type { Checkpoint } from "../../../sdk/election/rollHistory.ts";
import { errorOf } from "../../errorOf.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";
import {
  CENSUS,
  CENSUS_DEPTH,
  type Created,
  consentOf,
  consentStatement,
  createElection,
  deployFactory,
  ethers,
  giveConsents,
  networkHelpers,
  passCensusTime,
} from "../electionFixture.ts";
import { SEATS, shareKey, shareSecret, TRUSTEES } from "../trusteeKeys.ts";
import { expectRefusal } from "./refusal.ts";

const RANDOM = seededRandom("consents");

async function beforeCensus() {
  return createElection(await deployFactory("SyntheticVerifier"));
}

async function created() {
  const election = await beforeCensus();
  await passCensusTime(election);
  return election;
}

async function createdForTwelveBallots() {
  const election = await createElection(await deployFactory("SyntheticVerifier"), { minimumBallots: 12 });
  await passCensusTime(election);
  return election;
}

/** A seat's proof for what it should state, changed. */
async function altered(election: Created, seat: number, change: Partial<Consent>, secret = shareSecret(seat)) {
  return proveConsent(secret, { ...(await consentStatement(election, seat)), ...change }, RANDOM);
}

async function setCheckpoint({ rolls, start }: Created, change: Partial<Checkpoint>) {
  await rolls.getFunction("setCheckpoint")({ time: start, ...CENSUS, ...change });
}

describe("Consent to an election", () => {
  it("is noted by seat, whoever posts it", async () => {
    const election = await networkHelpers.loadFixture(created);
    const [, stranger] = await ethers.getSigners();
    let expected = 0n;
    for (const seat of [3, 1, 5]) {
      const proof = await consentOf(election, seat);
      const post = election.election.connect(stranger ?? null) as typeof election.election;
      await expect(post.consent(seat, proof))
        .to.emit(election.election, "ConsentGiven")
        .withArgs(seat, [proof.challenge, proof.response]);
      expected |= 1n << BigInt(seat - 1);
      expect(await election.election.consents()).to.equal(expected);
    }
  });

  it("comes from seats 1 to n only", async () => {
    const fixture = await networkHelpers.loadFixture(created);
    const { election } = fixture;
    const proof = await consentOf(fixture, 1);
    for (const seat of [0n, BigInt(TRUSTEES + 1), 2n ** 256n - 1n]) {
      await expectRefusal(election.consent.staticCall(seat, proof), election, "SeatInvalid", seat);
    }
    await election.consent.staticCall(TRUSTEES, await consentOf(fixture, TRUSTEES));
  });

  it("comes once from each seat", async () => {
    const fixture = await networkHelpers.loadFixture(created);
    for (const seat of SEATS) {
      const proof = await consentOf(fixture, seat);
      await fixture.election.consent(seat, proof);
      for (const again of [proof, await consentOf(fixture, seat)]) {
        await expectRefusal(
          fixture.election.consent.staticCall(seat, again),
          fixture.election,
          "AlreadyConsented",
          seat,
        );
      }
    }
    expect(await fixture.election.consents()).to.equal(2n ** BigInt(TRUSTEES) - 1n);
  });

  const other = "0x1111111111111111111111111111111111111111";
  const changes: readonly (readonly [string, Partial<Consent>])[] = [
    ["another chain", { chainId: 1n }],
    ["another board", { board: other }],
    ["another election", { election: other }],
    ["another constitution", { constitutionHash: `0x${"11".repeat(32)}` }],
    ["another seat", { seat: 3 }],
    ["another share of the key", { shareKey: shareKey(3) }],
    ["another time of the checkpoint", { census: { ...CENSUS, time: 1 } }],
  ];
  for (const [what, change] of changes) {
    it(`is refused when it was made for ${what}`, async () => {
      const fixture = await networkHelpers.loadFixture(created);
      const proof = await altered(fixture, 2, change);
      const call = fixture.election.consent.staticCall(2, proof);
      await expectRefusal(call, fixture.election, "ConsentProofInvalid", 2);
    });
  }

  it("is refused from one who holds another share, for every pair of seats", async () => {
    const fixture = await networkHelpers.loadFixture(created);
    for (const seat of SEATS) {
      for (const holder of SEATS) {
        const proof = await altered(fixture, seat, {}, shareSecret(holder));
        const call = fixture.election.consent.staticCall(seat, proof);
        if (holder === seat) await call;
        else await expectRefusal(call, fixture.election, "ConsentProofInvalid", seat);
      }
    }
  });

  it("is refused with a challenge or a response out of range, or with any other", async () => {
    const fixture = await networkHelpers.loadFixture(created);
    const { election } = fixture;
    const proof = await altered(fixture, 2, {});
    const refused = (change: Partial<SigmaProof>, name: string, ...args: readonly unknown[]) =>
      expectRefusal(election.consent.staticCall(2, { ...proof, ...change }), election, name, ...args);
    for (const challenge of [2n ** 128n, proof.challenge + 2n ** 128n, 2n ** 256n - 1n]) {
      await refused({ challenge }, "ChallengeTooLarge", challenge);
    }
    for (const response of [SUBGROUP_ORDER, proof.response + SUBGROUP_ORDER, 2n ** 256n - 1n]) {
      await refused({ response }, "ResponseTooLarge", response);
    }
    for (const change of [
      { challenge: 2n ** 128n - 1n },
      { challenge: 0n },
      { response: SUBGROUP_ORDER - 1n },
      { response: 0n },
      { challenge: 0n, response: 0n },
      { response: SUBGROUP_ORDER - proof.response },
    ]) {
      await refused(change, "ConsentProofInvalid", 2);
    }
    await election.consent.staticCall(2, proof);
  });
});

describe("The census of a consent", () => {
  it("is frozen first: a consent is taken from the second after the census time on, not before", async () => {
    const fixture = await networkHelpers.loadFixture(beforeCensus);
    const { election, constitution } = fixture;
    const { censusTime } = constitution.schedule;
    const now = await networkHelpers.time.latest();
    const proof = await consentOf(fixture, 2);
    await expectRefusal(election.consent.staticCall(2, proof), election, "ConsentTooEarly", censusTime, now);
    await networkHelpers.time.increaseTo(censusTime);
    await expectRefusal(election.consent.staticCall(2, proof), election, "ConsentTooEarly", censusTime, censusTime);
    await networkHelpers.time.increaseTo(censusTime + 1);
    await election.consent.staticCall(2, proof);
  });

  it("is what is consented to: a proof over a roll of 100 does not hold once it has grown to 4,000", async () => {
    const fixture = await networkHelpers.loadFixture(beforeCensus);
    const { election } = fixture;
    const early = await consentOf(fixture, 2);
    await setCheckpoint(fixture, { activeMembers: 4_000, root: 999n });
    await passCensusTime(fixture);
    await expectRefusal(election.consent.staticCall(2, early), election, "ConsentProofInvalid", 2);
    await election.consent.staticCall(2, await consentOf(fixture, 2));
  });

  const changes: readonly Partial<Checkpoint>[] = [{ time: 1 }, { root: 4243n }, { depth: 5 }, { activeMembers: 101 }];
  for (const change of changes) {
    it(`is bound by its ${Object.keys(change)[0]}`, async () => {
      const fixture = await networkHelpers.loadFixture(created);
      const { election } = fixture;
      const proof = await consentOf(fixture, 2);
      await setCheckpoint(fixture, change);
      await expectRefusal(election.consent.staticCall(2, proof), election, "ConsentProofInvalid", 2);
      await election.consent.staticCall(2, await consentOf(fixture, 2));
    });
  }

  it("serves two elections, which need a consent each", async () => {
    const deployed = await deployFactory("SyntheticVerifier");
    const [one, other] = [await createElection(deployed), await createElection(deployed)];
    await passCensusTime(other);
    const proof = await consentOf(one, 2);
    await one.election.consent(2, proof);
    expect(await other.election.consents()).to.equal(0n);
    await expectRefusal(other.election.consent.staticCall(2, proof), other.election, "ConsentProofInvalid", 2);
    await other.election.consent(2, await consentOf(other, 2));
  });

  it("changes with the chain: after a reorganisation with another root the same consents do not hold", async () => {
    const fixture = await beforeCensus();
    const { election, constitution } = fixture;
    const fork = await ethers.provider.send("evm_snapshot", []);
    await giveConsents(fixture, [1, 2, 3, 4]);
    const proofs = new Map<number, SigmaProof>();
    for (const seat of [1, 2, 3, 4]) proofs.set(seat, await consentOf(fixture, seat));
    expect(await election.consents()).to.equal(15n);

    await ethers.provider.send("evm_revert", [fork]);
    await setCheckpoint(fixture, { root: 999n });
    await passCensusTime(fixture);
    for (const [seat, proof] of proofs) {
      await expectRefusal(election.consent(seat, proof), election, "ConsentProofInvalid", seat);
    }
    expect(await election.consents()).to.equal(0n);
    await networkHelpers.time.increaseTo(constitution.schedule.opensAt);
    await expectRefusal(election.open.staticCall(), election, "ConsentsMissing", 0, 4);
  });

  it("is refused as opening would refuse it, so that no full set of consents ends void for it", async () => {
    const fixture = await networkHelpers.loadFixture(createdForTwelveBallots);
    const { election, verifier } = fixture;
    const most = 2 ** 24 - 1;
    const cases: readonly (readonly [Partial<Checkpoint>, string, ...number[]])[] = [
      [{ root: 0n }, "CensusEmpty"],
      [{ depth: CENSUS_DEPTH + 1 }, "CensusTooDeep", CENSUS_DEPTH + 1, CENSUS_DEPTH],
      [{ activeMembers: 9 }, "CensusTooSmall", 9, 10],
      [{ activeMembers: 11 }, "CensusBelowMinimumBallots", 11, 12],
      [{ activeMembers: most + 1 }, "CensusTooLarge", most + 1, most],
    ];
    for (const [change, name, ...args] of cases) {
      await setCheckpoint(fixture, change);
      const proof = await consentOf(fixture, 2);
      await expectRefusal(election.consent.staticCall(2, proof), election, name, ...args);
    }
    await setCheckpoint(fixture, { root: FIELD_ORDER });
    const proof = await consentOf(fixture, 2);
    await expectRefusal(election.consent.staticCall(2, proof), verifier, "FieldElementTooLarge", FIELD_ORDER);
    for (const change of [{ depth: CENSUS_DEPTH }, { activeMembers: 12 }, { activeMembers: most }]) {
      await setCheckpoint(fixture, change);
      await election.consent.staticCall(2, await consentOf(fixture, 2));
    }
  });

  it("is the same to clients that call on the latest and on the pending block", async () => {
    const fixture = await networkHelpers.loadFixture(beforeCensus);
    const { election, constitution } = fixture;
    const { censusTime } = constitution.schedule;
    const census = (block?: "pending") => readCensus(constitution, ethers.provider, block);
    await networkHelpers.time.increaseTo(censusTime);
    expect((await errorOf(census(), ContractRefusedError)).refusal).to.equal("CheckpointNotYetFinal");
    // The next block's time is past the census time: what is pending sees what the latest sees from then on.
    const pending = await census("pending");
    await networkHelpers.time.increaseTo(censusTime + 1);
    expect(await census()).to.deep.equal(pending);
    expect(await census("pending")).to.deep.equal(pending);
    const proof = await consentOf(fixture, 2);
    for (const blockTag of ["latest", "pending"]) await election.consent.staticCall(2, proof, { blockTag });
  });
});
