import { hexToBytes } from "@noble/hashes/utils.js";
import { abiEncode } from "../hash/abi.ts";
import { keccak, wordsOf } from "../hash/keccak.ts";
import type { Skeleton } from "../record/recordShape.ts";
import { addressText } from "../record/shape.ts";
import type { CheckName } from "../report/checkNames.ts";
import type { Ledger } from "../report/ledger.ts";
import { constitutionAbi } from "../rules/constitutionHash.ts";
import type { CodeList } from "./codeList.ts";
import { view } from "./node.ts";
import { type Ask, NodeUnreachable } from "./rpc.ts";

const CODE = "P11 code of the contracts";

/** A clone's code before and behind its implementation's address (EIP-1167); the terms follow (P2.5). */
const [BEFORE, BEHIND] = ["363d3d373d3d3d363d73", "5af43d82803e903d91602b57fd5bf3"];
const PREFIX = new RegExp(`^${BEFORE}([0-9a-f]{40})${BEHIND}`);

const codeAt = async (ask: Ask, account: bigint): Promise<Uint8Array> => {
  const answer = await ask("eth_getCode", [addressText(account).toLowerCase(), "latest"]);
  if (typeof answer !== "string" || !/^0x([0-9a-f]{2})*$/.test(answer))
    throw new NodeUnreachable("eth_getCode", "no code");
  return hexToBytes(answer.slice(2));
};

/** The hash of the code at an address. */
export const codeHashAt = async (ask: Ask, account: bigint): Promise<bigint> => keccak(await codeAt(ask, account));

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Implementation and terms of a clone; `undefined` for any other code. */
const cloneOf = (code: Uint8Array): { readonly implementation: bigint; readonly terms: string } | undefined => {
  const hex = hexOf(code);
  const implementation = PREFIX.exec(hex)?.[1];
  return implementation === undefined
    ? undefined
    : { implementation: BigInt(`0x${implementation}`), terms: hex.slice(90) };
};

const boardTerms = ({ board, constitution }: Skeleton): string => {
  const { factory, trustees, threshold, registerBy, dealBy, termEndsAt } = board;
  const numbers = [threshold, registerBy, dealBy, termEndsAt].map(BigInt);
  const struct = [factory, trustees, ...numbers, constitution.isTest ? 1n : 0n];
  return hexOf(wordsOf(abiEncode([{ struct }])));
};

const electionTerms = ({ constitution }: Skeleton): string =>
  hexOf(wordsOf(abiEncode([constitutionAbi(constitution)])));

/** Compares the code at each address of a list with its hash there. */
export const compareHashes = async (ask: Ask, code: CodeList, ledger: Ledger, check: CheckName): Promise<void> => {
  for (const { name, at, codeHash } of code) {
    const hash = await codeHashAt(ask, at);
    ledger.check(check, hash === codeHash, () => `${name} at ${addressText(at)} has other code`);
  }
};

/**
 * Compares the code of the contracts with a list that the reader believes (docs/record.md, section 3): every address of
 * the list has its code; election, board and rolls are clones of implementations of the list, with the terms of the
 * record; and factories of the list say that they made them (protocol, P2.5, P11.3).
 */
export const compareCode = async (ask: Ask, record: Skeleton, ledger: Ledger, code: CodeList): Promise<void> => {
  const check = (holds: boolean, told: string): boolean => ledger.check(CODE, holds, () => told);
  const listed = (name: string): readonly bigint[] => code.filter((one) => one.name === name).map(({ at }) => at);

  await compareHashes(ask, code, ledger, CODE);
  const { election, constitution, board, rollSource } = record;
  const clones = [
    { name: "Election", at: election, terms: electionTerms(record) },
    { name: "TrusteeBoard", at: constitution.board, terms: boardTerms(record) },
    {
      name: rollSource === "registry" ? "ResidentRegistry" : "PublishedRolls",
      at: constitution.rolls,
      terms: undefined,
    },
  ];
  for (const { name, at, terms } of clones) {
    const clone = cloneOf(await codeAt(ask, at));
    const right = clone !== undefined && listed(name).includes(clone.implementation);
    check(right, `${addressText(at)} is no clone of an implementation ${name} of the list`);
    if (terms !== undefined) check(clone?.terms === terms, `${addressText(at)} has other terms`);
  }

  const made = async (question: string, at: bigint, factories: readonly bigint[]): Promise<boolean> => {
    for (const factory of factories) if ((await view(ask, factory, question, at)) === 1n) return true;
    return false;
  };
  const addresses = code.map(({ at }) => at);
  check(addresses.includes(board.factory), "the factory of elections is not in the list");
  check(await made("isElection(address)", election, [board.factory]), "the factory did not make the election");
  check(await made("isBoard(address)", constitution.board, addresses), "no factory of the list made the board");
  check(await made("isRoll(address)", constitution.rolls, addresses), "no factory of the list made the rolls");
};
