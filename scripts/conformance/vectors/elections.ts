import { AbiCoder, getBytes, hexlify, toUtf8Bytes } from "ethers";
import { ballotConstants } from "../../../sdk/election/ballotConstants.ts";
import { canonicalJson } from "../../../sdk/election/canonicalJson.ts";
import {
  CONSTITUTION_ABI,
  constitutionHash,
  constitutionToAbi,
  electionScope,
} from "../../../sdk/election/constitutionAbi.ts";
import {
  type BoardFacts,
  fieldAgainstBoard,
  fieldAgainstTime,
  invalidField,
} from "../../../sdk/election/constitutionRules.ts";
import { contentHash, parseContent } from "../../../sdk/election/content.ts";
import { outcomeOf } from "../../../sdk/election/outcome.ts";
import { phaseOf } from "../../../sdk/election/phase.ts";
import { recordContentHash } from "../../../sdk/verify/contentHash.ts";
import { big, fields, flag, list, point, text, whole } from "../jsonValues.ts";
import type { Json, Operation } from "../operation.ts";
import { constitution, constitutionFrom, contents, outcomes, phases, variants } from "./electionInputs.ts";

/** Keys that code units and code points sort differently, composed and decomposed Hangul, and every kind of escape. */
const jsonValues: readonly Json[] = [
  { b: 1, a: [true, null, "x"], "": {} },
  { "\u{1f5f3}": 1, "\ufb00": 2, 한: 3, "\ud55c\u0301": 4, a: 5, A: 6 },
  { text: '"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028\u00e9\u1112\u1161\u11ab' },
  {
    numbers: [0, 9007199254740991, -1],
    strings: ["115792089237316195423570985008687907853269984665640564039457584007913129639935"],
  },
];

export const elections: Readonly<Record<string, Operation>> = {
  constitutionHash: {
    says: "abi.encode of a constitution as one tuple in the order of P3.2, and its keccak256.",
    inputs: variants.slice(0, 4).map((one) => ({ constitution: one })),
    compute: (input) => {
      const read = constitutionFrom(fields(input.constitution));
      const encoded = AbiCoder.defaultAbiCoder().encode([CONSTITUTION_ABI], [constitutionToAbi(read)]);
      return { encoded, hash: constitutionHash(read) };
    },
  },
  invalidField: {
    says: "The first field of a constitution that is out of range or contradicts another (P3.1, P3.4), or null.",
    inputs: variants.map((one) => ({ constitution: one })),
    compute: (input) => ({ field: invalidField(constitutionFrom(fields(input.constitution))) ?? null }),
  },
  fieldAgainstBoard: {
    says: "The first field of a constitution that its board contradicts (P3.1), or null.",
    inputs: [
      { trustees: 3, threshold: 2, termEndsAt: 1_900_000_000 },
      { trustees: 3, threshold: 2, termEndsAt: constitution.schedule.sharesDueAt },
      { trustees: 3, threshold: 2, termEndsAt: constitution.schedule.sharesDueAt + 1 },
      { trustees: 2, threshold: 2, termEndsAt: 1_900_000_000 },
      { trustees: 5, threshold: 3, termEndsAt: 1_900_000_000 },
    ].map((board) => ({ constitution, board })),
    compute: (input) => {
      const board = fields(input.board) as unknown as BoardFacts;
      return { field: fieldAgainstBoard(constitutionFrom(fields(input.constitution)), board) ?? null };
    },
  },
  fieldAgainstTime: {
    says: "The field of a constitution that the time of its creation contradicts (P3.1, P3.4), or null.",
    inputs: [-86_401, -86_400, -86_399, -1, 0].flatMap((after) =>
      [true, false].map((isTest) => ({
        constitution: { ...constitution, isTest },
        created: constitution.schedule.opensAt + after,
      })),
    ),
    compute: (input) => ({
      field: fieldAgainstTime(constitutionFrom(fields(input.constitution)), whole(input.created)) ?? null,
    }),
  },
  scope: {
    says: "The scope of an election's nullifiers (P3.2).",
    inputs: [{ chainId: "31337", election: constitution.board, constitutionHash: `0x${"1f".repeat(32)}` }],
    compute: ({ chainId, election, constitutionHash: hash }) => ({
      scope: String(electionScope(big(chainId), text(election), text(hash))),
    }),
  },
  ballotConstants: {
    says: "The constant public signals of a ballot's proof, in order (P4.2).",
    inputs: [{ constitution, scope: "1", censusRoot: "2", electionKey: { x: "3", y: "4" } }],
    compute: ({ constitution: given, scope, censusRoot, electionKey }) => ({
      constants: ballotConstants(constitutionFrom(fields(given)), {
        ...{ scope: big(scope), censusRoot: big(censusRoot), electionKey: point(electionKey) },
      }).map(String),
    }),
  },
  content: {
    says: "A content's bytes (P3.1): hash, number of options, and whether it gives reasons for a test; else refused.",
    inputs: contents.map((one) => ({ bytes: typeof one === "string" ? hexlify(toUtf8Bytes(one)) : hexlify(one) })),
    compute: ({ bytes }) => {
      const read = getBytes(text(bytes));
      const content = parseContent(read);
      return { hash: contentHash(read), options: content.options.length, test: content.test !== undefined };
    },
  },
  canonicalJson: {
    says: "The canonical text of a JSON value in UTF-8 (P11.7), with its SHA-256: a record's content hash is that.",
    inputs: jsonValues.map((value) => ({ value })),
    compute: ({ value }) => ({
      bytes: hexlify(toUtf8Bytes(canonicalJson(value))),
      contentHash: recordContentHash(value),
    }),
  },
  outcome: {
    says: "The outcome by the frozen rule (P10.2); `selected` and `tied` are bitmaps, bit i for option i.",
    inputs: outcomes,
    compute: ({ rule, counts, optionCount, ballots, activeMembers }) => {
      const turnout = { ballots: whole(ballots), activeMembers: whole(activeMembers) };
      const found = outcomeOf(rule as never, list(counts).map(whole), whole(optionCount), turnout);
      return { ...found };
    },
  },
  phase: {
    says: "The phase of an election at a time (P8.5); `ballots` null before the opening.",
    inputs: phases,
    compute: ({ rule, ballots, activeMembers, isSealed, isDecided, time }) => {
      const turnout = ballots === null ? undefined : { ballots: whole(ballots), activeMembers: whole(activeMembers) };
      const state = { turnout, isSealed: flag(isSealed), isDecided: flag(isDecided) };
      return { phase: phaseOf(rule as never, state, whole(time)) };
    },
  },
};
