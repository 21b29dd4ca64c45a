import type { WordsOf } from "../words.ts";

/** Of the commands of a clerk, of the verifier and of rehearsals. */
export const clerk: WordsOf<"clerk"> = {
  ELECTION_FILE_INVALID:
    "투표 파일에 잘못된 곳이 있습니다. `npm run hanpyo -- check 파일`을 실행하면 모두 볼 수 있습니다.",
  UNSAFE_ELECTION:
    "사람들에게 효력이 있을 투표인데 그럴 만큼 안전하지 않습니다. `npm run hanpyo -- check 파일`이 알려 주는 것을 고치세요. 파일에 `test: true`라고 적으면 영원히 연습 투표가 됩니다.",
  PLACEHOLDER_ACCOUNT: "자리만 채운 계정이 남아 있습니다. 아무도 그 열쇠가 없으니 파일에 실제 계정을 적으세요.",
  DEPLOYMENT_EARLIER:
    "이 판의 계약과 다른 계약들을 적은 옛 형식의 배포 파일입니다. 그 투표들은 이 형식을 읽는, 오류에 적힌 판으로 마치고, 새 투표는 chain.deployment에 다른 이름을 적으세요.",
  DEPLOYMENT_DIFFERS:
    "이미 배포한 것과 투표 파일이 다릅니다. 배포한 것은 바꿀 수 없으니 파일을 되돌리거나 새 이름(board.name, id, chain.deployment)을 적으세요.",
  CONTRACT_GONE:
    "배포 파일에 적힌 계약이 공개 기록에 없습니다. --rpc를 확인하고, 체인을 새로 시작했으면 다른 chain.deployment를 적으세요.",
  BOARD_DEAD: "참관단이 기한을 넘겨 쓸 수 없습니다. 다른 board.name과 더 늦은 날짜를 적고 `deploy`를 다시 실행하세요.",
  TOO_LATE: "파일에 적힌 시각이 이미 지났습니다. 날짜를 옮기고 `npm run hanpyo -- check`를 다시 실행하세요.",
  NOT_DEPLOYED:
    "배포 파일에 이 투표가 없습니다. `npm run hanpyo -- deploy 파일 --rpc 주소`를 실행하세요. 이미 만든 투표인데 배포 파일을 잃었으면 --election 주소를 주세요.",
  ORGANIZER_POOR:
    "계정의 이더가 남은 일에 드는 것보다 적습니다. 아무것도 쓰거나 보내지 않았습니다. 모자란 만큼 보내거나 다른 계정을 주고 같은 명령을 다시 실행하세요.",
  GAS_PRICE_MISSING: "가스 값을 알 수 없습니다. --gas-price 값(gwei)을 주거나, 체인을 --rpc 주소로 알려 주세요.",
  OPENING_PAST:
    "투표 시작 시각이 지났는데 이 투표가 배포 파일에도 공개 기록에도 없습니다. 이미 만든 투표면 --election 주소를 주고, 아니면 날짜를 옮기세요.",
  DEPLOY_BUSY:
    "다른 프로그램이 같은 이름을 지금 배포하고 있습니다. 끝난 뒤 같은 명령을 다시 실행하면 남은 것만 합니다.",
  ELECTION_ADDRESS_UNFIT: "--election에 준 것이 주소가 아닙니다. 0x와 16진수 40자를 빠짐없이 복사해 주세요.",
  OTHER_ELECTION:
    "배포 파일에 적힌 투표와 --election의 주소가 다릅니다. 어느 쪽인지 확인하세요. 적힌 투표면 --election을 빼고, 아니면 --deployments에 다른 폴더를 주세요.",
  ROLL_FACTORY_MISSING:
    "이 투표의 명부를 만든 명부 팩토리가 없습니다. 이 판이 만드는 투표가 아니니 진행하지 말고 주소를 확인하세요.",
  DEPLOYMENT_FAILED:
    "계약을 배포하지 못했습니다. 아래의 원인을 고치고 같은 명령을 다시 실행하면 멈춘 곳부터 이어서 합니다.",
  TRANSACTION_NOT_FOUND:
    "RPC가 앞서 보낸 거래를 알려 주지 않습니다. 지난 블록의 상태를 보관하는 RPC(아카이브)를 --rpc로 주고 다시 실행하세요.",
  ORGANIZER_KEY_MISSING:
    "이 컴퓨터에는 주관 기관의 열쇠가 없습니다. `npm run hanpyo -- account set`을 실행하거나, 터미널이 없으면 HANPYO_ORGANIZER_KEY나 --key-file 파일을 주세요.",
  ETHER_MISSING: "계정에 이더가 모자랍니다. 모자란 만큼 그 계정에 보내거나, 더 적게 나누어 보내세요.",
  KEYSTORE_UNASKED:
    "터미널이 없어 열쇠를 물어볼 수 없습니다. 터미널에서 실행하거나, HANPYO_ORGANIZER_KEY나 --key-file 파일로 열쇠를 주세요.",
  KEYSTORE_CLOSED: "Hardhat 보관함이 열리지 않았습니다. 비밀번호를 다시 입력하세요.",
  ORGANIZER_KEY_MALFORMED: "주관 기관의 열쇠가 아닙니다. 0x와 16진수 64자만 주세요.",
  TALLY_WAITS:
    "아직 개표를 이어 갈 수 없습니다. `status`로 무엇을 기다리는지 확인하고, 그 뒤에 같은 명령을 다시 실행하세요.",
  RECORD_UNREADABLE: "투표 기록을 읽을 수 없습니다. 투표 기록이 JSON으로 든 파일을 주세요.",
  NO_RECORD: "검증할 것이 없습니다. --record 파일, 또는 --rpc 주소와 --election 주소, 또는 둘 다 주세요.",
  RECORD_OF_PROPOSAL:
    "이 파일은 제안의 기록이고, 그 옵션은 투표의 것입니다. 옵션을 빼고 다시 실행하세요. 제안에서 온 투표에는 따로 투표 기록이 있습니다.",
  ARCHIVIST_MISSING:
    "누구의 보관 목록을 믿는지 알 수 없습니다. 공보나 신뢰 파일에서 확인한 계정을 --archivist로, 또는 --trust와 --anchor를 주세요.",
  NOTHING_TO_WATCH: "지켜볼 것이 없습니다. --rpc 주소와 --election 주소를 주고, --other-rpc로 다른 서버도 주세요.",
  FORMAT_EARLIER: "이전 판이 쓴 파일이고, 그 판의 계약을 이 판은 모릅니다. 옮길 수 없으니 그 판으로 쓰세요.",
  FORMAT_UNKNOWN: "이 판이 아는 형식이 아닙니다. 더 새로운 판을 쓰거나, 처음 쓰인 그대로의 파일을 주세요.",
  RECORD_EXISTS: "같은 이름의 파일이 이미 있습니다. 투표 기록은 덮어쓰지 않으니 다른 이름을 주세요.",
  SNAPSHOT_FOREIGN: "이 투표는 공개 명부를 쓰지 않았습니다. --snapshot을 빼고 다시 실행하세요.",
  PAYER_POOR:
    "연습에 쓰는 계정에 이 체인의 이더가 없습니다. `npm run hanpyo -- doctor --rpc URL --account 계정`을 보고 채우세요.",
  RECORD_NOT_MADE: "이렇게 실행하면 쓸 투표 기록이 없습니다. --record를 빼거나 파일 하나만 주세요.",
  NOTHING_TO_REHEARSE:
    "연습할 투표가 정해지지 않았습니다. 투표 파일 하나를 주거나, --pb로 Pabulib 파일을, 또는 --rpc로 체인을 주세요.",
  REHEARSALS_MIXED: "저마다 따로 하는 연습입니다. 투표 파일, --pb의 Pabulib 파일, --rpc의 체인 가운데 하나만 주세요.",
  BALLOT_SIZE_UNKNOWN: "이만한 선택지 수의 투표지 회로가 없습니다. 이 투표를 만든 판의 한표를 쓰세요.",
  PABULIB_MALFORMED: "Pabulib 파일에 잘못된 줄이 있습니다. 아래에 적힌 줄을 고치세요.",
  NOT_EXPRESSIBLE:
    "여기서 돌릴 수 없는 투표입니다. 사업 32개 이하, 점수는 255 이하의 정수, 규칙은 greedy, greedy-threshold, greedy-no-skip인 파일을 고르세요.",
  PAGE_CONTRACT_UNKNOWN:
    "신뢰 파일의 공개 목록에 이 배포의 계약이 없어 화면이 모든 투표를 거절합니다. `trust publish`로 이 배포를 실은 신뢰 파일을 주세요.",
  PAGE_OFFICES_HALF:
    "주민은 두 기관에서 함께 등록합니다. --registrar와 --approver를 둘 다 주거나, 등록하지 않는 화면이면 둘 다 빼세요.",
  PAGE_ADDRESS_UNFIT:
    "주민의 기기에서 쓸 수 없는 주소입니다. 주민이 접속하는 HTTPS 주소를 주세요. 이 컴퓨터의 주소는 연습 투표에만 쓸 수 있습니다.",
  PAGE_SERVICE_OTHER:
    "그 주소에서 다른 기관이나 전달 서버가 답합니다. 누구의 주소인지 확인하고 저마다 맞는 주소를 주세요.",
  PAGE_CONFIG_UNFIT:
    "화면이 읽지 못할 설정입니다. 아래 항목에 해당하는 옵션을 고치세요. --dry-run으로 전체를 볼 수 있습니다.",
};
