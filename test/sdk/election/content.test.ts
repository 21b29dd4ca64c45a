import { expect } from "chai";
import { keccak256, toUtf8Bytes } from "ethers";
import {
  type Content,
  ContentMalformedError,
  contentHash,
  contentSize,
  encodeContent,
  MOST_CONTENT_BYTES,
  parseContent,
} from "../../../sdk/election/content.ts";

const title = { ko: "2026 주민참여예산", en: "Participatory budget 2026" };
const question = { ko: "어느 사업에 찬성하십니까?", en: "Which projects do you support?" };
const content: Content = {
  language: "ko",
  title,
  question,
  options: [
    { title: { ko: "도서관", en: "Library" } },
    { title: { ko: "공원", en: "Park" }, description: { ko: "새 나무", en: "New trees" } },
  ],
};

const { language, ...first } = content;

/** Bytes of version 1: what the release before wrote. */
function firstVersion(value: unknown): Uint8Array {
  const sorted = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(sorted);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(
      Object.entries(part)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, entry]) => [key, sorted(entry)]),
    );
  };
  return toUtf8Bytes(JSON.stringify(sorted(value)));
}

describe("content", () => {
  it("reads back as it was written", () => {
    expect(parseContent(encodeContent(content))).to.deep.equal(content);
  });

  it("has one spelling, whatever the order of keys", () => {
    const { options } = content;
    const reordered: Content = { options, question: { en: question.en, ko: question.ko }, title, language: "ko" };
    expect(encodeContent(reordered)).to.deep.equal(encodeContent(content));
    expect(new TextDecoder().decode(encodeContent(content))).to.match(
      /^\{"format":"hanpyo-content-2","language":"ko","options":\[\{"title":\{"en":"Library"/,
    );
  });

  it("is hashed as its bytes", () => {
    expect(contentHash(encodeContent(content))).to.equal(keccak256(encodeContent(content)));
  });

  it("carries the reasons for a test election, in its hash as well", () => {
    const reasons = [{ ko: "시험용 체인", en: "a test network" }];
    const labelled: Content = { ...content, test: { reasons } };
    expect(parseContent(encodeContent(labelled)).test?.reasons).to.deep.equal(reasons);
    expect(contentHash(encodeContent(labelled))).not.to.equal(contentHash(encodeContent(content)));
    const unexplained = { ...content, test: { reasons: [] } };
    expect(() => encodeContent(unexplained)).to.throw(ContentMalformedError, "test.reasons");
  });

  it("binds arguments for and against, each of a side that there is", () => {
    const [text, by] = [
      { ko: "안전합니다", en: "It is safe" },
      { ko: "시민단체", en: "Civic association" },
    ];
    const argued: Content = {
      ...content,
      arguments: [
        { side: "for", text, by },
        { side: "against", text },
      ],
    };
    expect(parseContent(encodeContent(argued))).to.deep.equal(argued);
    const swapped: Content = {
      ...content,
      arguments: [
        { side: "against", text, by },
        { side: "for", text },
      ],
    };
    const hashes = [content, argued, swapped].map((one) => contentHash(encodeContent(one)));
    expect(new Set(hashes).size).to.equal(3);
    const none = { ...content, arguments: [] };
    const sideless = { ...content, arguments: [{ side: "above", text }] };
    for (const wrong of [none, sideless]) {
      expect(() => encodeContent(wrong as Content)).to.throw(ContentMalformedError, "arguments");
    }
  });

  it("names what an option belongs to, and did not in version 1", () => {
    const options = [{ title, category: { ko: "공원", en: "Parks" } }];
    expect(parseContent(encodeContent({ ...content, options })).options).to.deep.equal(options);
    expect(() => parseContent(firstVersion({ ...first, options }))).to.throw(ContentMalformedError, "options.0");
  });

  it("is refused when it is no JSON, no UTF-8, incomplete, or not canonical", () => {
    const text = new TextDecoder().decode(encodeContent(content));
    const wrong: Record<string, Uint8Array> = {
      "no JSON": toUtf8Bytes("{"),
      "no UTF-8": Uint8Array.of(0x22, 0xff, 0x22),
      "a space": toUtf8Bytes(text.replace(":", ": ")),
      "a doubled key": toUtf8Bytes(text.replace('{"format"', '{"title":0,"format"')),
      "no options": toUtf8Bytes(text.replace(/"options":\[.*\],"question"/, '"options":[],"question"')),
      "an unknown key": toUtf8Bytes(text.replace(/\}$/, ',"zeta":1}')),
      "a text of version 1 without English": firstVersion({ ...first, title: { ko: "제목" } }),
      "a text of version 1 with Vietnamese": firstVersion({ ...first, title: { ...title, vi: "Tên" } }),
      "a format that is not known": toUtf8Bytes(text.replace("content-2", "content-3")),
      "no language of its own": toUtf8Bytes(text.replace('"language":"ko",', "")),
      "a key from the prototype": toUtf8Bytes(text.replace('"title":{"en"', '"title":{"__proto__":"x","en"')),
      "a byte order mark": toUtf8Bytes(`\ufeff${text}`),
    };
    for (const [name, bytes] of Object.entries(wrong))
      expect(() => parseContent(bytes), name).to.throw(ContentMalformedError);
  });

  it("stands in any language, and in its own in every text", () => {
    const more: Content = {
      ...content,
      title: { ...title, vi: "Ngân sách", "zh-Hant": "預算", "es-419": "Presupuesto", "sl-rozaj": "Proračun" },
      question: { ko: question.ko },
    };
    expect(parseContent(encodeContent(more))).to.deep.equal(more);
    const foreign: Content = { ...content, language: "en", question: { en: question.en } };
    expect(parseContent(encodeContent(foreign))).to.deep.equal(foreign);
    const refuse = (wrong: Content, reason: string) =>
      expect(() => encodeContent(wrong), reason).to.throw(ContentMalformedError, reason);
    refuse({ ...content, question: { en: question.en } }, "question: it does not stand in ko");
    refuse({ ...content, language: "Korean" }, "language: this is no language tag");
    for (const tag of [
      "KO",
      "ko-kr",
      "ko_KR",
      "korean",
      "k",
      "zh-hant",
      "en-u-ca-buddhist",
      "x-ko",
      "en-",
      "ko\u0000",
    ]) {
      refuse({ ...content, title: { ...title, [tag]: "제목" } }, "title: a key is no language tag");
    }
  });

  it("holds nothing that deceives, in any text", () => {
    const where = (text: Content["title"], lines: boolean): readonly (readonly [string, Content])[] => {
      const ofLines: readonly (readonly [string, Content])[] = [
        ["question", { ...content, question: text }],
        ["options.0.description", { ...content, options: [{ title, description: text }] }],
        ["arguments.0.text", { ...content, arguments: [{ side: "for", text }] }],
      ];
      const ofOneLine: readonly (readonly [string, Content])[] = [
        ["title", { ...content, title: text }],
        ["options.0.title", { ...content, options: [{ title: text }] }],
        ["options.0.category", { ...content, options: [{ title, category: text }] }],
        ["arguments.0.by", { ...content, arguments: [{ side: "for", text: title, by: text }] }],
        ["test.reasons.0", { ...content, test: { reasons: [text] } }],
      ];
      return lines ? ofLines : ofOneLine;
    };
    const bidi = ["\u202e", "\u2066", "\u200f", "\u061c", "\u2028", "\ufeff"];
    for (const character of ["\u0000", "\u0007", "\r", "\u0085", "\u007f", "\ud800", ...bidi]) {
      for (const [path, wrong] of [
        ...where({ ko: `가${character}나` }, false),
        ...where({ ko: `가${character}나` }, true),
      ]) {
        const point = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
        expect(() => encodeContent(wrong)).to.throw(ContentMalformedError, `${path}.ko: it holds U+${point}`);
      }
    }
    for (const [path, wrong] of where({ ko: "가\n나" }, false)) {
      expect(() => encodeContent(wrong)).to.throw(ContentMalformedError, `${path}.ko: it holds U+000A`);
    }
    for (const [, right] of where({ ko: "가\n\t나 👩‍👩‍👧 می‌خواهم" }, true)) encodeContent(right);
    for (const [path, wrong] of [...where({ ko: "가".normalize("NFD") }, false), ...where({ ko: "" }, true)]) {
      expect(() => encodeContent(wrong)).to.throw(ContentMalformedError, `${path}.ko: it is`);
    }
  });

  it("has at most as many bytes as a transaction carries", () => {
    const room = MOST_CONTENT_BYTES - contentSize({ ...content, question: { ko: "" } });
    const full: Content = { ...content, question: { ko: "가".repeat(room / 3) + "a".repeat(room % 3) } };
    expect(encodeContent(full)).to.have.length(MOST_CONTENT_BYTES);
    expect(parseContent(encodeContent(full))).to.deep.equal(full);
    const over = { ...content, question: { ko: `${full.question.ko}a` } };
    expect(() => encodeContent(over)).to.throw(ContentMalformedError, "120001 bytes, more than 120000");
  });

  it("of version 1 is read as before, in Korean by default, whatever its texts hold", () => {
    const bytes = firstVersion(first);
    expect(new TextDecoder().decode(bytes)).to.equal(
      '{"options":[{"title":{"en":"Library","ko":"도서관"}},{"description":{"en":"New trees","ko":"새 나무"},"title":{"en":"Park","ko":"공원"}}],"question":{"en":"Which projects do you support?","ko":"어느 사업에 찬성하십니까?"},"title":{"en":"Participatory budget 2026","ko":"2026 주민참여예산"}}',
    );
    expect(parseContent(bytes)).to.deep.equal(content);
    const wild = { ...first, title: { ko: "\u202e가\n".normalize("NFD"), en: "" } };
    expect(parseContent(firstVersion(wild)).title).to.deep.equal(wild.title);
    expect(contentHash(encodeContent(content))).not.to.equal(contentHash(bytes));
  });
});
