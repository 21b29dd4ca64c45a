import { expect } from "chai";
import type { Signer } from "ethers";
import { readBoard, readElectionKey, readShareKeys } from "../../../sdk/chain/board.ts";
import { read } from "../../../sdk/chain/contracts.ts";
import { DealtShareWrongError } from "../../../sdk/chain/dealtShares.ts";
import { boardAt } from "../../../sdk/chain/townContracts.ts";
import {
  type Dealing,
  postDealing,
  postRegistration,
  type Registration,
  recoverShareSecret,
} from "../../../sdk/chain/trustee.ts";
import {
  add,
  divideByEight,
  GENERATOR,
  IDENTITY,
  multiply,
  type Point,
  subtract,
} from "../../../sdk/crypto/babyjubjub.ts";
import { FIELD_ORDER, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { polynomialCoefficients, shareEphemeral } from "../../../sdk/crypto/keyDerivation.ts";
import { encryptKeyShare, keyShareContext } from "../../../sdk/crypto/keyShareCipher.ts";
import { dealingCommitment } from "../../../sdk/crypto/registrationProof.ts";
import { commitPolynomial, evaluatePolynomial } from "../../../sdk/crypto/sharing.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import { errorOf } from "../../errorOf.ts";
import { torsionPoints } from "../../sdk/crypto/torsionPoints.ts";
import {
  type Board,
  type BoardChain,
  boardChain,
  CHAIN_ID,
  dealingOf,
  dealingWith,
  encryptionKeyOf,
  keyOf,
  newBoard,
  refusalOf,
  registrationCommitting,
  registrationOf,
  STAGE,
  shareFor,
} from "./boardFixture.ts";

type Share = Dealing["shares"][number];
type Snapshot = Awaited<ReturnType<BoardChain["networkHelpers"]["takeSnapshot"]>>;

describe("TrusteeBoard, round 2", function () {
  this.timeout(180_000);
  let chain: BoardChain;
  let board: Board;
  let registered: Snapshot;
  const dealings: Dealing[] = [];

  before(async () => {
    chain = await boardChain();
    board = await newBoard(chain, 3, 2);
    await registerAll(board);
    for (const seat of [1, 2, 3]) dealings.push(await dealingOf(board, seat));
    registered = await chain.networkHelpers.takeSnapshot();
  });
  beforeEach(() => registered.restore());
  after(endProving);

  const account = (seat: number) => chain.trustees[seat - 1] as Signer;
  const good = (seat: number) => dealings[seat - 1] as Dealing;
  const deal = (seat: number, dealing: Dealing = good(seat)) => postDealing(board.board, dealing, account(seat));
  const stage = async () => (await readBoard(board.board, chain.deployer)).stage;
  const coefficients = (seat: number) => polynomialCoefficients(keyOf(seat), board, board.threshold);

  it("makes the keys that the polynomials give, once all have dealt in any order", async () => {
    for (const seat of [3, 1, 2]) {
      expect(await stage()).to.equal("dealing");
      expect(await readElectionKey(board.board, chain.deployer)).to.deep.equal({ x: 0n, y: 0n });
      await deal(seat);
    }
    expect(await stage()).to.equal("ready");
    expect((await readBoard(board.board, chain.deployer)).missing).to.deep.equal([]);
    const shareSecret = (seat: number) =>
      [1, 2, 3].reduce((sum, i) => sum + evaluatePolynomial(coefficients(i), seat), 0n);
    const constant = [1, 2, 3].reduce((sum, i) => sum + (coefficients(i)[0] as bigint), 0n);
    expect(await readElectionKey(board.board, chain.deployer)).to.deep.equal(multiply(GENERATOR, constant));
    expect(await readShareKeys(board.board, 3, chain.deployer)).to.deep.equal(
      [1, 2, 3].map((seat) => multiply(GENERATOR, shareSecret(seat))),
    );
    for (const seat of [1, 2, 3]) {
      expect(await recoverShareSecret(keyOf(seat), board.board, seat, chain.deployer)).to.equal(
        shareSecret(seat) % SUBGROUP_ORDER,
      );
    }
    await errorOf(recoverShareSecret(keyOf(2), board.board, 1, chain.deployer), DealtShareWrongError);
  });

  it("follows from key and chain alone, so that a lost machine loses nothing", () => {
    const context = keyShareContext(board);
    for (const [index, { ephemeral, ciphertext }] of good(2).shares.entries()) {
      const route = { context, dealer: 2, seat: index + 1 };
      const share = evaluatePolynomial(coefficients(2), route.seat);
      const scalar = shareEphemeral(keyOf(2), board, route.seat);
      const again = encryptKeyShare(share, scalar, encryptionKeyOf(board, route.seat), route);
      expect(again).to.deep.equal({ ephemeral, ciphertext });
    }
    expect(commitPolynomial(coefficients(2)).map(divideByEight)).to.deep.equal(good(2).polynomial);
  });

  it("has no keys of seats before the first dealing, nor of seats that do not exist", async () => {
    const contract = boardAt(board.board, chain.deployer);
    expect(await readShareKeys(board.board, 3, chain.deployer)).to.deep.equal(Array(3).fill({ x: 0n, y: 0n }));
    for (const name of ["shareKey", "encryptionKey", "trusteeAt"]) {
      for (const seat of [0, 4]) {
        expect(await refusalOf(read(contract, name, seat))).to.deep.equal(["SeatInvalid", { seat: String(seat) }]);
      }
    }
  });

  it("takes no second dealing of a seat, and nothing once it is ready", async () => {
    await deal(1);
    expect(await refusalOf(deal(1))).to.deep.equal(["AlreadyDealt", { seat: "1" }]);
    await deal(2);
    await deal(3);
    expect(await refusalOf(deal(1))).to.deep.equal(["WrongStage", { stage: STAGE.ready }]);
    const register = postRegistration(board.board, registrationOf(board, 1), account(1));
    expect(await refusalOf(register)).to.deep.equal(["WrongStage", { stage: STAGE.ready }]);
    await chain.networkHelpers.time.increaseTo(board.dealBy + 1);
    expect(await stage()).to.equal("ready");
  });

  it("takes no dealing before all have registered", async () => {
    const young = await newBoard(chain, 3, 2);
    await postRegistration(young.board, registrationOf(young, 1), account(1));
    const early = postDealing(young.board, good(1), account(1));
    expect(await refusalOf(early)).to.deep.equal(["WrongStage", { stage: STAGE.registering }]);
  });

  it("takes a dealing in the last second of round 2, and none in the next: the board is dead and names who is missing", async () => {
    await deal(2);
    await chain.networkHelpers.time.setNextBlockTimestamp(board.dealBy);
    await deal(1);
    await chain.networkHelpers.time.setNextBlockTimestamp(board.dealBy + 1);
    await chain.networkHelpers.mine();
    expect(await refusalOf(deal(3))).to.deep.equal(["WrongStage", { stage: STAGE.dead }]);
    const { stage: last, missing } = await readBoard(board.board, chain.deployer);
    expect([last, missing]).to.deep.equal(["dead", [board.trustees[2]]]);
    expect(await readElectionKey(board.board, chain.deployer)).to.deep.equal({ x: 0n, y: 0n });
  });

  describe("refuses a polynomial", () => {
    it("of no, too few or too many points", async () => {
      for (const length of [0, 1, 3, 1000]) {
        const polynomial = Array.from({ length }, () => GENERATOR);
        expect(await refusalOf(deal(1, { ...good(1), polynomial }))).to.deep.equal([
          "WrongPolynomialLength",
          { given: String(length), threshold: "2" },
        ]);
      }
    });

    it("that is not the one committed to, also if it is another trustee's or in another order", async () => {
      const id = { ...board, seat: 1, trustee: board.trustees[0] as string };
      const stored = registrationOf(board, 1).commitment;
      for (const polynomial of [good(2).polynomial, good(1).polynomial.toReversed()]) {
        expect(await refusalOf(deal(1, { ...good(1), polynomial }))).to.deep.equal([
          "CommitmentMismatch",
          { computed: dealingCommitment(id, polynomial), stored },
        ]);
      }
    });

    it("with a point that is the identity, of small order, off the curve or of a coordinate of r or more", async () => {
      const [first, second] = good(1).polynomial as [Point, Point];
      const large = first.x + FIELD_ORDER;
      const cases: readonly (readonly [readonly Point[], readonly [string, Record<string, string>]])[] = [
        ...[IDENTITY, torsionPoints()[5] as Point].flatMap((point) => [
          [
            [point, second],
            ["PointIsIdentity", {}],
          ] as const,
          [
            [first, point],
            ["PointIsIdentity", {}],
          ] as const,
        ]),
        [
          [{ x: 1n, y: 2n }, second],
          ["PointNotOnCurve", { x: "1", y: "2" }],
        ],
        [
          [first, { x: 0n, y: 0n }],
          ["PointNotOnCurve", { x: "0", y: "0" }],
        ],
        [
          [{ ...first, x: large }, second],
          ["CoordinateTooLarge", { value: String(large) }],
        ],
        [
          [first, { ...second, y: FIELD_ORDER }],
          ["CoordinateTooLarge", { value: String(FIELD_ORDER) }],
        ],
      ];
      for (const [polynomial, refusal] of cases) {
        const other = await newBoard(chain, 3, 2);
        await registerAll(other, registrationCommitting(other, 1, polynomial));
        const dealt = postDealing(other.board, { ...good(1), polynomial }, account(1));
        expect(await refusalOf(dealt)).to.deep.equal(refusal);
      }
    });

    it("whose constant term cancels the others (a rogue key), because its shares cannot be proved", async () => {
      const other = await newBoard(chain, 2, 2);
      const [own, theirs] = [1, 2].map((seat) => commitPolynomial(polynomialCoefficients(keyOf(seat), other, 2)));
      const rogue = subtract(multiply(GENERATOR, 42n), theirs?.[0] as Point);
      const polynomial = [rogue, own?.[1] as Point].map(divideByEight);
      await registerAll(other, registrationCommitting(other, 1, polynomial));
      const { shares } = await dealingOf(other, 1);
      const dealt = postDealing(other.board, { polynomial, shares }, account(1));
      expect(await refusalOf(dealt)).to.deep.equal(["ShareProofsInvalid", { seat: "1" }]);
    });
  });

  describe("refuses a dealing, which can then be repeated rightly,", () => {
    const at = (index: number) => good(1).shares[index] as Share;
    const changed = (index: number, change: Partial<Share>): Share[] =>
      good(1).shares.with(index, { ...at(index), ...change }) as Share[];
    const secret = (seat: number) => evaluatePolynomial(coefficients(1), seat);
    const replaced = async (share: Promise<Share>) => [await share, at(1), at(2)];

    const wrong: Record<string, () => readonly Share[] | Promise<readonly Share[]>> = {
      "with a wrong ciphertext for the first seat": () => changed(0, { ciphertext: at(0).ciphertext ^ 1n }),
      "with a wrong ciphertext for the last seat": () => changed(2, { ciphertext: at(2).ciphertext ^ 1n }),
      "with another seat's share at a seat": () => [at(1), at(1), at(2)],
      "with two shares swapped": () => [at(1), at(0), at(2)],
      "with two proofs swapped": () => [{ ...at(0), proof: at(1).proof }, { ...at(1), proof: at(0).proof }, at(2)],
      "with another dealer's shares": () => good(2).shares,
      "with the identity as ephemeral point": () => changed(1, { ephemeral: IDENTITY }),
      "with an ephemeral point off the curve": () => changed(1, { ephemeral: { x: 1n, y: 1n } }),
      "with an ephemeral point of small order added": () =>
        changed(1, { ephemeral: add(at(1).ephemeral, torsionPoints()[1] as Point) }),
      "with a proof off the curve": () => changed(1, { proof: [1n, 1n, 0n, 0n, 0n, 0n, 0n, 0n] }),
      "with a proof of zeros": () => changed(1, { proof: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n] }),
      "with a share of another polynomial, proved": () =>
        replaced(shareFor(board, secret(1) + 1n, encryptionKeyOf(board, 1), { seat: 1 })),
      "with the share for another seat, proved for this one": () =>
        replaced(shareFor(board, secret(2), encryptionKeyOf(board, 1), { seat: 1 })),
      "with a share encrypted to a key that is not registered": () =>
        replaced(shareFor(board, secret(1), multiply(GENERATOR, 5n), { seat: 1 })),
      "with a share proved in another board's context": () => {
        const context = keyShareContext({ chainId: CHAIN_ID, board: board.factory });
        return replaced(shareFor(board, secret(1), encryptionKeyOf(board, 1), { seat: 1, context }));
      },
      "with a share proved as another dealer's": () =>
        replaced(shareFor(board, secret(1), encryptionKeyOf(board, 1), { seat: 1, dealer: 2 })),
      "with a share proved as for another seat": () =>
        replaced(shareFor(board, secret(1), encryptionKeyOf(board, 1), { seat: 3 })),
    };
    for (const [name, make] of Object.entries(wrong)) {
      it(name, async () => {
        const shares = await make();
        expect(await refusalOf(deal(1, { ...good(1), shares }))).to.deep.equal(["ShareProofsInvalid", { seat: "1" }]);
        await deal(1);
      });
    }

    it("with a value of r or more, which would be another spelling of the same", async () => {
      const { ephemeral, ciphertext } = at(1);
      const values = [
        { ciphertext: ciphertext + FIELD_ORDER },
        { ciphertext: FIELD_ORDER },
        { ephemeral: { ...ephemeral, x: ephemeral.x + FIELD_ORDER } },
        { ephemeral: { ...ephemeral, y: ephemeral.y + FIELD_ORDER } },
      ];
      for (const change of values) {
        const large = [change.ciphertext, change.ephemeral?.x, change.ephemeral?.y].find(
          (v) => v !== undefined && v >= FIELD_ORDER,
        );
        expect(await refusalOf(deal(1, { ...good(1), shares: changed(1, change) }))).to.deep.equal([
          "FieldElementTooLarge",
          { value: String(large) },
        ]);
      }
      await deal(1);
    });

    it("with no, too few or too many shares", async () => {
      for (const shares of [[], good(1).shares.slice(1), [...good(1).shares, at(0)]]) {
        expect(await refusalOf(deal(1, { ...good(1), shares }))).to.deep.equal([
          "WrongShareCount",
          { given: String(shares.length), trustees: "3" },
        ]);
      }
      await deal(1);
    });
  });

  it("refuses the last dealing when all constant terms add up to nothing, and can then only die", async () => {
    const pair = await newBoard(chain, 2, 2);
    const own = polynomialCoefficients(keyOf(1), pair, 2);
    const opposite = [SUBGROUP_ORDER - (own[0] as bigint), 5n];
    const polynomial = commitPolynomial(opposite).map(divideByEight);
    await postRegistration(pair.board, registrationOf(pair, 1), account(1));
    await postRegistration(pair.board, registrationCommitting(pair, 2, polynomial), account(2));
    await postDealing(pair.board, await dealingOf(pair, 1), account(1));
    const last = postDealing(pair.board, await dealingWith(pair, 2, opposite), account(2));
    expect(await refusalOf(last)).to.deep.equal(["ElectionKeyIsIdentity", {}]);
    await chain.networkHelpers.time.increaseTo(pair.dealBy + 1);
    const { stage: end, missing } = await readBoard(pair.board, chain.deployer);
    expect([end, missing]).to.deep.equal(["dead", [pair.trustees[1]]]);
  });

  /** Everybody registers; seat 1 as given. */
  async function registerAll(on: Board, first: Registration = registrationOf(on, 1)): Promise<void> {
    await postRegistration(on.board, first, account(1));
    for (let seat = 2; seat <= on.trustees.length; seat++) {
      await postRegistration(on.board, registrationOf(on, seat), account(seat));
    }
  }
});
