import type { KoreanHelp } from "./catalogue.ts";

/** The help of the commands that make proving keys and measure. */
export const keysAndFigures: KoreanHelp = {
  "make a circuit's proving key by many contributors (phase 2)":
    "여러 기여자가 함께 회로의 증명 열쇠를 만듭니다(2단계)",
  "begin from powers of tau": "powers of tau에서 시작합니다",
  "instance of circuits.json": "circuits.json에 있는 회로 이름",
  "a public Hermez file": "공개된 Hermez 파일",
  "the first key, without contribution": "아무도 기여하지 않은 첫 열쇠 파일",
  "accept any powers of tau; the key protects nothing":
    "아무 powers of tau나 받음. 그 열쇠는 아무것도 보호하지 않습니다",
  "add one contribution, with entropy of this machine that is not kept":
    "이 컴퓨터의 난수로 기여를 하나 더합니다. 난수는 남기지 않습니다",
  "the key of the one before": "앞사람이 준 열쇠 파일",
  "the key for the next one": "다음 사람에게 줄 열쇠 파일",
  "who contributes, as it stands in the transcript": "기록에 남을 기여자의 이름",
  "also mix in a text: asked for on a terminal, else read from standard input":
    "글을 더 섞음. 터미널에서 묻고, 터미널이 없으면 표준 입력에서 읽음",
  "end with a public random value that nobody could foresee": "아무도 미리 알 수 없던 공개 난수로 끝맺습니다",
  "the last contributor's key": "마지막 기여자의 열쇠 파일",
  "the final key": "최종 열쇠 파일",
  "the value, at least 32 bytes": "공개 난수, 32바이트 이상",
  "2^n hashes, 10 to 63": "해시를 2^n번, n은 10~63",
  "check a key against circuit and powers of tau, and print who contributed":
    "열쇠를 회로와 powers of tau에 맞추어 검사하고 기여자를 보여 줍니다",
  "the powers of tau it began from": "시작한 powers of tau 파일",
  "the key": "열쇠 파일",
  "write a key's verification key": "열쇠의 검증 열쇠를 씁니다",
  JSON: "쓸 JSON 파일",
  "measure gas, constraints, seconds and bytes, beside a reference in the same run; the page in a Chromium":
    "가스, 제약 수, 시간, 크기를 같은 때 잰 기준과 나란히 잽니다. 화면은 Chromium에서 잽니다",
  "Takes about 20 minutes on 2 cores; writes bench/latest.json and bench/latest.md.":
    "코어 2개에서 20분쯤 걸립니다. bench/latest.json과 bench/latest.md를 씁니다.",
  "measure a relayer in a process of its own under ballots with real proofs":
    "따로 실행한 전달 서버에 진짜 증명이 든 투표지를 보내 성능을 잽니다",
  "how many, one of each resident": "투표지의 수. 주민마다 하나",
  "how many are sent at the same time": "한꺼번에 보내는 수",
  "how long the relayer lets a ballot wait for others": "전달 서버가 다른 투표지를 기다리는 시간(초)",
  "do not write bench/load.json and bench/load.md": "bench/load.json과 bench/load.md를 쓰지 않음",
  "Enrols that many residents (half a second each) and proves their ballots (3 seconds each, once: they are kept in build/load) before it measures.":
    "재기 전에 그만큼의 주민을 등록하고(한 명에 0.5초) 투표지를 증명합니다(하나에 3초, 처음 한 번: build/load에 남김).",
  "measure this, and keep the other figures": "이것만 재고 다른 값은 그대로 둠",
};
