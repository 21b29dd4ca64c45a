import { expect } from "chai";
import { keccak256, toUtf8Bytes } from "ethers";
import {
  type Content,
  ContentMalformedError,
  contentHash,
  encodeContent,
  parseContent,
} from "../../../sdk/election/content.ts";

const content: Content = {
  title: { ko: "2026 주민참여예산", en: "Participatory budget 2026" },
  question: { ko: "어느 사업에 찬성하십니까?", en: "Which projects do you support?" },
  options: [
    { title: { ko: "도서관", en: "Library" } },
    { title: { ko: "공원", en: "Park" }, description: { ko: "새 나무", en: "New trees" } },
  ],
};

describe("content", () => {
  it("reads back as it was written", () => {
    expect(parseContent(encodeContent(content))).to.deep.equal(content);
  });

  it("has one spelling, whatever the order of keys", () => {
    const { title, question, options } = content;
    const reordered: Content = { options, question: { en: question.en, ko: question.ko }, title };
    expect(encodeContent(reordered)).to.deep.equal(encodeContent(content));
    expect(new TextDecoder().decode(encodeContent(content))).to.match(/^\{"options":\[\{"title":\{"en":"Library"/);
  });

  it("is hashed as its bytes", () => {
    expect(contentHash(encodeContent(content))).to.equal(keccak256(encodeContent(content)));
  });

  it("carries the reasons for a test election, in its hash as well", () => {
    const reasons = [{ ko: "시험용 체인", en: "a test network" }];
    const labelled: Content = { ...content, test: { reasons } };
    expect(parseContent(encodeContent(labelled)).test?.reasons).to.deep.equal(reasons);
    expect(contentHash(encodeContent(labelled))).not.to.equal(contentHash(encodeContent(content)));
    const unexplained = encodeContent({ ...content, test: { reasons: [] } });
    expect(() => parseContent(unexplained)).to.throw(ContentMalformedError, "test.reasons");
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
      expect(() => parseContent(encodeContent(wrong as Content))).to.throw(ContentMalformedError, "arguments");
    }
  });

  it("is refused when it is no JSON, no UTF-8, incomplete, or not canonical", () => {
    const text = new TextDecoder().decode(encodeContent(content));
    const wrong: Record<string, Uint8Array> = {
      "no JSON": toUtf8Bytes("{"),
      "no UTF-8": Uint8Array.of(0x22, 0xff, 0x22),
      "a space": toUtf8Bytes(text.replace(":", ": ")),
      "a doubled key": toUtf8Bytes(text.replace('{"options"', '{"title":0,"options"')),
      "no options": toUtf8Bytes(text.replace(/"options":\[.*\],"question"/, '"options":[],"question"')),
      "an unknown key": toUtf8Bytes(text.replace(/\}$/, ',"zeta":1}')),
      "a text without English": encodeContent({ ...content, title: { ko: "제목" } as Content["title"] }),
      "a byte order mark": toUtf8Bytes(`\ufeff${text}`),
    };
    for (const [name, bytes] of Object.entries(wrong))
      expect(() => parseContent(bytes), name).to.throw(ContentMalformedError);
  });
});
