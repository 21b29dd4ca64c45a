import { contentSize, type Text } from "../../sdk/election/content.ts";
import type { ContentText } from "../../sdk/election/contentText.ts";
import { frozenRules, type RuleGroup } from "../../sdk/election/frozenRules.ts";
import { outcomeLines } from "../../sdk/election/outcomeWords.ts";
import type { Finding } from "../electionFile/finding.ts";
import type { ElectionFile } from "../electionFile/schema.ts";
import {
  ballotSizeOf,
  consentsRequiredBy,
  contentOf,
  optionsOf,
  outcomeRuleOf,
  secondsOf,
  spanOf,
} from "../electionFile/toElection.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import type { Deployment } from "./deploymentFile.ts";
import { frozenElectionOf } from "./frozenElection.ts";
import { BATCH, gasFigures } from "./gasFigures.ts";
import { type Opened, testReasonsOf } from "./session.ts";

/** Prices: gwei for a unit of gas, and what an ether costs in any money. */
export type Prices = { readonly gasPrice: number; readonly etherPrice?: number };

/** Transactions of one kind that an election needs. */
export type PlannedTransactions = {
  readonly payer: "organizer" | "trustees" | "offices" | "relayers" | "anybody";
  readonly what: Text;
  readonly count: number;
  readonly gas: number;
  readonly ether: number;
  /** In the money of `etherPrice`. */
  readonly money?: number;
};

export type Plan = {
  readonly id: string;
  readonly chainId: number;
  readonly transactions: readonly PlannedTransactions[];
  readonly total: { readonly count: number; readonly gas: number; readonly ether: number; readonly money?: number };
  /** Every rule that is frozen, by kind. */
  readonly rules: readonly RuleGroup[];
  readonly dates: readonly { readonly what: Text; readonly at: string }[];
  /** What the counts will mean. */
  readonly outcome: readonly Text[];
  readonly powers: readonly Text[];
  readonly test: readonly Text[];
  readonly warnings: readonly Text[];
};

/**
 * What an election will take: every transaction with its gas and cost, the dates in Korea, who holds which power.
 * @param voters How many residents are expected to enrol and to vote.
 * What is deployed already is left out.
 */
export function planOf(
  opened: Pick<Opened, "file" | "dangers" | "deployment">,
  voters: number,
  prices: Prices,
  findings: readonly Finding[],
): Plan {
  const { file, deployment } = opened;
  const frozen = frozenElectionOf(opened);
  const transactions = transactionsOf(file, voters, contentSize(frozen.content), deployment).map((row) =>
    priced(row, prices),
  );
  const sum = (of: (row: PlannedTransactions) => number) => transactions.reduce((total, row) => total + of(row), 0);
  return {
    id: file.id,
    chainId: file.chain.id,
    transactions,
    total: {
      count: sum(({ count }) => count),
      gas: sum(({ gas }) => gas),
      ether: sum(({ ether }) => ether),
      ...(prices.etherPrice === undefined ? {} : { money: sum(({ money = 0 }) => money) }),
    },
    rules: frozenRules(frozen),
    dates: datesOf(file),
    outcome: outcomeLines(outcomeRuleOf(file)),
    powers: powersOf(file),
    test: testReasonsOf(opened),
    warnings: findings.map(({ path, cause, remedy, ko }) => ({
      en: `${path}: ${cause}. ${remedy}`,
      ko: `${path}: ${ko.cause}. ${ko.remedy}`,
    })),
  };
}

/** The dates of an election in Korea, in their order. */
export function datesOf({ board, schedule, roll, offices }: ElectionFile): Plan["dates"] {
  const census = secondsOf(schedule.censusTime);
  const dates: readonly (readonly [Text, number])[] = [
    ...(roll.source === "published"
      ? [
          [
            { ko: "이때까지 명부를 공개해야 확정됨", en: "the roll must be published, to be final at the census" },
            census - spanOf(offices.challengePeriod),
          ] as const,
        ]
      : []),
    [{ ko: "열쇠 만들기 1차 마감", en: "round 1 of the key ceremony ends" }, secondsOf(board.registerBy)],
    [{ ko: "열쇠 만들기 2차 마감", en: "round 2 of the key ceremony ends" }, secondsOf(board.dealBy)],
    [{ ko: "명부 확정, 그 뒤 참관 위원의 동의", en: "census; after it the trustees consent" }, census],
    [{ ko: "투표 시작", en: "opening" }, secondsOf(schedule.opensAt)],
    [
      { ko: "이때까지 열지 않으면 무효", en: "void if not opened" },
      secondsOf(schedule.opensAt) + spanOf(schedule.openGrace),
    ],
    [{ ko: "투표 마감", en: "closing" }, secondsOf(schedule.closesAt)],
    [{ ko: "투표함 닫힘", en: "box closes" }, secondsOf(schedule.closesAt) + spanOf(schedule.closeGrace)],
    [{ ko: "개표 조각 마감", en: "shares due" }, secondsOf(schedule.sharesDueAt)],
    [
      { ko: "참관단 임기 끝, 열쇠 폐기", en: "term of the board ends, keys are destroyed" },
      secondsOf(board.termEndsAt),
    ],
  ];
  return dates.toSorted(([, a], [, b]) => a - b).map(([what, seconds]) => ({ what, at: koreanTime(seconds) }));
}

type Row = Omit<PlannedTransactions, "ether" | "money">;

/** Gas that the organizer has yet to pay for until the election is created. */
export function organizersGas(file: ElectionFile, reasons: readonly ContentText[], deployment?: Deployment): number {
  const rows = transactionsOf(file, 1, contentSize(contentOf(file, reasons)), deployment);
  return rows.filter(({ payer }) => payer === "organizer").reduce((sum, { gas }) => sum + gas, 0);
}

function transactionsOf(file: ElectionFile, voters: number, content: number, deployment?: Deployment): readonly Row[] {
  const { board } = file;
  const trustees = board.trustees.length;
  const size = {
    ballotSize: ballotSizeOf(file),
    options: optionsOf(file).length,
    trustees,
    threshold: board.threshold,
  };
  const batches = Math.max(1, Math.ceil(voters / BATCH));
  const consents = consentsRequiredBy(file);
  const times = (payer: Row["payer"], ko: string, en: string, count: number, each: number): Row => ({
    payer,
    what: { ko, en },
    count,
    gas: count * each,
  });
  const hasShared = deployment?.contracts.factory !== undefined;
  const hasBoard = deployment?.boards[board.name] !== undefined;
  const hasElection = deployment?.elections[file.id]?.address !== undefined;
  const shared: Row = { ...times("organizer", "공용 계약", "shared contracts", 29, 0), gas: gasFigures.shared };
  const ballots = { ...times("relayers", "투표지", "ballots", batches, 0), gas: voters * gasFigures.ballot(size) };
  const enrolments = {
    ...times("offices", "주민 등록", "enrolments", Math.max(1, Math.ceil(voters / 30)), 0),
    gas: voters * gasFigures.enrol,
  };
  return [
    ...(hasShared ? [] : [shared]),
    ...(hasBoard
      ? []
      : [
          times("organizer", "참관단", "board", 1, gasFigures.board(size)),
          times("trustees", "열쇠 만들기 1차", "round 1", trustees, gasFigures.register),
          times("trustees", "열쇠 만들기 2차", "round 2", trustees, gasFigures.deal(size)),
        ]),
    ...(hasElection ? [] : [times("organizer", "투표 만들기", "creation", 1, gasFigures.create({ ...size, content }))]),
    file.roll.source === "published"
      ? times("offices", "명부 공개", "publication of the roll", 1, gasFigures.publish)
      : enrolments,
    times("trustees", "동의", "consents", consents, gasFigures.consent),
    times("anybody", "투표함 열기", "opening", 1, gasFigures.open(size)),
    ballots,
    times("anybody", "집계", "sum", 1, gasFigures.sum(size) + (batches - 1) * gasFigures.sumBatch(size)),
    times("anybody", "봉인", "seal", 1, gasFigures.seal),
    times("trustees", "개표 조각", "shares", board.threshold, gasFigures.share(size)),
    times("anybody", "결과", "result", 1, gasFigures.result(size)),
  ];
}

function priced(row: Row, { gasPrice, etherPrice }: Prices): PlannedTransactions {
  const ether = (row.gas * gasPrice) / 1e9;
  return { ...row, ether, ...(etherPrice === undefined ? {} : { money: ether * etherPrice }) };
}

function powersOf({ board, offices }: ElectionFile): readonly Text[] {
  const { threshold, trustees } = board;
  const names = (language: "ko" | "en") => trustees.map(({ name }) => name[language]).join(", ");
  return [
    {
      ko: "주관 기관: 이 투표를 만든 뒤에는 아무 권한이 없음 (고치기, 멈추기, 앞당겨 닫기 없음)",
      en: "organizer: nothing after the creation; no change, no pause, no early closing",
    },
    {
      ko: `등록 기관 ${offices.registrar}, 확인 기관 ${offices.approver}: 둘이 함께 명부를 바꿈; 둘이 짜면 없는 사람을 올릴 수 있음`,
      en: `registrar ${offices.registrar}, approver ${offices.approver}: change the roll together; in collusion they can enrol ghosts`,
    },
    {
      ko: `참관 위원 (${names("ko")}): ${threshold}명이 모여야 개표됨; ${threshold}명이 짜면 언제든 투표지를 읽을 수 있음`,
      en: `trustees (${names("en")}): ${threshold} of them decrypt the sum; ${threshold} in collusion can read any ballot at any time`,
    },
    {
      ko: "누구나: 열기, 투표지 전달, 집계, 봉인, 결과 올리기, 검증",
      en: "anybody: opens, hands in ballots, sums, seals, posts the result, verifies",
    },
  ];
}
