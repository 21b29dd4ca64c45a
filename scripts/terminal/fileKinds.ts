import { closeSync, openSync, readSync } from "node:fs";
import type { Text } from "./texts.ts";

/** What a file may be, with its article and in Korean. */
export const FILE_KINDS = {
  election: { en: "an election file", ko: "투표 파일" },
  template: { en: "a template's file", ko: "절차 틀의 파일" },
  round: { en: "a budget round's file", ko: "예산 회차의 파일" },
  scores: { en: "a committee's scores", ko: "위원회의 점수" },
  "proposal-draft": { en: "a proposal's draft", ko: "제안의 초안" },
  "proposal-text": { en: "the text of a proposal with its salts", ko: "소금값이 든 제안의 글" },
  trust: { en: "a trust file", ko: "신뢰 파일" },
  "trust-line": { en: "a signed line of a trust file", ko: "신뢰 파일에 더할 서명한 줄" },
  record: { en: "the record of an election", ko: "투표 기록" },
  proposal: { en: "the record of a proposal", ko: "제안 기록" },
  "proposal-archive": { en: "the manifest of a proposal's archive", ko: "제안 기록의 보관 목록" },
  archive: { en: "the manifest of an archive", ko: "보관 목록" },
  deployment: { en: "a deployment file", ko: "배포 파일" },
  "trustee-key": { en: "a trustee's key file", ko: "참관 위원의 열쇠 파일" },
  "trustee-deal-task": { en: "a task for `trustee deal`", ko: "`trustee deal`의 작업 파일" },
  "trustee-deal": { en: "what `trustee deal` made", ko: "`trustee deal`이 만든 파일" },
  "trustee-consent-task": { en: "a task for `trustee consent`", ko: "`trustee consent`의 작업 파일" },
  "trustee-consent": { en: "what `trustee consent` made", ko: "`trustee consent`가 만든 파일" },
  "trustee-share-task": { en: "a task for `trustee share`", ko: "`trustee share`의 작업 파일" },
  "trustee-share": { en: "what `trustee share` made", ko: "`trustee share`가 만든 파일" },
  office: { en: "an office's key file", ko: "기관의 열쇠 파일" },
  officeFile: { en: "an office's file (YAML)", ko: "기관의 파일(YAML)" },
  "office-change": { en: "the paper of an office's change", ko: "기관 교체 서류" },
  "snapshot-signature": { en: "an office's signature of a snapshot", ko: "공개 명부에 한 기관의 서명" },
  "roll-snapshot": { en: "the index of a snapshot", ko: "공개 명부의 목록" },
  removals: { en: "an office's halves of removals", ko: "한 기관이 서명한 삭제 목록" },
  relayer: { en: "a relayer's key file", ko: "전달 서버의 열쇠 파일" },
  ballot: { en: "a ballot's package", ko: "투표지 파일" },
  act: { en: "the package of a support, a withdrawal or a posting", ko: "지지, 철회, 제안의 파일" },
  omission: { en: "evidence against a relayer", ko: "전달 서버의 약속 증거" },
  opening: { en: "a challenged ballot, opened", ko: "기기 점검에서 펼친 투표지" },
  recovery: { en: "a resident's recovery file", ko: "주민의 복구 파일" },
  keystore: { en: "an Ethereum keystore", ko: "이더리움 키스토어" },
  privateKey: { en: "a private key, 0x and 64 hexadecimal digits", ko: "0x와 16진수 64자인 열쇠" },
  gazette: { en: "a line of the gazette", ko: "공보의 줄" },
  pabulib: { en: "a Pabulib file", ko: "Pabulib 파일" },
} as const satisfies Readonly<Record<string, Text>>;
export type FileKind = keyof typeof FILE_KINDS;

/** Bytes that are looked at: every format names itself before them. */
const HEAD = 4_096;

/** How kinds without a format of their own are known. */
const SIGNS: readonly (readonly [FileKind, RegExp])[] = [
  ["keystore", /^\s*\{[\s\S]*"[cC]rypto"\s*:/],
  ["privateKey", /^\s*0x[0-9a-fA-F]{64}\s*$/],
  ["gazette", /\| ?chain \d+ ?\|[\s\S]*\| ?manifest 0x/],
  ["pabulib", /^\uFEFF?\s*META\s*\r?\n/],
  ["officeFile", /^registry:[\s\S]*^methods:/m],
];

/** Of which kind a file is, as far as its beginning says it; undefined for any other. Throws what the file system does. */
export function kindOfFile(file: string): FileKind | undefined {
  const head = headOf(file);
  const [, named] = /(?:^|[{,\s])"?format"?\s*:\s*["']?hanpyo-([a-z-]+?)-\d+/.exec(head) ?? [];
  if (named !== undefined && Object.hasOwn(FILE_KINDS, named)) return named as FileKind;
  return SIGNS.find(([, sign]) => sign.test(head))?.[0];
}

function headOf(file: string): string {
  const handle = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(HEAD);
    return bytes.subarray(0, readSync(handle, bytes, 0, HEAD, 0)).toString("utf8");
  } finally {
    closeSync(handle);
  }
}
