import { type BallotRules, type Constitution, NO_BUDGET, NO_CREDITS } from "./constitution.ts";
import type { Content, Text } from "./content.ts";
import { type ContentText, inAllLanguages } from "./contentText.ts";
import { outcomeLines } from "./outcomeWords.ts";

/** An account, and whose it is where that is known. */
export type NamedAccount = { readonly account: string; readonly name?: Text };

/** An election that is, or is about to be, frozen, with those who hold its key. */
export type FrozenElection = {
  readonly constitution: Constitution;
  readonly content: Content;
  readonly board: {
    readonly trustees: readonly NamedAccount[];
    readonly threshold: number;
    /** Unix seconds. */
    readonly termEndsAt: number;
  };
  /** Who enrols residents, where that is known. */
  readonly offices?: readonly (NamedAccount & { readonly role: Text })[];
  /** A moment (Unix seconds) as it is written where this is read, in Korean time. */
  readonly time: (seconds: number) => Text;
  /** The constitution's hash (P3.2); undefined before board and roll have their addresses. */
  readonly constitutionHash: string | undefined;
};

/** Rules of one kind under a heading. */
export type RuleGroup = {
  readonly kind: "content" | "ballot" | "counting" | "roll" | "dates" | "trustees" | "veto" | "hashes";
  readonly heading: Text;
  readonly lines: readonly Text[];
};

/**
 * Every rule that an election freezes, in both languages: what a council decides on and a trustee consents to (P3.8).
 * Texts stand in all their languages, as they are frozen; they may have several lines.
 */
export function frozenRules(election: FrozenElection): readonly RuleGroup[] {
  return [
    { kind: "content", heading: { ko: "묻는 것", en: "What is asked" }, lines: contentLines(election) },
    { kind: "ballot", heading: { ko: "투표지", en: "The ballot" }, lines: ballotLines(election.constitution) },
    {
      kind: "counting",
      heading: { ko: "결과를 정하는 규칙", en: "What the counts mean" },
      lines: countingLines(election.constitution),
    },
    { kind: "roll", heading: { ko: "누가 투표하는가", en: "Who may vote" }, lines: rollLines(election) },
    { kind: "dates", heading: { ko: "날짜 (한국 시간)", en: "Dates (Korean time)" }, lines: dateLines(election) },
    { kind: "trustees", heading: { ko: "참관 위원", en: "Trustees" }, lines: trusteeLines(election.board) },
    {
      kind: "veto",
      heading: { ko: "누가 막거나 볼 수 있는가", en: "Who can stop it, and who could look" },
      lines: vetoLines(election),
    },
    { kind: "hashes", heading: { ko: "대조할 값", en: "To compare" }, lines: hashLines(election) },
  ];
}

function contentLines({ content, constitution: { outcome, rules } }: FrozenElection): readonly Text[] {
  const { title, question, options, arguments: given = [] } = content;
  const said = (text: ContentText) => inAllLanguages(text, content).join(" / ");
  const costs = outcome.costs.length > 0 ? outcome.costs : rules.costs;
  return [
    both("제목", "title", said(title)),
    both("물음", "question", said(question)),
    ...given.map(({ side, text, by }) =>
      both(side === "for" ? "찬성하는 까닭" : "반대하는 까닭", side, said(text) + (by ? ` (${said(by)})` : "")),
    ),
    ...options.map((option, i) => {
      const more = option.description === undefined ? "" : `: ${said(option.description)}`;
      const cost = costs[i] ?? 0;
      const priced = (word: string) => (cost === 0 ? "" : `, ${word} ${number(cost)}`);
      return {
        ko: `선택지 ${i + 1}: ${said(option.title)}${priced("비용")}${more}`,
        en: `option ${i + 1}: ${said(option.title)}${priced("costs")}${more}`,
      };
    }),
    ...options.flatMap((option, i) => attachmentLines(option, i + 1, said)),
  ];
}

/** Files as their digests: who consents can compare theirs (`sha256sum`). */
function attachmentLines(
  { picture, paper, place }: Content["options"][number],
  option: number,
  said: (text: ContentText) => string,
): readonly Text[] {
  const at = place?.at && [place.at.latitude, place.at.longitude].map((one) => one / 1_000_000).join(", ");
  return [
    ...(picture
      ? [both(`선택지 ${option}의 그림`, `picture of option ${option}`, `${said(picture.alt)}, ${picture.sha256}`)]
      : []),
    ...(paper
      ? [both(`선택지 ${option}의 문서`, `paper of option ${option}`, `${said(paper.title)}, ${paper.sha256}`)]
      : []),
    ...(place
      ? [both(`선택지 ${option}의 위치`, `place of option ${option}`, said(place.name) + (at ? ` (${at})` : ""))]
      : []),
  ];
}

function ballotLines({ rules, revoting, masked }: Constitution): readonly Text[] {
  const { budget, credits, distinct, minTotal } = rules;
  return [
    pointsLine(rules),
    ...(budget === NO_BUDGET
      ? []
      : [both("고른 것의 비용 합", "what a ballot chooses may cost at most", number(budget))]),
    ...(credits === NO_CREDITS
      ? []
      : [both("점수를 제곱해 더한 합의 한도", "squares of the points, in all at most", number(credits))]),
    ...(distinct ? [{ ko: "같은 점수는 한 번만", en: "no two options have the same points" }] : []),
    minTotal === 0
      ? { ko: "아무것도 고르지 않아도 됨", en: "a blank ballot is allowed" }
      : { ko: "아무것도 고르지 않을 수는 없음", en: "a blank ballot is not allowed" },
    revoting
      ? {
          ko: "마감 전까지 다시 투표할 수 있고 마지막 것만 셈",
          en: "votes may be changed until the end; the last counts",
        }
      : { ko: "한 번만 투표함", en: "votes may not be changed" },
    ...(masked ? [{ ko: "가림 투표지를 씀", en: "masked" }] : []),
  ];
}

function pointsLine({ maxPerOption, minTotal, maxTotal, optionCount }: BallotRules): Text {
  const most = Math.min(maxTotal, optionCount * maxPerOption);
  if (maxPerOption === 1) {
    return minTotal === most
      ? { ko: `선택지 ${optionCount}개에서 ${most}개를 고름`, en: `${most} of ${optionCount} options` }
      : {
          ko: `선택지 ${optionCount}개에서 ${minTotal}개부터 ${most}개까지 고름`,
          en: `${minTotal} to ${most} of ${optionCount} options`,
        };
  }
  return {
    ko: `선택지마다 ${maxPerOption}점까지, 모두 ${minTotal}점부터 ${most}점까지`,
    en: `up to ${maxPerOption} points per option, ${minTotal} to ${most} in all`,
  };
}

function countingLines({ outcome, minimumBallots, jointHash, schedule }: Constitution): readonly Text[] {
  return [
    ...outcomeLines(outcome).map(({ ko, en }) => ({ ko, en: `outcome: ${en}` })),
    ...orderLines(outcome),
    {
      ko: `투표지가 ${number(minimumBallots)}장보다 적으면 개표하지 않음`,
      en:
        minimumBallots === 1
          ? "without a ballot nothing is ever counted"
          : `with fewer than ${number(minimumBallots)} ballots nothing is ever counted`,
    },
    {
      ko: `합을 낸 뒤 ${span(schedule.sealDelay).ko}이 지나야 봉인함`,
      en: `the sum is sealed ${span(schedule.sealDelay).en} after it was posted`,
    },
    ...(BigInt(jointHash) === 0n
      ? []
      : [
          both(
            "다른 투표와 함께 따지는 조건의 해시",
            "judged together with other elections, by terms with the hash",
            jointHash,
          ),
        ]),
  ];
}

function orderLines({ kind }: Constitution["outcome"]): readonly Text[] {
  if (kind === "Greedy") {
    return [
      {
        ko: "표가 많은 것부터, 남은 예산에 들어가는 것을 뽑음",
        en: "by votes, each option that fits what is left of the budget",
      },
    ];
  }
  if (kind !== "GreedyNoSkip") return [];
  return [
    {
      ko: "표가 많은 것부터, 남은 예산에 들어가지 않는 것이 나오면 멈춤",
      en: "by votes, until the first option that does not fit what is left of the budget",
    },
  ];
}

function rollLines({ constitution, offices = [], constitutionHash }: FrozenElection): readonly Text[] {
  const { rollId, rolls, minimumCensus } = constitution;
  const of = constitutionHash !== undefined ? { ko: `, 계약 ${rolls}`, en: ` of ${rolls}` } : { ko: "", en: "" };
  return [
    { ko: `명부 ${rollId}${of.ko}`, en: `roll ${rollId}${of.en}` },
    {
      ko: `명부 확정 때 주민이 ${number(minimumCensus)}명보다 적으면 열지 못함`,
      en: `with fewer than ${number(minimumCensus)} residents at the census it cannot open`,
    },
    ...offices.map(({ role, ...office }) => ({
      ko: `${role.ko}: ${named(office).ko}`,
      en: `${role.en}: ${named(office).en}`,
    })),
  ];
}

function dateLines({ constitution: { schedule }, board, time }: FrozenElection): readonly Text[] {
  const { censusTime, opensAt, openGrace, closesAt, closeGrace, sharesDueAt } = schedule;
  const at = (ko: string, en: string, seconds: number): Text => ({
    ko: `${time(seconds).ko}  ${ko}`,
    en: `${time(seconds).en}  ${en}`,
  });
  return [
    at("명부 확정", "census: who is on the roll then may vote", censusTime),
    at("투표 시작", "opens", opensAt),
    at("이때까지 열지 않으면 무효", "void unless opened by then", opensAt + openGrace),
    at("투표 마감", "closes", closesAt),
    at("투표함 닫힘 (제때 보낸 투표지까지)", "the box closes, for ballots handed over in time", closesAt + closeGrace),
    at("개표 조각 마감", "shares are due", sharesDueAt),
    at("참관단 임기 끝, 열쇠 폐기", "the board's term ends, and keys are destroyed", board.termEndsAt),
  ];
}

function trusteeLines({ trustees, threshold }: FrozenElection["board"]): readonly Text[] {
  return [
    {
      ko: `${trustees.length}명 가운데 ${threshold}명이 모여야 개표됨`,
      en: `${threshold} of ${trustees.length} decrypt the sum`,
    },
    ...trustees.map((trustee, i) => ({
      ko: `${i + 1}번 ${named(trustee).ko}`,
      en: `seat ${i + 1}: ${named(trustee).en}`,
    })),
  ];
}

/** Whose inaction ends it, and who could break its secrecy; nobody can change it. */
function vetoLines({ constitution, board: { trustees, threshold } }: FrozenElection): readonly Text[] {
  const { consentsRequired, minimumCensus } = constitution;
  const n = trustees.length;
  return [
    {
      ko: `참관 위원 ${consentsRequired}명이 동의해야 열림: ${n - consentsRequired + 1}명이 동의하지 않으면 무효`,
      en: `${consentsRequired} consents are needed: ${n - consentsRequired + 1} of the ${n} trustees who do not consent void it`,
    },
    {
      ko: `${n - threshold + 1}명이 개표 조각을 내지 않으면 끝내 개표되지 않음`,
      en: `${n - threshold + 1} trustees who give no share leave it uncounted`,
    },
    {
      ko: `등록 기관과 확인 기관은 둘 다 있어야 등록됨: 어느 하나라도 ${number(minimumCensus)}명을 채우지 않으면 무효`,
      en: `both offices enrol: either of them voids it by enrolling fewer than ${number(minimumCensus)}`,
    },
    {
      ko: "주관 기관을 비롯해 누구도 만든 뒤에 고치거나 멈추거나 앞당겨 닫을 수 없음",
      en: "nobody, the organizer included, can change, pause or close it early once it is created",
    },
    {
      ko: `참관 위원 ${threshold}명이 짜면 투표지를 볼 수 있고, 두 기관이 짜면 없는 사람을 올릴 수 있음`,
      en: `${threshold} trustees in collusion can read ballots; both offices in collusion can enrol ghosts`,
    },
  ];
}

function hashLines({ constitution, constitutionHash }: FrozenElection): readonly Text[] {
  const content = both("투표 내용의 해시", "content", constitution.contentHash);
  if (constitutionHash === undefined) {
    return [
      content,
      {
        ko: "규약의 해시는 참관단과 명부 계약이 생긴 뒤에 정해짐",
        en: "the constitution has a hash once board and roll are deployed",
      },
    ];
  }
  return [
    content,
    both("참관단 계약", "board", constitution.board),
    both("규약의 해시", "constitution", constitutionHash),
  ];
}

function named({ account, name }: NamedAccount): Text {
  return name === undefined
    ? { ko: account, en: account }
    : { ko: `${name.ko} (${account})`, en: `${name.en} (${account})` };
}

/** Seconds in the largest unit that is whole. */
function span(seconds: number): Text {
  const units: readonly (readonly [size: number, ko: string, en: string])[] = [
    [86_400, "일", "day"],
    [3600, "시간", "hour"],
    [60, "분", "minute"],
    [1, "초", "second"],
  ];
  const [size, ko, en] = units.find(([unit]) => seconds % unit === 0) ?? [1, "초", "second"];
  const count = seconds / size;
  return { ko: `${count}${ko}`, en: `${count} ${en}${count === 1 ? "" : "s"}` };
}

function number(value: number): string {
  return value.toLocaleString("en");
}

function both(ko: string, en: string, value: string): Text {
  return { ko: `${ko}: ${value}`, en: `${en}: ${value}` };
}
