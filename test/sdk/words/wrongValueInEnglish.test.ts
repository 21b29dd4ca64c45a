import { expect } from "chai";
import { z } from "zod";
import { wrongValueInEnglish } from "../../../sdk/words/wrongValueInEnglish.ts";

const schema = z.strictObject({
  count: z.number().int().min(1).max(9),
  name: z
    .string()
    .min(2)
    .max(3)
    .regex(/^[a-z]+$/),
  list: z.array(z.string()).min(1).max(2),
  kind: z.enum(["one", "two"]),
  flag: z.boolean(),
  place: z.url(),
  part: z.discriminatedUnion("of", [z.object({ of: z.literal("a") }), z.object({ of: z.literal("b") })]),
});
const good = {
  count: 1,
  name: "abc",
  list: ["x"],
  kind: "one",
  flag: true,
  place: "https://a.example",
  part: { of: "a" },
};

describe("A wrong value in English", () => {
  it("is said without a program's names of types and without the words of the schema's library", () => {
    const cases: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
      [{ count: "many" }, "a number is wanted, and a text stands there"],
      [{ count: 1.5 }, "a whole number is wanted, and a number stands there"],
      [{ name: null }, "a text is wanted, and nothing stands there"],
      [{ list: { a: 1 } }, "a list is wanted, and settings with names stands there"],
      [{ flag: undefined }, "it is missing"],
      [{ kind: "three" }, "one of one, two is wanted"],
      [{ count: 10 }, "at most 9"],
      [{ count: 0 }, "at least 1"],
      [{ name: "abcd" }, "at most 3 characters"],
      [{ name: "ABC" }, "it has not the form that is wanted"],
      [{ list: [] }, "at least 1 entry"],
      [{ list: ["a", "b", "c"] }, "at most 2 entries"],
      [{ place: "nowhere" }, "this is no address of the internet (URL)"],
      [{ part: { of: "c" } }, "one of a, b is wanted"],
      [{ other: 1 }, "there are settings that are not known: other"],
    ];
    for (const [changes, sentence] of cases) {
      const { error } = schema.safeParse({ ...good, ...changes }, { error: wrongValueInEnglish });
      expect(
        error?.issues.map(({ message }) => message),
        sentence,
      ).to.deep.equal([sentence]);
      expect(sentence).not.to.match(/Invalid|expected|received|discriminator|string|undefined/);
    }
  });
});
