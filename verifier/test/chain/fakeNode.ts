import { readFileSync } from "node:fs";
import { type Ask, NodeRefused } from "../../src/chain/rpc.ts";
import { type Abi, abiEncode } from "../../src/hash/abi.ts";
import { keccakText, wordsOf } from "../../src/hash/keccak.ts";
import { constitutionShape } from "../../src/record/constitutionShape.ts";
import { constitutionAbi } from "../../src/rules/constitutionHash.ts";
import type { Draft } from "../altered/alterations.ts";

/** A record as its text has it. */
export const recordText = (): string =>
  readFileSync(new URL("../../../conformance/records/changed-vote.json", import.meta.url), "utf8");

const hex = (value: bigint | number, digits: number): string => BigInt(value).toString(16).padStart(digits, "0");
const topic = (signature: string): string => `0x${hex(keccakText(signature), 64)}`;
const data = (words: readonly bigint[]): string => `0x${Buffer.from(wordsOf(words)).toString("hex")}`;
const big = (values: readonly string[]): bigint[] => values.map(BigInt);
const points = (list: readonly Draft[]): bigint[][] => list.map(({ x, y }) => [BigInt(x), BigInt(y)]);

/** An array of static elements, as its body follows the heads. */
const elements = (list: readonly (readonly bigint[])[]): readonly bigint[] => [BigInt(list.length), ...list.flat()];

/** Heads, then the bodies of dynamic arrays, each named by its place among the heads. */
const withArrays = (heads: readonly bigint[], arrays: readonly (readonly [number, readonly bigint[]])[]): bigint[] => {
  const words = [...heads];
  for (const [place, body] of arrays) {
    words[place] = 32n * BigInt(words.length);
    words.push(...body);
  }
  return words;
};

const [SIGMA, POINT] = ["(uint256,uint256)", "(uint256,uint256)"];
const CONSTITUTION_TYPE =
  "(bytes32,bytes32,address,uint256,uint32,address,uint8,uint32,bool,bool,bool,uint8," +
  "(uint8,uint8,uint16,uint16,uint48,uint24,bool,uint40[]),(uint48,uint48,uint48,uint48,uint48,uint48,uint48)," +
  "(uint8,uint8,(uint32,uint32,bool),bool,uint32,bytes32,(uint32,uint32,bool),uint8,uint24,uint48,uint40[]))";

interface FakeLog {
  readonly address: string;
  readonly block: number;
  readonly topics: readonly string[];
  readonly data: string;
  readonly transaction: number;
}

const boardLogs = ({ constitution, board }: Draft): FakeLog[] => {
  const address = constitution.board;
  const registered = board.registrations.map((r: Draft) => ({
    address,
    block: r.at.block,
    topics: [topic(`TrusteeRegistered(uint256,address,${POINT},${SIGMA},bytes32)`), `0x${hex(r.seat, 64)}`],
    data: data([
      BigInt(board.trustees[r.seat - 1]),
      ...points([r.encryptionKey]).flat(),
      BigInt(r.proof.challenge),
      BigInt(r.proof.response),
      BigInt(r.commitment),
    ]),
    transaction: r.at.block,
  }));
  const dealt = board.dealings.map((d: Draft) => {
    const shares = d.shares.map((s: Draft) => [...points([s.ephemeral]).flat(), BigInt(s.ciphertext), ...big(s.proof)]);
    return {
      address,
      block: d.at.block,
      topics: [topic(`SharesDealt(uint256,${POINT}[],(${POINT},uint256,uint256[8])[])`), `0x${hex(d.seat, 64)}`],
      data: data(
        withArrays(
          [0n, 0n],
          [
            [0, elements(points(d.polynomial))],
            [1, elements(shares)],
          ],
        ),
      ),
      transaction: d.at.block,
    };
  });
  return [...registered, ...dealt];
};

const rollLogs = ({ constitution, roll }: Draft): FakeLog[] =>
  roll.flatMap((change: Draft, transaction: number) => [
    ...change.enrolments.map((e: Draft) => ({
      address: constitution.rolls,
      block: 20 + transaction,
      topics: [
        topic("ResidentEnrolled(bytes32,bytes32,uint32,uint256,uint256[],uint256[8])"),
        e.registrarPseudonym,
        e.approverPseudonym,
      ],
      data: data(
        withArrays(
          [BigInt(e.sequence), BigInt(e.identityCommitment), 0n, ...big(e.proof ?? Array(8).fill("0"))],
          [[2, elements(big(e.rollIds).map((id) => [id]))]],
        ),
      ),
      transaction,
    })),
    ...change.checkpoints.map((c: Draft) => ({
      address: constitution.rolls,
      block: 20 + transaction,
      topics: [topic("CheckpointWritten(uint256,uint48,uint8,uint32,uint256)"), `0x${hex(BigInt(c.rollId), 64)}`],
      data: data([c.time, c.depth, c.activeMembers, c.root].map(BigInt)),
      transaction,
    })),
  ]);

const ballotLog = (address: string, block: number, ballot: Draft): FakeLog => {
  const { nullifier, version, next, digest, proof } = ballot;
  const topics = (signature: string): string[] => [topic(signature), `0x${hex(BigInt(nullifier), 64)}`];
  if (version === "0") {
    const signature = `FirstBallotCast(uint256,uint256,uint256[${next.length}],uint256[8])`;
    const words = [BigInt(digest), ...big(next), ...big(proof)];
    return { address, block, topics: topics(signature), data: data(words), transaction: block };
  }
  const heads = [BigInt(version), 0n, BigInt(digest), ...big(proof)];
  const words = withArrays(heads, [[1, elements(big(next).map((word) => [word]))]]);
  const signature = "BallotCast(uint256,uint256,uint256[],uint256,uint256[8])";
  return { address, block, topics: topics(signature), data: data(words), transaction: block };
};

const electionLogs = (record: Draft): FakeLog[] => {
  const { election: address, consents, opening, batches, firstSum, seal, shares, result } = record;
  const log = (block: number, signature: string, words: readonly bigint[], ...indexed: number[]): FakeLog => ({
    address,
    block,
    topics: [topic(signature), ...indexed.map((value) => `0x${hex(value, 64)}`)],
    data: data(words),
    transaction: block,
  });
  const sigma = ({ challenge, response }: Draft): bigint[] => [BigInt(challenge), BigInt(response)];

  return [
    ...consents.map((c: Draft) => log(c.at.block, `ConsentGiven(uint256,${SIGMA})`, sigma(c.proof), c.seat)),
    log(opening.at.block, `ElectionOpened(uint256,uint32,uint8,${POINT})`, [
      ...[opening.censusRoot, opening.activeMembers, opening.depth].map(BigInt),
      ...points([opening.electionKey]).flat(),
    ]),
    ...batches.flatMap((batch: Draft) => [
      ...batch.ballots.map((ballot: Draft) => ballotLog(address, batch.at.block, ballot)),
      log(batch.at.block, "TallyExtended(bytes32)", [BigInt(batch.chain)]),
    ]),
    log(firstSum.block, "TallySummed(bytes32,uint256[])", withArrays([0n, 0n], [[1, [0n]]])),
    log(firstSum.block + 1, "TallySummed(bytes32,uint256[])", withArrays([0n, 0n], [[1, [0n]]])),
    log(seal.at.block, "TallySealed(bytes32,uint256)", [BigInt(seal.sumHash), BigInt(seal.ballots)]),
    ...shares.map((s: Draft) =>
      log(
        s.at.block,
        `SharePosted(uint256,${POINT}[],${SIGMA})`,
        withArrays([0n, ...sigma(s.proof)], [[0, elements(points(s.share))]]),
        s.seat,
      ),
    ),
    log(
      result.at.block,
      "ResultPosted(uint256[],uint256[],(bool,uint8,uint32,uint32))",
      withArrays(
        [
          0n,
          0n,
          result.outcome.quorumReached ? 1n : 0n,
          BigInt(["None", "Accepted", "Rejected", "Neither"].indexOf(result.outcome.verdict)),
          BigInt(result.outcome.selected),
          BigInt(result.outcome.tied),
        ],
        [
          [0, elements(big(result.counts).map((count) => [count]))],
          [1, elements(result.seats.map((seat: number) => [BigInt(seat)]))],
        ],
      ),
    ),
  ];
};

const creationLog = (record: Draft): FakeLog => {
  const values: Abi[] = [
    BigInt(record.constitutionHash),
    constitutionAbi(constitutionShape(record.constitution)),
    Uint8Array.from(Buffer.from(record.content.slice(2), "hex")),
  ];
  return {
    address: record.board.factory,
    block: record.created.block,
    topics: [
      topic(`ElectionCreated(address,address,bytes32,${CONSTITUTION_TYPE},bytes)`),
      `0x${hex(BigInt(record.election), 64)}`,
      `0x${hex(BigInt(record.creator), 64)}`,
    ],
    data: data(abiEncode(values)),
    transaction: record.created.block,
  };
};

const timesOf = (value: unknown, found: Map<number, number>): Map<number, number> => {
  if (typeof value !== "object" || value === null) return found;
  const { block, time } = value as Record<string, unknown>;
  if (typeof block === "number" && typeof time === "number") found.set(block, time);
  for (const member of Object.values(value)) timesOf(member, found);
  return found;
};

/** A node of a chain on which a record happened; refuses more than `widest` blocks at once. */
export const fakeNode = (record: Draft, widest = 10): Ask => {
  const logs = [...boardLogs(record), ...rollLogs(record), creationLog(record), ...electionLogs(record)];
  const times = timesOf(record, new Map());
  const views: Readonly<Record<string, (word: bigint) => bigint>> = {
    "trusteeCount()": () => BigInt(record.board.trustees.length),
    "trustee(uint256)": (seat) => BigInt(record.board.trustees[Number(seat) - 1]),
    "factory()": () => BigInt(record.board.factory),
    "threshold()": () => BigInt(record.board.threshold),
    "registerBy()": () => BigInt(record.board.registerBy),
    "dealBy()": () => BigInt(record.board.dealBy),
    "termEndsAt()": () => BigInt(record.board.termEndsAt),
  };
  const viewOf = new Map(Object.entries(views).map(([name, answer]) => [topic(name).slice(0, 10), answer]));

  const logsIn = ({ address, fromBlock, toBlock }: Draft): unknown => {
    const [from, to] = [Number(fromBlock), Number(toBlock)];
    if (to - from >= widest) throw new NodeRefused("eth_getLogs", "block range too wide");
    return logs
      .map((log, index) => ({ ...log, index }))
      .filter((log) => BigInt(log.address) === BigInt(address) && log.block >= from && log.block <= to)
      .map((log) => ({
        address: log.address,
        topics: log.topics,
        data: log.data,
        blockNumber: `0x${hex(log.block, 1)}`,
        logIndex: `0x${hex(log.index, 1)}`,
        transactionHash: `0x${hex(log.transaction, 64)}`,
        removed: false,
      }));
  };

  return async (method, params) => {
    if (method === "eth_chainId") return `0x${hex(BigInt(record.chainId), 1)}`;
    if (method === "eth_blockNumber") return `0x${hex(record.block.number, 1)}`;
    if (method === "eth_getLogs") return logsIn(params[0]);
    if (method === "eth_getBlockByNumber") {
      const number = Number(params[0]);
      const own = number === record.block.number;
      const time = own ? record.block.time : (times.get(number) ?? 0);
      return { hash: own ? record.block.hash : `0x${hex(number, 64)}`, timestamp: `0x${hex(time, 1)}` };
    }
    const call = params[0] as { readonly data: string };
    const answer = viewOf.get(call.data.slice(0, 10));
    if (!answer) throw new NodeRefused(method, "execution reverted");
    return `0x${hex(answer(BigInt(`0x0${call.data.slice(10)}`)), 64)}`;
  };
};
