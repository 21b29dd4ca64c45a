import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import { type Consent, proveConsent } from "../../../sdk/crypto/consentProof.ts";
import { SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import type { SigmaProof } from "../../../sdk/crypto/sigmaProof.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";
import {
  type Created,
  consentOf,
  consentStatement,
  createElection,
  deployFactory,
  ethers,
  networkHelpers,
} from "../electionFixture.ts";
import { SEATS, shareKey, shareSecret, TRUSTEES } from "../trusteeKeys.ts";
import { expectRefusal } from "./refusal.ts";

const RANDOM = seededRandom("consents");

async function created() {
  return createElection(await deployFactory("SyntheticVerifier"));
}

/** A seat's proof for what it should state, changed; the block is no longer the latest, as calls see it. */
async function altered(election: Created, seat: number, change: Partial<Consent>, secret = shareSecret(seat)) {
  const statement = await consentStatement(election, seat);
  await networkHelpers.mine();
  return {
    blockNumber: statement.blockNumber,
    proof: proveConsent(secret, { ...statement, ...change }, RANDOM),
  };
}

describe("Consent to an election", () => {
  it("is noted by seat, whoever posts it", async () => {
    const election = await networkHelpers.loadFixture(created);
    const [, stranger] = await ethers.getSigners();
    let expected = 0n;
    for (const seat of [3, 1, 5]) {
      const { blockNumber, proof } = await consentOf(election, seat);
      const block = await ethers.provider.getBlock(blockNumber);
      const post = election.election.connect(stranger ?? null) as typeof election.election;
      await expect(post.consent(seat, blockNumber, proof))
        .to.emit(election.election, "ConsentGiven")
        .withArgs(seat, blockNumber, block?.hash, [proof.challenge, proof.response]);
      expected |= 1n << BigInt(seat - 1);
      expect(await election.election.consents()).to.equal(expected);
    }
  });

  it("comes from seats 1 to n only", async () => {
    const { election, ...rest } = await networkHelpers.loadFixture(created);
    const { blockNumber, proof } = await altered({ election, ...rest }, 1, {});
    for (const seat of [0n, BigInt(TRUSTEES + 1), 2n ** 256n - 1n]) {
      await expectRefusal(election.consent.staticCall(seat, blockNumber, proof), election, "SeatInvalid", seat);
    }
    await election.consent.staticCall(TRUSTEES, ...Object.values(await altered({ election, ...rest }, TRUSTEES, {})));
  });

  it("comes once from each seat", async () => {
    const fixture = await networkHelpers.loadFixture(created);
    for (const seat of SEATS) {
      const { blockNumber, proof } = await consentOf(fixture, seat);
      await fixture.election.consent(seat, blockNumber, proof);
      const again = await consentOf(fixture, seat);
      for (const { blockNumber, proof } of [again, again]) {
        const call = fixture.election.consent.staticCall(seat, blockNumber, proof);
        await expectRefusal(call, fixture.election, "AlreadyConsented", seat);
      }
    }
    expect(await fixture.election.consents()).to.equal(2n ** BigInt(TRUSTEES) - 1n);
  });

  it("names a block among the last 256, not an older one and none to come", async () => {
    const fixture = await networkHelpers.loadFixture(created);
    await networkHelpers.mine(300);
    const { election } = fixture;
    /** Consents in block n with a block n + `offset`; its hash is that of block n + `hashed`. */
    const consentWith = async (offset: number, hashed = offset) => {
      const blockNumber = (await ethers.provider.getBlockNumber()) + 1;
      const statement = await consentStatement(fixture, 2, blockNumber + hashed);
      const call = election.consent(2, blockNumber + offset, proveConsent(shareSecret(2), statement, RANDOM));
      return { call, named: blockNumber + offset };
    };
    for (const [offset, hashed] of [
      [-257, -257],
      [0, -1],
      [1, -1],
      [1_000_000, -1],
    ] as const) {
      const { call, named } = await consentWith(offset, hashed);
      await expectRefusal(call, election, "BlockNotRecent", named);
    }
    const { call, named } = await consentWith(-256);
    await expect(call).to.emit(election, "ConsentGiven").withArgs(2, named, anyValue, anyValue);
  });

  const other = "0x1111111111111111111111111111111111111111";
  const changes: readonly (readonly [string, Partial<Consent>])[] = [
    ["another chain", { chainId: 1n }],
    ["another board", { board: other }],
    ["another election", { election: other }],
    ["another constitution", { constitutionHash: `0x${"11".repeat(32)}` }],
    ["another seat", { seat: 3 }],
    ["another share of the key", { shareKey: shareKey(3) }],
    ["another block", { blockHash: `0x${"22".repeat(32)}` }],
  ];
  for (const [what, change] of changes) {
    it(`is refused when it was made for ${what}`, async () => {
      const fixture = await networkHelpers.loadFixture(created);
      const { blockNumber, proof } = await altered(fixture, 2, change);
      const call = fixture.election.consent.staticCall(2, blockNumber, proof);
      await expectRefusal(call, fixture.election, "ConsentProofInvalid", 2);
    });
  }

  it("is refused from one who holds another share, for every pair of seats", async () => {
    const fixture = await networkHelpers.loadFixture(created);
    for (const seat of SEATS) {
      for (const holder of SEATS) {
        const { blockNumber, proof } = await altered(fixture, seat, {}, shareSecret(holder));
        const call = fixture.election.consent.staticCall(seat, blockNumber, proof);
        if (holder === seat) await call;
        else await expectRefusal(call, fixture.election, "ConsentProofInvalid", seat);
      }
    }
  });

  it("is refused with a challenge or a response out of range, or with any other", async () => {
    const fixture = await networkHelpers.loadFixture(created);
    const { election } = fixture;
    const { blockNumber, proof } = await altered(fixture, 2, {});
    const refused = (change: Partial<SigmaProof>, name: string, ...args: readonly unknown[]) =>
      expectRefusal(election.consent.staticCall(2, blockNumber, { ...proof, ...change }), election, name, ...args);
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
    await election.consent.staticCall(2, blockNumber, proof);
  });
});
