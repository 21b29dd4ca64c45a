import { expect } from "chai";
import type { Signer } from "ethers";
import { readBoard } from "../../../sdk/chain/board.ts";
import { read, refusing } from "../../../sdk/chain/contracts.ts";
import { boardAt } from "../../../sdk/chain/townContracts.ts";
import { makeRegistration, postRegistration, type Registration } from "../../../sdk/chain/trustee.ts";
import {
  add,
  divideByEight,
  GENERATOR,
  IDENTITY,
  multiply,
  type Point,
  subtract,
  sumPoints,
} from "../../../sdk/crypto/babyjubjub.ts";
import { FIELD_ORDER, inverse, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { encryptionSecret } from "../../../sdk/crypto/keyDerivation.ts";
import { proveRegistration } from "../../../sdk/crypto/registrationProof.ts";
import { hashWords, low128 } from "../../../sdk/crypto/transcript.ts";
import { torsionPoints } from "../../sdk/crypto/torsionPoints.ts";
import {
  type Board,
  type BoardChain,
  boardChain,
  encryptionKeyOf,
  keyOf,
  newBoard,
  RANDOM,
  refusalOf,
  registrationOf,
  STAGE,
} from "./boardFixture.ts";

describe("TrusteeBoard, round 1", () => {
  let chain: BoardChain;
  let board: Board;
  let fresh: Awaited<ReturnType<BoardChain["networkHelpers"]["takeSnapshot"]>>;

  before(async () => {
    chain = await boardChain();
    board = await newBoard(chain, 3, 2);
    fresh = await chain.networkHelpers.takeSnapshot();
  });
  beforeEach(() => fresh.restore());

  const account = (seat: number) => chain.trustees[seat - 1] as Signer;
  const register = (seat: number, registration: Registration = registrationOf(board, seat)) =>
    postRegistration(board.board, registration, account(seat));

  it("stores each key as P, and goes on to round 2 with the last", async () => {
    for (const seat of [2, 3, 1]) {
      expect((await readBoard(board.board, chain.deployer)).stage).to.equal("registering");
      await register(seat);
      const { x, y } = await read<Point>(boardAt(board.board, chain.deployer), "encryptionKey", seat);
      expect({ x, y }).to.deep.equal(encryptionKeyOf(board, seat));
    }
    const { stage, missing } = await readBoard(board.board, chain.deployer);
    expect([stage, missing]).to.deep.equal(["dealing", board.trustees]);
  });

  it("takes no second registration of a seat, and none once round 1 is over", async () => {
    await register(1);
    expect(await refusalOf(register(1))).to.deep.equal(["AlreadyRegistered", { seat: "1" }]);
    await register(2);
    await register(3);
    expect(await refusalOf(register(1))).to.deep.equal(["WrongStage", { stage: STAGE.dealing }]);
  });

  it("takes a registration in the last second of round 1, and none in the next", async () => {
    await chain.networkHelpers.time.setNextBlockTimestamp(board.registerBy);
    await register(1);
    await chain.networkHelpers.time.setNextBlockTimestamp(board.registerBy + 1);
    await chain.networkHelpers.mine();
    expect(await refusalOf(register(2))).to.deep.equal(["WrongStage", { stage: STAGE.dead }]);
    const { stage, missing } = await readBoard(board.board, chain.deployer);
    expect([stage, missing]).to.deep.equal(["dead", board.trustees.slice(1)]);
  });

  it("is dead for dealings too when round 1 was missed", async () => {
    await chain.networkHelpers.time.increaseTo(board.registerBy + 1);
    expect((await readBoard(board.board, chain.deployer)).missing).to.deep.equal(board.trustees);
    const deal = () => boardAt(board.board, account(1)).getFunction("deal").staticCall([], []);
    expect(await refusalOf(refusing(deal))).to.deep.equal(["WrongStage", { stage: STAGE.dead }]);
  });

  describe("refuses a proof of knowledge", () => {
    const own = () => ({
      ...board,
      seat: 1,
      trustee: board.trustees[0] as string,
      encryptionKey: encryptionKeyOf(board, 1),
    });

    const elsewhere: Record<string, () => Registration> = {
      "of another seat": () => ({ ...registrationOf(board, 1), proof: proofFor({ ...own(), seat: 2 }) }),
      "of another address": () => ({
        ...registrationOf(board, 1),
        proof: proofFor({ ...own(), trustee: board.trustees[1] as string }),
      }),
      "of another board": () => ({ ...registrationOf(board, 1), proof: proofFor({ ...own(), board: board.factory }) }),
      "of another chain": () => ({ ...registrationOf(board, 1), proof: proofFor({ ...own(), chainId: 1n }) }),
      "of another key": () => ({ ...registrationOf(board, 1), encryptionKey: GENERATOR }),
      "made by another trustee's key": () => ({
        ...registrationOf(board, 1),
        encryptionKey: registrationOf(board, 2).encryptionKey,
      }),
      "that is empty": () => ({ ...registrationOf(board, 1), proof: { challenge: 0n, response: 0n } }),
    };
    function proofFor(statement: ReturnType<typeof own>) {
      return proveRegistration(encryptionSecret(keyOf(1), board), statement, RANDOM);
    }
    for (const [name, registration] of Object.entries(elsewhere)) {
      it(name, async () => {
        expect(await refusalOf(register(1, registration()))).to.deep.equal(["RegistrationProofInvalid", { seat: "1" }]);
        await register(1);
      });
    }

    it("whose values are out of range", async () => {
      const { proof, ...rest } = registrationOf(board, 1);
      const challenge = proof.challenge + (1n << 128n);
      expect(await refusalOf(register(1, { ...rest, proof: { ...proof, challenge } }))).to.deep.equal([
        "ChallengeTooLarge",
        { challenge: String(challenge) },
      ]);
      const response = proof.response + SUBGROUP_ORDER;
      expect(await refusalOf(register(1, { ...rest, proof: { ...proof, response } }))).to.deep.equal([
        "ResponseTooLarge",
        { response: String(response) },
      ]);
    });

    it("forged for a key that nobody knows, as it would hold were the statement not hashed", async () => {
      const [commitment, response] = [multiply(GENERATOR, 77n), 99n];
      const challenge = low128(hashWords([commitment.x, commitment.y]));
      const key = multiply(subtract(multiply(GENERATOR, response), commitment), inverse(challenge, SUBGROUP_ORDER));
      const forged = { ...registrationOf(board, 1), encryptionKey: divideByEight(key), proof: { challenge, response } };
      expect(await refusalOf(register(1, forged))).to.deep.equal(["RegistrationProofInvalid", { seat: "1" }]);
    });

    it("for a rogue key that cancels the others, of which no logarithm is known", async () => {
      await register(1);
      await register(2);
      const others = sumPoints([encryptionKeyOf(board, 1), encryptionKeyOf(board, 2)]);
      const rogue = { ...registrationOf(board, 3), encryptionKey: divideByEight(subtract(GENERATOR, others)) };
      expect(await refusalOf(register(3, rogue))).to.deep.equal(["RegistrationProofInvalid", { seat: "3" }]);
    });
  });

  describe("refuses a key", () => {
    const withKey = (encryptionKey: Point) => ({ ...registrationOf(board, 1), encryptionKey });

    it("that is the identity or of small order", async () => {
      for (const point of torsionPoints()) {
        expect(await refusalOf(register(1, withKey(point)))).to.deep.equal(["PointIsIdentity", {}]);
      }
    });

    it("that is off the curve or has a coordinate of r or more", async () => {
      expect(await refusalOf(register(1, withKey({ x: 1n, y: 1n })))).to.deep.equal([
        "PointNotOnCurve",
        { x: "1", y: "1" },
      ]);
      expect(await refusalOf(register(1, withKey({ x: 0n, y: 0n })))).to.deep.equal([
        "PointNotOnCurve",
        { x: "0", y: "0" },
      ]);
      const { encryptionKey } = registrationOf(board, 1);
      for (const [coordinate, value] of Object.entries(encryptionKey)) {
        const large = value + FIELD_ORDER;
        const refusal = await refusalOf(register(1, withKey({ ...encryptionKey, [coordinate]: large })));
        expect(refusal).to.deep.equal(["CoordinateTooLarge", { value: String(large) }]);
      }
      const edge = await refusalOf(register(1, withKey({ ...IDENTITY, x: FIELD_ORDER })));
      expect(edge).to.deep.equal(["CoordinateTooLarge", { value: String(FIELD_ORDER) }]);
    });

    it("that another seat has, also when it is written as another point", async () => {
      await register(1);
      const { encryptionKey } = registrationOf(board, 1);
      for (const point of torsionPoints()) {
        const copy = { ...registrationOf(board, 2), encryptionKey: add(encryptionKey, point) };
        expect(await refusalOf(register(2, copy))).to.deep.equal(["EncryptionKeyUsed", { seat: "1" }]);
      }
      const sameKey = makeRegistration(keyOf(1), board, 3, RANDOM);
      expect(await refusalOf(register(3, sameKey))).to.deep.equal(["EncryptionKeyUsed", { seat: "1" }]);
    });
  });

  it("takes a key plus a point of small order for the key itself", async () => {
    const { encryptionKey, ...rest } = registrationOf(board, 1);
    await register(1, { ...rest, encryptionKey: add(encryptionKey, torsionPoints()[3] as Point) });
    const { x, y } = await read<Point>(boardAt(board.board, chain.deployer), "encryptionKey", 1);
    expect({ x, y }).to.deep.equal(encryptionKeyOf(board, 1));
  });
});
