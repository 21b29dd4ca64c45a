import { expect } from "chai";
import { saltText } from "../../../../sdk/proposals/proposalText.ts";
import { writeTextFile } from "../../../../sdk/proposals/textFile.ts";
import { leafHash, type TextLeaf, textDigest } from "../../../../sdk/proposals/textLeaf.ts";
import { readTextOf } from "../../../../web/src/features/proposals/textReading.ts";
import { seededRandom } from "../../../sdk/seededRandom.ts";

const header = { kind: "policy", language: "ko", category: "교통", district: "한표동" } as const;
const LEAVES = saltText({ header, title: "학교 앞길", paragraphs: ["하나", "둘"] }, seededRandom("reading"));
const DIGEST = textDigest(LEAVES);
const WANTED = { digest: DIGEST, notices: [], time: 0 };
const LAST = LEAVES.length - 1;
const partly: readonly TextLeaf[] = LEAVES.map((leaf, index) =>
  index === LAST ? { hash: leafHash(index, leaf) } : leaf,
);

/** What mirrors answer by their names; one without leaves has no text. */
function answers(texts: Readonly<Record<string, readonly TextLeaf[] | undefined>>) {
  return {
    timeout: 1_000,
    fetch: (async (input: string | URL | Request) => {
      const leaves = texts[new URL(String(input)).origin];
      const unknown = { code: "TEXT_UNKNOWN", cause: "", remedy: "" };
      return leaves === undefined
        ? Response.json(unknown, { status: 404 })
        : Response.json({ text: writeTextFile(leaves) });
    }) as typeof fetch,
  };
}

const [A, B] = ["http://a.test", "http://b.test"] as const;

describe("A text from mirrors", () => {
  it("gives to mirrors that lack it what the others gave and nothing else, whatever this device kept", async () => {
    const read = await readTextOf([A, B], WANTED, answers({ [A]: partly }), LEAVES);
    expect(read.lacking).to.deep.equal([B]);
    expect(read.fromMirrors).to.deep.equal(partly);
    expect(read.leaves).to.deep.equal(LEAVES);
    expect(read.isOnlyHere).to.equal(true);
  });

  it("is only here where no mirror has it, and public where one has all of it", async () => {
    const lost = await readTextOf([A, B], WANTED, answers({}), LEAVES);
    expect(lost).to.deep.include({ fromMirrors: undefined, isOnlyHere: true, isWhole: true });
    const there = await readTextOf([A, B], WANTED, answers({ [A]: LEAVES }), LEAVES);
    expect(there).to.deep.include({ fromMirrors: LEAVES, isOnlyHere: false, lacking: [B] });
    expect((await readTextOf([A, B], WANTED, answers({ [A]: partly }))).isOnlyHere).to.equal(false);
  });
});
