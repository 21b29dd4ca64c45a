import { expect } from "chai";
import { outcomeText } from "../../../scripts/clerk/outcomeText.ts";
import { VERDICTS } from "../../../sdk/election/outcome.ts";

const TITLES = ["가", "나", "다"].map((ko, i) => ({ ko, en: "ABC"[i] as string }));
const NOTHING = { quorumReached: true, verdict: "None", selected: 0, tied: 0 } as const;

describe("an outcome in the clerk's words", () => {
  it("names who was selected, and beside them who was tied and by what rule", () => {
    const ranking = { kind: "Ranking", tieBreak: "ListedOrder" } as const;
    expect(outcomeText({ ...NOTHING, selected: 0b011 }, ranking, TITLES)).to.deep.equal({
      outcome: { ko: "가, 나", en: "A, B" },
      tied: null,
    });
    expect(outcomeText({ ...NOTHING, selected: 0b011, tied: 0b110 }, ranking, TITLES).tied).to.deep.equal({
      ko: "나, 다 (적힌 순서로 따짐)",
      en: "B, C (taken in the order listed)",
    });
    expect(outcomeText({ ...NOTHING, tied: 0b110 }, { ...ranking, tieBreak: "None" }, TITLES)).to.deep.equal({
      outcome: { ko: "없음", en: "none" },
      tied: { ko: "나, 다 (모두 들어가지 못하면 모두 빠짐)", en: "B, C (all of them or none)" },
    });
  });

  it("says of a referendum that it was accepted, rejected or neither, and of any election that too few took part", () => {
    const referendum = { kind: "Referendum", tieBreak: "ListedOrder" } as const;
    const said = VERDICTS.map((verdict) => outcomeText({ ...NOTHING, verdict }, referendum, TITLES).outcome.ko);
    expect(said).to.deep.equal(["정해지지 않음", "가결", "부결", "가결도 부결도 아님"]);
    const missed = outcomeText({ ...NOTHING, quorumReached: false, verdict: "Neither" }, referendum, TITLES);
    expect(missed.outcome.en).to.equal("the quorum was missed");
  });
});
