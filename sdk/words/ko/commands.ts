import type { WordsOf } from "../words.ts";

/** Of the files and questions that all commands share. */
export const commands: WordsOf<"commands"> = {
  FILE_UNREADABLE: "파일을 읽을 수 없습니다. 이름이 맞는지, 파일이 온전한지 확인하세요.",
  FILE_INVALID: "파일의 내용이 맞지 않습니다. 아래에 적힌 항목을 확인하고, 만들 때의 파일을 그대로 주세요.",
  FILE_EXISTS: "같은 이름의 파일이 이미 있습니다. 아무것도 덮어쓰지 않으니 다른 이름을 고르세요.",
  FILE_TROUBLE: "파일이나 폴더를 쓸 수 없습니다. 아래에 적힌 이름과 이유를 확인하세요.",
  NOBODY_TO_ASK: "물어볼 터미널이 없습니다. 터미널에서 실행하거나 아래에 적힌 옵션을 주세요.",
  NOT_CONFIRMED: "확인하지 않아 아무것도 하지 않았습니다. 무엇이 다른지 먼저 알아보세요.",
  ANSWER_MISSING: "답이 없어 아무것도 하지 않았습니다. 다시 실행하고 답을 입력하세요.",
};
