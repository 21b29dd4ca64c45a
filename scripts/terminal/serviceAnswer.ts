import { timeInKorea } from "../../sdk/election/timeInKorea.ts";
import { asCalled } from "./asCalled.ts";
import { koreanValue } from "./koreanValue.ts";
import { askedLanguage, type Language } from "./language.ts";
import { statusWords } from "./serviceStatus.ts";
import type { Text } from "./texts.ts";

/** What an office, a relayer or a mirror tells of itself, by the names of its answer, as a Korean reader calls them. */
export const ANSWER_FIELDS: Readonly<Record<string, string>> = {
  ...{ status: "상태", role: "역할", address: "계정", account: "수수료를 내는 계정", signer: "서명 계정" },
  ...{ namedByChain: "등록부에 적힌 계정", announced: "교체가 공고된 계정", registry: "등록부", chainId: "체인 번호" },
  ...{ balance: "잔액(wei)", balanceAge: "잔액을 읽은 지(초)", runway: "잔액으로 보낼 수 있는 것" },
  ...{ waiting: "블록에 오르기를 기다리는 것", unsettled: "확정되지 않은 것" },
  ...{ head: "마지막 블록", headAge: "마지막 블록을 읽은 지(초)", standing: "마지막 블록이 그대로인 지(초)" },
  ...{ nodes: "서버(RPC)", answering: "답하는 서버(RPC)" },
  ...{ final: "확정된 블록", finalAge: "확정을 확인한 지(초)", finalStanding: "확정된 블록이 그대로인 지(초)" },
  ...{ fee: "가스 한 단위 값(wei)", transactionType: "거래 유형", failure: "지난 실패", said: "서버가 한 말" },
  ...{ notices: "공고 계약", proposals: "제안", texts: "가진 글", missing: "빠진 것이 있는 글" },
  ...{ mirrors: "다른 보관소", mirrorsAnswering: "답하는 보관소", mirrorsFalse: "거짓을 준 보관소" },
  ...{ state: "어디까지", block: "블록", deadline: "약속한 때" },
};

/** Where a ballot or an act stands that a relayer took. */
export const ANSWER_STATES: Readonly<Record<string, Text>> = {
  accepted: { en: "accepted, not in a block yet", ko: "접수됨. 아직 블록에 없습니다" },
  included: { en: "in a block that is not final yet", ko: "블록에 오름. 아직 확정되지 않았습니다" },
  final: { en: "in a block that is final", ko: "블록에 오르고 확정되었습니다" },
  displaced: { en: "another one of the same person came before it", ko: "같은 사람의 다른 것이 먼저 올랐습니다" },
  missing: { en: "not in a block, and the promised time is over", ko: "약속한 때가 지났는데 블록에 없습니다" },
  latched: { en: "the quota was reached before it", ko: "그 전에 필요한 수가 찼습니다" },
  closed: { en: "the time to support was over before it", ko: "그 전에 지지 기간이 끝났습니다" },
};

/** One field of a service's answer as a line: its name, and its value in words where those are known. */
export function answerLine(name: string, value: unknown, language: Language = askedLanguage()): string {
  const called = language === "ko" && Object.hasOwn(ANSWER_FIELDS, name) ? ANSWER_FIELDS[name] : name;
  return asCalled(`${called}: ${inWords(name, value, language)}`);
}

function inWords(name: string, value: unknown, language: Language): string {
  if (value === null || value === undefined) return "-";
  const text = String(value);
  if (name === "deadline") return timeInKorea(Number(value));
  if (name === "role" && language === "ko") return koreanValue(name, text);
  if (name === "status") return statusWords(text, language);
  const state = name === "state" && Object.hasOwn(ANSWER_STATES, text) ? ANSWER_STATES[text] : undefined;
  return state === undefined ? text : `${text}: ${state[language]}`;
}
