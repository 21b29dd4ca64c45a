import { AbiCoder, encodeBytes32String, getBytes, hexlify, keccak256 } from "ethers";
import { canonicalJson } from "../../../sdk/election/canonicalJson.ts";
import { CONSTITUTION_ABI, constitutionHash, constitutionToAbi } from "../../../sdk/election/constitutionAbi.ts";
import { postedSubject, postMessage, proposalId, subjectHash } from "../../../sdk/proposals/actions.ts";
import type { CellTerms } from "../../../sdk/proposals/ballotTerms.ts";
import {
  type BallotProject,
  encodeCellContent,
  parseCellContent,
  projectTitle,
} from "../../../sdk/proposals/cellContent.ts";
import { titleHash } from "../../../sdk/proposals/cellOrigin.ts";
import { type CellCourse, cellState, openingTerm, reviewBy } from "../../../sdk/proposals/cellTerms.ts";
import { deriveCell } from "../../../sdk/proposals/derivedCell.ts";
import { insertCandidate } from "../../../sdk/proposals/shortlist.ts";
import type { Template } from "../../../sdk/proposals/template.ts";
import { readQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import { big, fields, list, text, whole } from "../jsonValues.ts";
import type { Fields, Json, Operation } from "../operation.ts";
import { BOARD, bytesOf, CELL, DAY, PLACE, QUESTION, spelt, THURSDAY, templateIn, word } from "./proposalInputs.ts";

const MOST_ID = String(2n ** 248n - 1n);
const CELL_QUESTION = bytesOf(
  canonicalJson({ question: { ko: "어떤 사업에 예산을 쓸까요?", en: "Which projects?" }, options: [] }),
);

/** An approval of at most two, and a ballot that spends no more than there is. */
const bounded = (budget: number, maxTotal: number): Template => ({
  ...CELL,
  ballot: { ...CELL.ballot, rules: { ...CELL.ballot.rules, budget, maxTotal } },
});
const APPROVAL = bounded(2 ** 48 - 1, 2);
const KNAPSACK = bounded(CELL.ballot.outcome.budget, 5);
const conversion = {
  ...{ board: BOARD, consentsRequired: 4, contentHash: word(0xc0), postponement: null },
};
const costs = (count: number) => Array.from({ length: count }, (_, m) => 1_000_000 * (m + 1));

const project = (id: string, cost: number, title: string): Fields => ({ id, digest: word(0xd1), cost, title });
const PROJECTS: readonly Fields[] = [
  project("7", 1_000_000, bytesOf("냇가 산책길")),
  project(MOST_ID, 2 ** 40 - 1, bytesOf("마을 도서관")),
];
const many = (count: number) => Array.from({ length: count }, (_, m) => project(String(m), m, bytesOf("가")));
/** Titles that are shown as they are, and such as no reader takes: the project's number stands for them. */
const titles: readonly string[] = [
  ...["냇가 산책길", "\ud55c", "\u1112\u1161\u11ab", "뒤집힌\u202e제목", "두\n줄", "\ufeff제목", ""].map(bytesOf),
  ...["0xff", "0xeda080"],
];

function contentOf(projects: readonly Fields[], question = CELL_QUESTION, format = "hanpyo-cell-content-1"): string {
  return AbiCoder.defaultAbiCoder().encode(
    ["bytes32", "bytes32", "bytes", "tuple(uint256 id, bytes32 digest, uint256 cost, bytes title)[]"],
    [encodeBytes32String(format), word(0x7e), question, projects],
  );
}

const contents: readonly string[] = [
  ...[contentOf(PROJECTS), contentOf(many(1)), contentOf(many(32)), contentOf([]), contentOf(many(33))],
  ...titles.map((title) => contentOf([project("5", 1, title)])),
  ...[contentOf([...PROJECTS, ...PROJECTS]), contentOf([project("1", 2 ** 40, "0x61")])],
  ...[contentOf(PROJECTS, bytesOf(QUESTION)), contentOf(PROJECTS, "0x")],
  ...[contentOf(PROJECTS, CELL_QUESTION, "hanpyo-cell-content-2"), `${contentOf(PROJECTS)}00`],
  ...[contentOf(PROJECTS).slice(0, -64), `${contentOf(PROJECTS).slice(0, -2)}01`, "0x"],
];

const cellCourse: CellCourse = { reopenedAt: 0, pausedAt: 0, ending: "none", isVoting: false, listed: 3 };
const { supportsClose, assessBy, insertBy, openBy } = CELL.cell;
const real: CellTerms = { ...CELL.cell, insertBy: THURSDAY + 40 * DAY, openBy: THURSDAY + 60 * DAY };
const standings: readonly (readonly [change: Partial<CellCourse>, time: number])[] = [
  ...[supportsClose - 1, supportsClose, assessBy - 1, assessBy, insertBy - 1, insertBy, openBy - 1, openBy].map(
    (time) => [{}, time] as const,
  ),
  ...[insertBy - 1, insertBy, openBy].map((time) => [{ listed: 0 }, time] as const),
  ...[[{ isVoting: true }, openBy + DAY] as const, [{ ending: "decided" as const, isVoting: true }, openBy] as const],
  [{ ending: "failed", isVoting: true }, openBy],
  ...[openBy + 7 * DAY - 1, openBy + 7 * DAY].map((time) => [{ reopenedAt: openBy }, time] as const),
  ...[openBy, openBy + 90 * DAY].map((time) => [{ pausedAt: openBy - 1 }, time] as const),
];

const candidate = (given: Json) => {
  const { id, supports, postedAt } = fields(given);
  return { id: big(id), supports: whole(supports), postedAt: whole(postedAt) };
};
const candidates = (all: readonly (readonly [id: string, supports: number, postedAt: number])[]) =>
  all.map(([id, supports, postedAt]): Fields => ({ id, supports, postedAt }));
const EIGHT = candidates([
  ...([
    ["1", 5, 10],
    ["2", 6, 10],
    ["3", 5, 9],
    ["4", 5, 10],
  ] as const),
  ...([
    ["3", 9, 1],
    ["5", 6, 11],
    [MOST_ID, 6, 10],
    ["0", 0, 0],
  ] as const),
]);

export const rounds: Readonly<Record<string, Operation>> = {
  projectPosting: {
    says: "Of a project posted in the cell whose template's hash is given (P21.3, P21.4): hash of its subject, message, and id.",
    inputs: [1, 2 ** 40 - 1].flatMap((cost) =>
      [word(0x7e), word(0x7f)].map((cell) => ({
        ...{ ...PLACE, cell, digest: word(0xd1), cost, censusRoot: "4242", nullifier: "7" },
      })),
    ),
    compute: ({ chainId, proposals, cell, digest, cost, censusRoot, nullifier }) => {
      const subject = postedSubject(text(cell), text(digest), BigInt(whole(cost)));
      const place = { chainId: big(chainId), proposals: text(proposals) };
      const id = proposalId(place, subject, big(censusRoot), big(nullifier));
      return { subject: subjectHash(subject), message: postMessage(subject), id: String(id) };
    },
  },
  shortlist: {
    says: "Ids of a cell's list of at most `most` projects once candidates were inserted in this order (P25.3).",
    inputs: [
      ...[[], EIGHT, EIGHT.toReversed()].flatMap((given) => [1, 3, 32].map((most) => ({ most, candidates: given }))),
      {
        most: 32,
        candidates: candidates(Array.from({ length: 34 }, (_, m) => [String(m), m < 17 ? 1 : 2, 40 - m] as const)),
      },
    ],
    compute: ({ most, candidates: given }) => {
      const read = list(given).map(candidate);
      const insert = (kept: typeof read, one: (typeof read)[number]) =>
        insertCandidate(kept, one, whole(most)) as typeof read;
      return { ids: read.reduce(insert, []).map(({ id }) => String(id)) };
    },
  },
  titleLeaf: {
    says: "Hash of a project's title by its salt and its bytes, which may be no text (P24.1, P25.3).",
    inputs: titles.map((title) => ({ salt: word(0xa1), title })),
    compute: ({ salt, title }) => ({ hash: titleHash(text(salt), text(title)) }),
  },
  encodeCellContent: {
    says: "Content of a cell's election (P25.5) by template, question and projects, with its keccak256.",
    inputs: [PROJECTS, many(32), [project("5", 0, "0xff")], [project("5", 0, "0x")]].map((projects) => ({
      ...{ templateHash: word(0x7e), question: CELL_QUESTION, projects },
    })),
    compute: ({ templateHash, question, projects }) => {
      const read = list(projects).map((one): BallotProject => {
        const { id, digest, cost, title } = fields(one);
        return { id: big(id), digest: text(digest), cost: whole(cost), title: text(title) };
      });
      const asked = readQuestion(getBytes(text(question)));
      const bytes = encodeCellContent({ templateHash: text(templateHash), question: asked, projects: read });
      return { bytes: hexlify(bytes), contentHash: keccak256(bytes) };
    },
  },
  cellContent: {
    says: "What stands in the content of a cell's election (P25.5): template, and of each project number, digest, cost, and the title that people are shown; else refused.",
    inputs: contents.map((bytes) => ({ bytes })),
    compute: ({ bytes }) => {
      const { templateHash, projects } = parseCellContent(getBytes(text(bytes)));
      const told = projects.map((one): Fields => {
        return { id: String(one.id), digest: one.digest, cost: one.cost, title: projectTitle(one) };
      });
      return { templateHash, projects: told };
    },
  },
  derivedCell: {
    says: "The constitution of a cell's election (P25.6) by template, the time of its opening, and the costs of its projects in order, with its encoding's hash (P3.2).",
    inputs: [
      ...[1, 4, 5, 32].flatMap((count) =>
        [APPROVAL, KNAPSACK].map((template) => ({
          ...{ template: spelt(template), costs: costs(count) },
          conversion: { ...conversion, time: insertBy },
        })),
      ),
      ...[insertBy + DAY, insertBy + 9 * DAY].map((time) => ({
        ...{ template: spelt(KNAPSACK), costs: costs(2), conversion: { ...conversion, time } },
      })),
    ],
    compute: ({ template, conversion: given, costs: spent }) => {
      const { time, board, consentsRequired, contentHash } = fields(given);
      const chosen = { board: text(board), consentsRequired: whole(consentsRequired) };
      const opened = { postponement: undefined, time: whole(time), contentHash: text(contentHash), chosen };
      const derived = deriveCell(templateIn(template), opened, list(spent).map(whole));
      const encoded = AbiCoder.defaultAbiCoder().encode([CONSTITUTION_ABI], [constitutionToAbi(derived)]);
      const constitution = { ...derived, rollId: String(derived.rollId) } as unknown as Fields;
      return { constitution, encodedHash: keccak256(encoded), hash: constitutionHash(derived) };
    },
  },
  cellState: {
    says: "How a cell stands at a time (P25.7), before when its reviewer assesses (P25.1), and the term in which anybody opens it (P25.4), by its terms and what is kept of it.",
    inputs: [
      ...standings.map(([change, time]) => ({ terms: CELL.cell, course: { ...cellCourse, ...change }, time })),
      { terms: real, course: cellCourse, time: THURSDAY + 40 * DAY },
      { terms: { ...real, insertBy: assessBy + 15 }, course: cellCourse, time: assessBy + 15 },
    ],
    compute: ({ terms, course, time }) => {
      const [read, kept] = [fields(terms) as unknown as CellTerms, fields(course) as unknown as CellCourse];
      const term = { ...openingTerm(read, kept, whole(time)) };
      return { state: cellState(read, kept, whole(time)), reviewBy: reviewBy(read), term };
    },
  },
};
