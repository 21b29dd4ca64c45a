/** What a file's reader says in a language. */
type Said = { readonly en: string; readonly ko: string };

/** What is wrong with a text that is not YAML, by the code of the reader (yaml). */
const FAULTS: Readonly<Record<string, Said>> = {
  BAD_INDENT: {
    en: "this line is indented otherwise than those that it belongs to",
    ko: "이 줄의 들여쓰기가 함께 있어야 할 줄과 다릅니다",
  },
  BAD_SCALAR_START: {
    en: "no value can begin with this character; put the value into quotes",
    ko: "값은 이 글자로 시작할 수 없습니다. 값을 따옴표로 묶으세요",
  },
  BAD_DQ_ESCAPE: { en: "there is no such escape behind a \\", ko: "\\ 뒤에 올 수 없는 글자입니다" },
  BAD_COLLECTION_TYPE: {
    en: "a list and named settings stand in one place",
    ko: "목록과 이름 붙은 항목이 한곳에 있습니다",
  },
  BAD_DIRECTIVE: { en: "a line of this file begins with %", ko: "%로 시작하는 줄이 있습니다" },
  BAD_PROP_ORDER: { en: "an anchor or a tag stands in a wrong place", ko: "앵커나 태그가 있을 자리가 아닙니다" },
  BLOCK_AS_IMPLICIT_KEY: {
    en: "a colon stands within a value; put the value into quotes, or indent the line as those that it belongs to",
    ko: "값 안에 쌍점(:)이 있습니다. 값을 따옴표로 묶거나 들여쓰기를 맞추세요",
  },
  BLOCK_IN_FLOW: {
    en: "between { } or [ ] stand lines of the other form",
    ko: "{ }나 [ ] 안에 다른 꼴의 줄이 있습니다",
  },
  KEY_OVER_1024_CHARS: { en: "the name of a setting is too long", ko: "항목의 이름이 너무 깁니다" },
  MISSING_CHAR: {
    en: "something is missing here: a colon, a quote, a comma or a closing bracket",
    ko: "쌍점(:), 따옴표, 쉼표나 닫는 괄호가 빠졌습니다",
  },
  MULTILINE_IMPLICIT_KEY: {
    en: "the name of a setting goes over several lines",
    ko: "항목의 이름이 여러 줄에 걸쳐 있습니다",
  },
  UNEXPECTED_TOKEN: { en: "something stands here that belongs to nothing", ko: "여기에 있을 수 없는 것이 있습니다" },
};

const OTHERWISE: Said = { en: "this line cannot be read", ko: "이 줄을 읽을 수 없습니다" };

/** What is wrong with a line, by the reader's code. */
export function yamlFault(code: string): Said {
  return (Object.hasOwn(FAULTS, code) ? FAULTS[code] : undefined) ?? OTHERWISE;
}
