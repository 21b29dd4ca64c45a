import { columnsOf } from "../terminal/columns.ts";
import type { Finding } from "./machine.ts";

const STATES: Readonly<Record<Finding["state"], string>> = { ok: "정상", wrong: "잘못됨", unknown: "알 수 없음" };

/** Of what `doctor` looks at, and of what it advises, the Korean by the English. */
const TEXTS = new Map([
  ["memory", "메모리"],
  ["free disk", "디스크의 빈 공간"],
  ["chain id", "체인 번호"],
  ["latest block", "마지막 블록"],
  ["age of that block", "그 블록이 나온 지"],
  ["account", "계정"],
  ["Use Node 24; npm run hanpyo brings it", "Node 24를 쓰세요. npm run hanpyo로 실행하면 받아 옵니다"],
  ["Use a machine with at least 2 GiB", "메모리가 2 GiB 이상인 컴퓨터를 쓰세요"],
  ["Free at least 2 GiB", "디스크를 2 GiB 이상 비우세요"],
  [
    "Restore it with git; it is not the file that the keys belong to",
    "열쇠와 짝이 맞는 파일이 아닙니다. git으로 되돌리세요",
  ],
  [
    "Run npm run hanpyo once, or git checkout",
    "파일이 없습니다. npm run hanpyo를 한 번 실행하거나 git checkout을 하세요",
  ],
  ["Check the URL, and that the node runs", "주소가 맞는지, 장부의 서버(RPC)가 켜져 있는지 확인하세요"],
  ["Set this machine's clock, or ask another node", "이 컴퓨터의 시계를 맞추거나 다른 RPC를 쓰세요"],
  [
    "Wait until the node has caught up, or set this machine's clock",
    "RPC가 따라잡을 때까지 기다리거나 이 컴퓨터의 시계를 맞추세요",
  ],
  ["Send it ether for at least 100 ballots", "투표지 100장 값 이상의 이더를 보내세요"],
  ["Give --rpc as well", "--rpc도 함께 주세요"],
]);

/** Korean of a finding's name or remedy; a name with a value, such as an account, keeps it. */
export function findingInKorean(english: string): string {
  const [word = "", ...value] = english.split(" ");
  return TEXTS.get(english) ?? [TEXTS.get(word) ?? word, ...value].join(" ");
}

/** One aligned line for each finding, with what to do under those that are not ok; what was found stays as it is. */
export function koreanDoctorText(findings: readonly Finding[], shown: (text: string) => string): string {
  const padded = (text: string, columns: number) => text + " ".repeat(columns - columnsOf(text));
  const names = findings.map(({ name }) => findingInKorean(name));
  const width = Math.max(...names.map(columnsOf)) + 2;
  return findings
    .flatMap(({ state, found, remedy }, at) => [
      `${padded(STATES[state], 12)}${padded(names[at] as string, width)}${shown(found)}`,
      ...(remedy === undefined ? [] : [`${" ".repeat(12 + width)}-> ${findingInKorean(remedy)}`]),
    ])
    .join("\n");
}
