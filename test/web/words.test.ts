import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { korean } from "../../sdk/words/ko/catalogue.ts";

type Texts = { readonly [key: string]: string | Texts } | readonly (string | Texts)[];

/** Every text by its file and whole key. */
function flat(texts: Texts, before: string): readonly (readonly [key: string, text: string])[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${before}.${key}`, value] as const] : flat(value as Texts, `${before}.${key}`),
  );
}

function textsOf(name: string): readonly (readonly [key: string, text: string])[] {
  const names = readdirSync(`${projectRoot}web/src`, { recursive: true, encoding: "utf8" });
  const files = names.filter((file) => file.endsWith(`/texts/${name}.json`));
  expect(files.length).to.be.greaterThan(10);
  return files.flatMap((file) =>
    flat(JSON.parse(readFileSync(`${projectRoot}web/src/${file}`, "utf8")) as Texts, file),
  );
}

/** What stood for one thing beside the word of the glossary, with that word. */
const NO_LONGER: readonly (readonly [old: RegExp, word: string])[] = [
  [/장부/, "공개 기록"],
  [/블록체인/, "공개 기록 (named once, in how it works and where the parts are listed)"],
  [/맡기|맡겼|맡겨/, "접수, 보내기"],
  [/(다시|대신|직접|한 번만) (내|낸|낼|냈|냅)(?![가-힣]*용)/, "제출"],
  [/투표지(를|는|도)? (내|낸|낼|냈|냅)|(?<!꾸며 )낸 투표지|낸 것/, "제출"],
  [/암호로 바/, "잠그다"],
  [/비밀번호/, "암호"],
  [/자물쇠/, "잠금"],
  [/일회용/, "인증번호"],
  [/신원 확인값/, "명부 번호"],
  [/지문(?!·얼굴|이나 얼굴)/, "대조 코드"],
  [/문구|단어 24개(?!를 순서대로)/, "복구 단어"],
  [/시험/, "점검, 연습"],
  [/시연/, "체험"],
  [/몫/, "개표 조각"],
  [/이의 내기/, "이의 신청"],
  [/두 등록 기관/, "두 기관"],
  [/뽑(혔|히|힌|힘|은|습|는|을)/, "선정"],
  [/까닭/, "이유"],
  [/연락처/, "문의처"],
  [/되살/, "복구"],
  [/패스키로/, "지문·얼굴"],
];

/** Where a word may stand: it says another thing there. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  블록체인: ["features/help/texts/ko.json.how.short.text", "shared/texts/ko.json.trust.statements.chain"],
};

/** Promises that nobody can keep, whatever they are said of. */
const PROMISES = {
  ko: /완벽|100 ?%|절대(로)? |해킹 불가|누구도 (알|중간|볼|모)|아무도 (알|볼) 수 없|익명(이)? 보장|법적 효력|안전합니다|안전하게|방문 기록을 남기지/,
  en: /\b(perfectly|absolutely|unhackable|guarantee[sd]? (anonym|secre)|100 ?%|completely (safe|secure)|is safe\b|are safe\b|nobody can (see|know|tell|learn) (who|what|how))/i,
} as const;

/** Endings of one tone: statements, requests, questions. */
const ENDING = /(니다|세요|까요\?|나요\?|가요\?)$/;
/** Other tones, wherever a sentence ends. */
const OTHER_TONE = /((?<![세까나가필])요|십시오|하라)[.?!]?$|!$/;

describe("the page's words", () => {
  it("are one for each thing, as the glossary says", () => {
    const found = textsOf("ko").flatMap(([key, text]) =>
      NO_LONGER.flatMap(([old, word]) => {
        const [match] = old.exec(text) ?? [];
        if (match === undefined || ALLOWED[match]?.includes(key)) return [];
        return [`${key}: ${match} (${word})`];
      }),
    );
    expect(found).to.deep.equal([]);
  });

  it("are the same in what is said of a refusal anywhere", () => {
    const said = Object.entries(korean).map(([code, text]) => [code, String(text)] as const);
    expect(said.length).to.be.greaterThan(100);
    for (const [code, text] of said) {
      expect(text, code).not.to.match(/장부|시험 투표|일회용|지문/);
    }
  });

  it("promise nothing that k trustees, a server or time can break", () => {
    for (const language of ["ko", "en"] as const) {
      const found = textsOf(language).filter(([, text]) => PROMISES[language].test(text));
      expect(found).to.deep.equal([]);
    }
    const noPartial = textsOf("ko").find(([key]) => key.endsWith(".noPartial"))?.[1];
    expect(noPartial).to.contain("{{threshold}}");
  });

  it("have one tone in Korean: statements in -습니다, requests in -세요", () => {
    const sentences = textsOf("ko").flatMap(([key, text]) =>
      text
        .split(/(?<=[.?!])\s+|\n/)
        .map((sentence) => [key, sentence.trim().replace(/\([^)]*\)(?=\.?$)/, "")] as const),
    );
    expect(sentences.filter(([, sentence]) => OTHER_TONE.test(sentence))).to.deep.equal([]);
    const ended = sentences.filter(([, sentence]) => /[가-힣]\.$/.test(sentence));
    const others = ended.filter(([, sentence]) => !ENDING.test(sentence.slice(0, -1)));
    expect(ended.length).to.be.greaterThan(300);
    // Lines of lists and short answers that are no sentences.
    expect(
      others
        .map(([, sentence]) => sentence)
        .filter((sentence) => sentence.length > 8 && !/(지|자리|까지|이상)\.$/.test(sentence)),
    ).to.deep.equal([]);
  });

  it("have no particle that would have to follow a value's last letter", () => {
    const texts = [...textsOf("ko"), ...textsOf("easy")];
    expect(texts.filter(([, text]) => /\(으\)|[은을이과]\([는를가와]\)/.test(text))).to.deep.equal([]);
    const bound = texts.flatMap(([key, text]) =>
      [...text.matchAll(/\{\{(\w+)\}\}(은|는|이|가|을|를|과|와|으로|로)(?![가-힣])/g)].map(
        ([, value, particle]) => `${key}: ${value} ${particle}`,
      ),
    );
    // Amounts end in 원, which 을 and 으로 fit.
    expect(bound.filter((one) => !/: (budget|spent|limit) 을$|rules\.budget: found 으로$/.test(one))).to.deep.equal([]);
  });

  it("are easy in easy Korean: short sentences of plain words, for texts that there are, with the same values", () => {
    const korean = new Map(textsOf("ko").map(([key, text]) => [key.replace("ko.json", "easy.json"), text]));
    const values = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();
    const easy = textsOf("easy");
    expect(easy.length).to.be.greaterThan(400);
    for (const [key, text] of easy) {
      const plain = korean.get(key);
      expect(plain, key).not.to.equal(undefined);
      expect(text, key).not.to.equal(plain);
      expect(values(plain ?? ""), key).to.include.members(values(text));
      for (const sentence of text.split(/(?<=[.?!:])\s+/)) {
        expect(sentence.split(/\s+/).length, `${key}: ${sentence}`).to.be.at.most(10);
        expect(sentence, key).not.to.match(OTHER_TONE);
      }
      expect(text, key).not.to.match(/제출|접수|확정|개표|마감|되살|규약|선거인|명부|정족수|무효/);
    }
    expect(easy.filter(([, text]) => PROMISES.ko.test(text))).to.deep.equal([]);
  });

  it("are one for each thing in English too, where no trustee reads", () => {
    const old =
      /\bhand(ed|s|ing)? (it |them |the same \w+ )?(in|over)\b|encrypt|challeng|tracker code|test vote|constitution|frozen|fingerprint(?! or face)/i;
    const others = textsOf("en").filter(([key]) => !/features\/trustee|checks\.part/.test(key));
    expect(others.filter(([, text]) => old.test(text))).to.deep.equal([]);
  });

  it("are in the present in English: no shall", () => {
    expect(textsOf("en").filter(([, text]) => /\bshall\b|!$/i.test(text))).to.deep.equal([]);
  });
});
