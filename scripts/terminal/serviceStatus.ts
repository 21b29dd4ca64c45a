import { askedLanguage, type Language } from "./language.ts";
import type { Text } from "./texts.ts";

/** What an office, a relayer or a mirror says of itself: what it means, and what to do (docs/operations.md). */
export const SERVICE_STATUSES: Readonly<Record<string, Text>> = {
  ok: { en: "all is well", ko: "정상입니다" },
  "single-node": {
    en: "one node alone, which is enough for test elections; for others give a second --rpc",
    ko: "서버(RPC) 하나뿐이라 연습 투표만 맡습니다. 다른 투표를 맡으려면 --rpc를 하나 더 주세요",
  },
  "signer differs": {
    en: "the registry names another account for this office: check role, registry and key file",
    ko: "등록부에 적힌 이 기관의 계정이 다릅니다. 역할, 등록부, 열쇠 파일을 확인하세요",
  },
  "chain unreachable": {
    en: "the last round got no answer: take another --rpc",
    ko: "지난번에 서버(RPC)가 답하지 않았습니다. 다른 --rpc를 주세요",
  },
  "chain stale": {
    en: "for 90 s the chain was not read: take another --rpc, and read what the service says",
    ko: "90초 동안 공개 기록을 읽지 못했습니다. 다른 --rpc를 주고 서버가 적은 것을 읽으세요",
  },
  "chain stands still": {
    en: "no new block for 90 s while something waits: take another --rpc; the network itself may stand",
    ko: "기다리는 것이 있는데 90초 동안 새 블록이 없습니다. 다른 --rpc를 주세요. 체인이 멈추었을 수도 있습니다",
  },
  "storage failed": {
    en: "the database takes nothing: make room on the disk",
    ko: "데이터베이스에 쓰지 못합니다. 디스크에 자리를 만드세요",
  },
  "nodes disagree": {
    en: "two nodes contradict one another: read `said`, and let a third --rpc decide",
    ko: "두 서버(RPC)의 말이 서로 다릅니다. said를 읽고 세 번째 --rpc로 가리세요",
  },
  "finality unknown": {
    en: "for 90 s no two nodes said what is final: take another --rpc, or state it by `trust publish --finality`",
    ko: "90초 동안 두 서버(RPC)가 확정된 블록을 말하지 않았습니다. 다른 --rpc를 주거나 `trust publish --finality`로 정하세요",
  },
  "store full": {
    en: "20,000 packages wait to become final; nothing is lost: see why finality stands still",
    ko: "2만 건이 확정되기를 기다립니다. 잃은 것은 없으니 왜 확정되지 않는지 알아보세요",
  },
  "fee too high": {
    en: "the chain asks more than --max-fee: wait, or give a higher one",
    ko: "수수료가 --max-fee보다 비쌉니다. 기다리거나 더 높게 주세요",
  },
  "node refuses": {
    en: "the node takes no transaction of this account: read `said`, or take another --rpc",
    ko: "서버(RPC)가 이 계정의 거래를 받지 않습니다. said를 읽거나 다른 --rpc를 주세요",
  },
  "account empty": {
    en: "the account cannot pay for another item: send it ether",
    ko: "계정에 수수료가 없습니다. 이더를 보내세요",
  },
  "promise late": {
    en: "a ballot waits past half of its time: read `said`, and find out which --rpc lies",
    ko: "투표지 하나가 약속한 시간의 반을 넘겨 기다립니다. said를 읽고 어느 --rpc가 거짓말하는지 알아보세요",
  },
  "mirror false": {
    en: "another mirror gave a text that is not of its digest: find out whose it is, and leave it out",
    ko: "다른 보관소가 원래와 다른 글을 주었습니다. 누구의 것인지 알아보고 빼세요",
  },
  "mirrors silent": {
    en: "no other mirror answers: check their addresses and the network",
    ko: "다른 보관소가 모두 답하지 않습니다. 주소와 네트워크를 확인하세요",
  },
  "finality stalled": {
    en: "the final block has been the same for half an hour; packages are kept: look at both sides of the network",
    ko: "30분 동안 확정된 블록이 그대로입니다. 받은 것은 보관됩니다. 체인이 갈라졌는지 알아보세요",
  },
};

/** What the service was set up for goes on: with one node alone a test is served, and nothing else was promised. */
export function isServing(status: string): boolean {
  return status === "ok" || status === "single-node";
}

/** A status with its meaning; one that is not known as it is. */
export function statusWords(status: string, language: Language = askedLanguage()): string {
  const known = Object.hasOwn(SERVICE_STATUSES, status) ? SERVICE_STATUSES[status] : undefined;
  return known === undefined ? status : `${status}: ${known[language]}`;
}
