import { concat, keccak256, toBeHex, ZeroHash } from "ethers";
import type { CastBallot } from "../chain/ballotBox.ts";
import { IDENTITY, type Point, pointsEqual } from "../crypto/babyjubjub.ts";
import { addCiphertexts, ciphertextsFromWords, ciphertextWords, subtractCiphertexts } from "../crypto/elgamal.ts";
import { electionScope } from "../election/constitutionAbi.ts";
import { type BallotElection, type SlotState, verifyBallot } from "../proofs/ballotProof.ts";
import type { VerificationKey } from "../proofs/groth16.ts";
import type { BoardKeys } from "./ceremonyChecks.ts";
import { type Check, equal, every } from "./check.ts";
import type { ElectionRecord } from "./record.ts";
import { batchesFrom, constitutionFrom } from "./recordValues.ts";

type PlacedBallot = CastBallot & { readonly slot: SlotState };

/** P5 to P7: every ballot's proof holds, follows its slot's last one, and the tally chain adds up the batches. */
export async function ballotChecks(
  record: ElectionRecord,
  { electionKey }: BoardKeys,
  key: VerificationKey,
  report: (checked: number, total: number) => void,
): Promise<readonly Check[]> {
  const constitution = constitutionFrom(record);
  const censusRoot = BigInt(record.opening?.censusRoot ?? 0);
  const scope = electionScope(BigInt(record.chainId), record.election, record.constitutionHash);
  const election: BallotElection = { ...constitution, scope, censusRoot, electionKey };
  const batches = batchesFrom(record);
  const ballots = placed(batches.flatMap((batch) => batch.ballots));
  const describe = ({ nullifier, version }: CastBallot) => `nullifier ${nullifier}, version ${version}`;
  const subtotals = subtotalsOf(
    batches.map((batch) => batch.ballots.length),
    ballots,
    constitution.ballotSize,
  );
  let chain: string = ZeroHash;
  return [
    await every(
      "P5.5 ballot proofs",
      ballots,
      async (ballot, index) => {
        const holds = await verifyBallot(key, election, { ...ballot, held: ballot.slot.held });
        report(index + 1, ballots.length);
        return holds;
      },
      describe,
    ),
    await every(
      "P7.1 no c1 is the identity",
      ballots,
      ({ next }) => everyC1(next, (c1) => !pointsEqual(c1, IDENTITY)),
      describe,
    ),
    await every("P7.2 versions", ballots, ({ version, slot }) => version === slot.version, describe),
    await every(
      "P7.2 re-voting only where allowed",
      ballots,
      ({ version }) => constitution.revoting || version === 0n,
      describe,
    ),
    equal(
      "P7.3 slots do not outnumber the census",
      true,
      slotsOf(ballots).size <= (record.opening?.activeMembers ?? 0),
    ),
    await every(
      "P7.5 subtotals",
      batches,
      ({ subtotal }, index) => String(subtotal) === String(subtotals[index]),
      (_, index) => `batch ${index + 1}`,
    ),
    await every(
      "P7.5 tally chain",
      batches,
      (batch) => {
        chain = keccak256(concat([chain, ...batch.subtotal.map((word) => toBeHex(word, 32))]));
        return chain === batch.chain;
      },
      (_, index) => `batch ${index + 1}`,
    ),
  ];
}

/** What every slot holds at the end, by nullifier. */
export function slotsOf(ballots: readonly CastBallot[]): Map<bigint, readonly bigint[]> {
  return new Map(ballots.map(({ nullifier, next }) => [nullifier, next]));
}

/** Each ballot beside its slot's state before it, as the record's order gives it. */
function placed(ballots: readonly CastBallot[]): PlacedBallot[] {
  const slots = new Map<bigint, SlotState>();
  return ballots.map((ballot) => {
    const slot = slots.get(ballot.nullifier) ?? { version: 0n, held: [] };
    slots.set(ballot.nullifier, { version: slot.version + 1n, held: ballot.next });
    return { ...ballot, slot };
  });
}

function subtotalsOf(sizes: readonly number[], ballots: readonly PlacedBallot[], ballotSize: number): bigint[][] {
  let start = 0;
  return sizes.map((size) => {
    const batch = ballots.slice(start, start + size);
    start += size;
    const empty = Array.from({ length: ballotSize / 2 }, () => ({ c1: IDENTITY, c2: IDENTITY }));
    const sum = batch.reduce((total, { next, slot }) => {
      const [added, removed] = [ciphertextsFromWords(next), ciphertextsFromWords(slot.held)];
      return total.map((ciphertext, t) => {
        const grown = addCiphertexts(ciphertext, added[t] ?? EMPTY);
        return removed[t] === undefined ? grown : subtractCiphertexts(grown, removed[t]);
      });
    }, empty);
    return ciphertextWords(sum);
  });
}

const EMPTY = { c1: IDENTITY, c2: IDENTITY };

function everyC1(words: readonly bigint[], holds: (c1: Point) => boolean): boolean {
  return ciphertextsFromWords(words).every(({ c1 }) => holds(c1));
}
