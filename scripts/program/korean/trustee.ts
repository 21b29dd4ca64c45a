import type { KoreanHelp } from "./catalogue.ts";

/** The help of a trustee's commands. */
export const trustee: KoreanHelp = {
  "what a trustee does: key, show, deal, consent, share":
    "참관 위원이 하는 일: 열쇠(key), 보기(show), 열쇠 만들기(deal), 동의(consent), 개표 조각(share)",
  "make a trustee's key and account, without a network": "인터넷 없이 참관 위원의 열쇠와 계정을 만듭니다",
  "where to keep it, encrypted": "암호로 잠가 보관할 파일",
  "its first line is the passphrase; otherwise it is asked for, twice": "첫 줄이 암호인 파일. 없으면 두 번 묻습니다",
  "print the account and public fingerprints of a key file, and nothing secret":
    "열쇠 파일의 계정과 공개된 지문을 보여 줍니다. 비밀은 보여 주지 않습니다",
  "the trustee's key file": "참관 위원의 열쇠 파일",
  "its first line is the passphrase; otherwise it is asked for": "첫 줄이 암호인 파일. 없으면 묻습니다",
  "also the fingerprint of the key that it has on this board, with --chain":
    "--chain과 함께: 이 참관단에서 쓰는 열쇠의 지문도 보임",
  "the board's chain id": "참관단의 체인 번호",
  "do the round that the board is in: register, or deal":
    "참관단의 차례에 맞는 일을 합니다: 열쇠 등록, 또는 열쇠 조각 나누어 주기",
  "the board": "참관단의 주소",
  "the chain; give it twice to compare two nodes": "장부의 서버(RPC). 두 번 주면 두 서버의 답을 비교합니다",
  "only read the chain, and write what the off-line machine needs":
    "장부만 읽고, 인터넷이 없는 컴퓨터에 필요한 작업 파일을 만듦",
  "with --write-task: the trustee's account, as `trustee show` prints it":
    "--write-task와 함께: `trustee show`가 보여 주는 참관 위원의 계정",
  "only make, without a network, what this task asks for": "인터넷 없이 이 작업 파일이 청하는 것만 만듦",
  "with --task: where to write what was made": "--task와 함께: 만든 것을 쓸 파일",
  "only post what was made with --task": "--task로 만든 것을 장부에 올리기만 함",
  "with --task: do not ask; somebody has compared what is shown":
    "--task와 함께: 묻지 않음. 나오는 값을 이미 비교했을 때만",
  "agree to an election and show that the share is held": "투표에 동의하고 열쇠를 갖고 있음을 증명합니다",
  "the election": "투표의 주소",
  "with --post: who pays; a keystore (JSON) or a trustee's key file":
    "--post와 함께: 수수료를 내는 계정. 보관함 파일(JSON)이나 참관 위원의 열쇠 파일",
  "verify every ballot, and release one share of the sealed sum":
    "투표지를 모두 검사하고, 봉인된 집계의 개표 조각을 하나 냅니다",
  "count ballots up to this block, if the node does not know which one is finalized":
    "RPC가 확정된 블록을 모를 때: 이 블록까지의 투표지를 셈",
  "the trustee's journal, if it is not KEYFILE.journal": "참관 위원의 일지. 적지 않으면 열쇠파일.journal",
  "The file holds one random key and one random account, encrypted with the passphrase. There is no way back to them without both file and passphrase. It is never overwritten.":
    "파일에는 무작위로 만든 열쇠와 계정이 암호로 잠겨 들어 있습니다. 파일과 암호가 모두 있어야 열 수 있고,\n하나라도 잃으면 되찾을 길이 없습니다. 파일은 덮어쓰지 않습니다.",
  "Opens the file, so it also shows that the passphrase is right. keyFingerprint is that of the encryption key which the board's public page shows for your seat once you have registered.":
    "파일을 열어 보므로 암호가 맞는지도 알 수 있습니다. keyFingerprint는 등록한 뒤 참관단의 공개 화면이\n내 자리에 보여 주는 열쇠의 지문입니다.",
  "In three steps, on three machines: --write-task reads the chain and holds no secret; --task makes what is asked for on the machine that has the key file, without a network; --post sends it from any machine. Files are only ever created.":
    "세 단계를 세 컴퓨터에서 나누어 할 수 있습니다. --write-task는 장부를 읽고 비밀을 갖지 않습니다.\n--task는 열쇠 파일이 있는 컴퓨터에서 인터넷 없이 청한 것을 만듭니다. --post는 아무 컴퓨터에서나 보냅니다.\n파일은 새로 만들기만 합니다.",
  "Exit code: 0 done, 1 refused or failed, 2 no RPC gave an answer.":
    "종료 코드: 0 마침, 1 거절되었거나 실패함, 2 어느 RPC도 답하지 않음.",
  "The board takes both rounds from the trustee's own account alone. The task therefore carries that account's next nonce and a limit of fees, and the off-line machine writes a signed transaction, which anybody may send: it can do nothing but this one call. If the account sends anything else in between, or fees rise above the limit, write a new task; the same key makes the same dealing again. Before dealing, compare the fingerprint of all trustees' keys with the other trustees: whoever could replace a key would read what you deal to it.":
    "참관단은 두 차례 모두 참관 위원 자신의 계정에서 온 것만 받습니다. 그래서 작업 파일에는 그 계정의 다음 순번과\n수수료 한도가 들어 있고, 인터넷이 없는 컴퓨터는 서명된 거래를 만듭니다. 누가 보내도 이 일 하나만 할 수 있습니다.\n그사이 계정에서 다른 것을 보냈거나 수수료가 한도를 넘으면 작업 파일을 새로 만드세요. 같은 열쇠는 같은 조각을\n다시 만듭니다. 열쇠 조각을 나누어 주기 전에 모든 참관 위원 열쇠의 지문을 다른 위원과 비교하세요.\n열쇠를 바꿔치기한 사람이 있다면 그 자리에 준 조각을 읽을 수 있습니다.",
  "A consent names a recent block and must be posted within 256 blocks of it. Anybody may post it.":
    "동의에는 최근 블록이 적히고, 그로부터 256블록 안에 올려야 합니다. 누구나 올릴 수 있습니다.",
  "The ballots are those up to the chain's finalized block; each one's proof is verified, and their sum must be the sealed one. The machine with the key file notes the sum in KEYFILE.journal and gives a share of one sum per election, ever: otherwise a false chain could have single ballots decrypted. Off line it cannot verify the ballots again, so compare their number and the fingerprint with other trustees by voice before answering yes. Anybody may post a share.":
    "확정된 블록까지의 투표지를 보고, 하나하나 증명을 검사하며, 그 합이 봉인된 집계와 같아야 합니다.\n열쇠 파일이 있는 컴퓨터는 합계를 열쇠파일.journal에 적고, 한 투표에서 한 합계에만 조각을 냅니다.\n그러지 않으면 거짓 장부가 표를 하나씩 열게 할 수 있습니다. 인터넷이 없는 컴퓨터는 투표지를 다시 검사할 수\n없으니, 예라고 답하기 전에 투표지 수와 지문을 다른 참관 위원과 소리 내어 비교하세요. 개표 조각은 누구나 올릴 수 있습니다.",
};
