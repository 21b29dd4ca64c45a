import { expect } from "chai";
import type { Content } from "../../../../sdk/election/content.ts";
import {
  categoriesOf,
  costLimits,
  isFiltered,
  NOTHING_WANTED,
  optionsShown,
  type Wanted,
} from "../../../../web/src/features/vote/optionList.ts";
import { SAMPLE_CONSTITUTION } from "../../../sdk/election/sampleConstitution.ts";

const COSTS = [40, 25, 15, 30];
const [park, road] = [
  { ko: "공원", en: "Parks" },
  { ko: "길", en: "Roads" },
];
const content: Content = {
  language: "ko",
  title: { ko: "예산" },
  question: { ko: "무엇을?" },
  options: [
    { title: { ko: "놀이터", en: "Playground" }, category: park },
    { title: { ko: "가로등", en: "Street lights" }, category: road, description: { ko: "밤길이 밝습니다" } },
    { title: { ko: "나무 심기", en: "Trees" }, category: park },
    { title: { ko: "자전거 길", en: "Cycle path" }, category: road },
  ],
};
const rules = { ...SAMPLE_CONSTITUTION.rules, optionCount: 4, maxPerOption: 1, budget: 70, costs: COSTS };
const constitution = { ...SAMPLE_CONSTITUTION, rules };

describe("Many options", () => {
  const shown = (wanted: Partial<Wanted>, choices: readonly number[] = [0, 0, 0, 0]) =>
    optionsShown({ content, constitution, choices }, { ...NOTHING_WANTED, ...wanted }, (option) => {
      return content.options[option]?.title.ko ?? "";
    });

  it("stand as on the ballot until somebody sorts them, and never change their number", () => {
    expect(shown({})).to.deep.equal([0, 1, 2, 3]);
    expect(shown({ order: "cheap" })).to.deep.equal([2, 1, 3, 0]);
    expect(shown({ order: "dear" })).to.deep.equal([0, 3, 1, 2]);
    expect(shown({ order: "name" })).to.deep.equal([1, 2, 0, 3]);
  });

  it("are found by every word of title, description or category, in any language, and by their number", () => {
    expect(shown({ words: "길" })).to.deep.equal([1, 3]);
    expect(shown({ words: "밤길 street" })).to.deep.equal([1]);
    expect(shown({ words: "TREES" })).to.deep.equal([2]);
    expect(shown({ words: "4" })).to.deep.equal([3]);
    expect(shown({ words: "없음" })).to.deep.equal([]);
  });

  it("are filtered by category and cost, by what is left of the budget too, and to what is chosen", () => {
    expect(categoriesOf(content)).to.deep.equal(["공원", "길"]);
    expect(shown({ category: "공원" })).to.deep.equal([0, 2]);
    expect(shown({ most: 25 })).to.deep.equal([1, 2]);
    // 30 are left: what is chosen is paid for, and stays in sight.
    expect(shown({ most: "left" }, [1, 0, 0, 0])).to.deep.equal([0, 1, 2, 3]);
    expect(shown({ most: "left" }, [1, 0, 1, 0])).to.deep.equal([0, 2]);
    expect(shown({ isChosen: true }, [1, 0, 1, 0])).to.deep.equal([0, 2]);
    expect(isFiltered(NOTHING_WANTED)).to.equal(false);
    expect(isFiltered({ ...NOTHING_WANTED, most: "left" })).to.equal(true);
  });

  it("offer round limits between the cheapest and the dearest", () => {
    expect(costLimits([40_000_000, 1_500_000, 7_000_000])).to.deep.equal([
      2_000_000, 5_000_000, 10_000_000, 20_000_000,
    ]);
    expect(costLimits([5, 5])).to.deep.equal([]);
  });
});
