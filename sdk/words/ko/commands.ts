import type { WordsOf } from "../words.ts";

/** Of the files and questions that all commands share. */
export const commands: WordsOf<"commands"> = {
  FILE_UNREADABLE: "파일을 읽을 수 없습니다. 아래의 파일을 확인하세요.",
  FILE_INVALID: "파일의 내용이 맞지 않습니다. 아래에 적힌 항목을 확인하고, 만들 때의 파일을 그대로 주세요.",
  FILE_EXISTS: "같은 이름의 파일이 이미 있습니다. 아무것도 덮어쓰지 않으니 다른 이름을 고르세요.",
  FILE_TROUBLE: "파일이나 폴더를 쓸 수 없습니다. 아래의 이름을 확인하세요.",
  FILE_KIND: "다른 종류의 파일입니다. 어느 파일을 줄지 확인하세요.",
  NOBODY_TO_ASK: "물어볼 터미널이 없습니다. 터미널에서 실행하거나 아래에 적힌 옵션을 주세요.",
  NOT_CONFIRMED: "확인하지 않아 아무것도 하지 않았습니다. 무엇이 다른지 먼저 알아보세요.",
  COMMAND_MISSING: "무엇을 할지 정해지지 않았습니다. 위에 적힌 명령 가운데 하나를 주세요.",
  COMMAND_UNKNOWN: "없는 명령입니다. --help를 붙여 명령을 확인하세요.",
  ARGUMENT_MISSING: "꼭 넣어야 할 값이 빠졌습니다. --help를 붙여 쓰는 법을 확인하세요.",
  ARGUMENTS_TOO_MANY: "넣은 값이 너무 많습니다. 빈칸이 든 값은 따옴표로 묶고, --help를 붙여 쓰는 법을 확인하세요.",
  OPTION_UNKNOWN: "없는 옵션입니다. --help를 붙여 옵션을 확인하세요.",
  OPTION_MISSING: "꼭 필요한 옵션이 빠졌습니다. --help를 붙여 쓰는 법을 확인하세요.",
  OPTION_EMPTY: "옵션에 값이 없습니다. 옵션 뒤에 값을 적으세요.",
  OPTIONS_CONFLICT: "함께 쓸 수 없는 것들입니다. 하나만 주세요.",
  VALUE_UNFIT: "넣은 값을 쓸 수 없습니다. 값을 고쳐 같은 명령을 다시 실행하세요.",
  PHASE_NOT_YET: "투표의 단계가 아직 아닙니다. 아래의 일이 먼저이니 그 뒤에 같은 명령을 다시 실행하세요.",
  PHASE_PAST: "투표가 그 단계를 지나 할 일이 없습니다. 다음 할 일은 `status`로 확인하세요.",
  ELECTION_VOID: "무효가 된 투표입니다. 파일에 새 id와 더 늦은 날짜를 적고 `deploy`로 다른 투표를 만드세요.",
  ANSWER_MISSING: "답이 없어 아무것도 하지 않았습니다. 다시 실행하고 답을 입력하세요.",
};
