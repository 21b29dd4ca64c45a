import { expect } from "chai";
import { z } from "zod";
import { wrongValueInKorean } from "../../../sdk/words/wrongValueInKorean.ts";

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

/** What is said of a value in the place of a good one. */
function said(changes: Readonly<Record<string, unknown>>): readonly (string | undefined)[] {
  const { error } = schema.safeParse({ ...good, ...changes }, { error: wrongValueInKorean });
  return (error?.issues ?? []).map(({ message }) => message);
}

describe("A wrong value in Korean", () => {
  it("is said without a program's names of types", () => {
    const cases: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
      [{ count: "many" }, "적을 것은 숫자인데, 적힌 것은 글입니다"],
      [{ count: 1.5 }, "적을 것은 정수인데, 적힌 것은 숫자입니다"],
      [{ count: Number.NaN }, "적을 것은 숫자인데, 적힌 것은 숫자가 아닌 것입니다"],
      [{ name: 7 }, "적을 것은 글인데, 적힌 것은 숫자입니다"],
      [{ name: null }, "적을 것은 글인데, 적힌 것은 빈 값입니다"],
      [{ list: { a: 1 } }, "적을 것은 목록인데, 적힌 것은 이름이 붙은 항목들입니다"],
      [{ flag: "yes" }, "적을 것은 true나 false인데, 적힌 것은 글입니다"],
      [{ flag: undefined }, "적을 것은 true나 false인데, 적힌 것은 없음입니다"],
      [{ kind: "three" }, "이 가운데 하나를 적습니다: one, two"],
      [{ count: 10 }, "너무 큽니다: 9 이하로 적습니다"],
      [{ count: 0 }, "너무 작습니다: 1 이상으로 적습니다"],
      [{ name: "abcd" }, "너무 깁니다: 3자 이하로 적습니다"],
      [{ name: "a" }, "너무 짧습니다: 2자 이상으로 적습니다"],
      [{ name: "ABC" }, "정해진 꼴이 아닙니다"],
      [{ list: [] }, "너무 적습니다: 1개 이상으로 적습니다"],
      [{ list: ["a", "b", "c"] }, "너무 많습니다: 2개 이하로 적습니다"],
      [{ place: "nowhere" }, "인터넷 주소(URL)가 아닙니다"],
      [{ part: { of: "c" } }, "이 가운데 하나를 적습니다: a, b"],
      [{ other: 1 }, "모르는 항목이 있습니다: other"],
    ];
    for (const [changes, sentence] of cases) expect(said(changes), sentence).to.deep.equal([sentence]);
    for (const [, sentence] of cases) expect(sentence).not.to.match(/\b(string|number|int|object|undefined|null)\b/);
  });
});
