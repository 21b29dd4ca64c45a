import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { DoubledKey, parseRecord } from "../../../sdk/verify/recordText.ts";

/** The text's bytes in pieces of so many. */
function* piecesOf(text: string | Uint8Array, size: number): Generator<Uint8Array> {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** What JSON.parse makes of a text, and what reading it in pieces does. */
async function both(text: string, size: number): Promise<readonly [unknown, unknown]> {
  const whole = () => JSON.parse(text) as unknown;
  const orError = (error: unknown) => (error as Error).name;
  let expected: unknown;
  try {
    expected = whole();
  } catch (error) {
    expected = orError(error);
  }
  return [expected, await parseRecord(piecesOf(text, size)).catch(orError)];
}

const ODD = [
  ...[
    "",
    " ",
    "null",
    "3",
    '"a"',
    "[]",
    "{}",
    "[1,[2,{}]]",
    '{"a":[]}',
    ' { "a" : [ ] } ',
    '{"a":[ 1 , {"b":[2,[]]} ]}',
  ],
  ...[
    '{"a":[1,]}',
    '{"a":[,]}',
    '{"a":[,1]}',
    '{"a":[1}',
    '{"a":1]',
    '{"a":[1]',
    '{"a":[1]]}',
    '{"a":[1]}}',
    '{"a":[1]}x',
  ],
  ...[
    '{"a":["]",",","\\"","\\\\"]}',
    '{"\\u0061":[1]}',
    '{"a":"b","c":["d:e"]}',
    '{"a"}',
    '{"a":1,[2]}',
    "{[1]}",
    "{:[1]}",
  ],
  ...[
    '{"__proto__":[1]}',
    '{"a":[{"__proto__":1}]}',
    '{"a":[\u00a0]}',
    '\ufeff{"a":[1]}',
    '{"a":["한표","\\ud83d","😀"]}',
  ],
  ...[
    '{"a":[tru',
    '{"a":["',
    '{"a":["\\',
    '{"a":[1 2]}',
    '{"a":[1]"b":2}',
    '{"a":[[1],[2]],"b":[{"c":[3]}]}',
    "{1:[2]}",
  ],
];

describe("A record's file in pieces", () => {
  it("is what JSON.parse makes of the whole, or refused where that refuses it, however it is cut", async () => {
    for (const text of ODD) {
      for (const size of [1, 2, 3, 7, 1000]) {
        const [expected, found] = await both(text, size);
        expect(found, `${text} in pieces of ${size}`).to.deep.equal(expected);
      }
    }
  });

  it("is so with any one character of a small one left out, doubled or exchanged for a bracket", async () => {
    const text = '{"a":[{"b":"\\"]","c":[1,2]},{}],"d":{"e":[3]},"f":[]}';
    for (let at = 0; at < text.length; at++) {
      for (const other of ["", text.charAt(at).repeat(2), "[", "]", "{", "}", ",", ":", '"', "\\", " "]) {
        const altered = text.slice(0, at) + other + text.slice(at + 1);
        const [expected, found] = await both(altered, 3);
        if (!(found instanceof DoubledKey)) expect(found, altered).to.deep.equal(expected);
      }
    }
  });

  it("keeps every record of conformance/ as it is, whatever the pieces", async () => {
    for (const name of ["changed-vote", "published-roll", "empty"]) {
      const text = readFileSync(`${projectRoot}conformance/records/${name}.json`, "utf8");
      for (const size of [1, 4096]) {
        expect(JSON.stringify(await parseRecord(piecesOf(text, size))), name).to.equal(
          JSON.stringify(JSON.parse(text)),
        );
      }
    }
  });

  it("has a key twice in whatever part it stands", async () => {
    for (const text of [
      '{"a":[{"b":1,"b":2}]}',
      '{"a":[1],"a":[1]}',
      '{"a":{"b":1,"\\u0062":2},"c":[1]}',
      '[{"a":1,"a":1}]',
    ]) {
      expect(await parseRecord(piecesOf(text, 2)), text).to.be.instanceOf(DoubledKey);
    }
  });

  it("is refused where an element or the rest is no UTF-8, also at its very end", async () => {
    for (const broken of [[0xed, 0xa0, 0x80], [0xe3, 0x81], [0xff]]) {
      for (const [before, after] of [
        ['{"a":["', '"]}'],
        ['{"a":"', '"}'],
      ] as const) {
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from(broken), Buffer.from(after)]);
        const error = await parseRecord(piecesOf(bytes, 1)).catch((thrown: unknown) => thrown);
        expect(error, String(broken)).to.be.instanceOf(TypeError);
      }
    }
  });
});
