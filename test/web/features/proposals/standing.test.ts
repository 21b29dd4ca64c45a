import { expect } from "chai";
import type { ProposalState } from "../../../../sdk/chain/proposalCourse.ts";
import type { ShownProposal } from "../../../../web/src/features/proposals/reading.ts";
import { groupOf, matches, type Onlooker, supportAction } from "../../../../web/src/features/proposals/standing.ts";
import type { KeptAct } from "../../../../web/src/shared/vault/acts.ts";

const CUT = 2_000_000;
const CLOSES = CUT + 1_000;

/** What somebody can do with a proposal of roll 1. */
function key(
  state: ProposalState,
  { identities = [], own, isWhole = true }: Partial<Onlooker> & { readonly isWhole?: boolean } = {},
  now = CUT + 1,
): string {
  const proposal = { state, kept: { closesAt: CLOSES }, template: { rollId: 1n }, posting: { cut: CUT }, isWhole };
  return supportAction(proposal as unknown as ShownProposal & { isWhole: boolean }, { identities, own }, now).key;
}

const noted = (rollIds: readonly string[], enrolledAt?: number) => ({
  note: { rollIds: [...rollIds], enrolledAt, censuses: {} },
});
const did = (kind: KeptAct["kind"], state: KeptAct["state"] = "final") => ({ kind, state }) as KeptAct;

describe("What can be done with a proposal's count", () => {
  it("is nothing once it is over, whatever this device did", () => {
    const own = did("support");
    expect(key("expired", { own })).to.equal("expired");
    expect(key("open", { own }, CLOSES)).to.equal("expired");
    for (const state of ["reached", "answered", "converted"] as const) expect(key(state, { own })).to.equal("reached");
    for (const state of ["decided", "lapsed", "closed", "failed"] as const) expect(key(state)).to.equal("over");
  });

  it("is to take back what this device gave, to give again what it took back, and to send what it could not", () => {
    expect(key("open", { own: did("support") })).to.equal("supported");
    expect(key("open", { own: did("support", "acknowledged") })).to.equal("supported");
    expect(key("open", { own: did("withdrawal") })).to.equal("withdrawn");
    expect(key("open", { own: did("support", "proved") })).to.equal("unsent");
    expect(key("open", { own: did("support", "ended"), identities: [noted(["1"])] })).to.equal("support");
  });

  it("is to register where there is no identity, and to support where one may be on the roll, the best of several", () => {
    expect(key("open")).to.equal("register");
    expect(key("open", { identities: [noted(["1"], CUT)] })).to.equal("support");
    expect(key("open", { identities: [noted([])] })).to.equal("support");
    expect(key("open", { identities: [noted(["1"], CUT + 1)] })).to.equal("late");
    expect(key("open", { identities: [noted(["2"], CUT - 9)] })).to.equal("otherRoll");
    expect(key("open", { identities: [noted(["2"]), noted(["1"], CUT + 1), noted(["1"], CUT - 1)] })).to.equal(
      "support",
    );
  });

  it("is no support of a text of which a part is not there to read, and taking back all the same", () => {
    expect(key("open", { isWhole: false, identities: [noted(["1"])] })).to.equal("notWhole");
    expect(key("open", { isWhole: false, own: did("withdrawal") })).to.equal("notWhole");
    expect(key("open", { isWhole: false, own: did("support") })).to.equal("supported");
    expect(key("open", { isWhole: false })).to.equal("register");
  });

  it("goes by four groups, and a search by words in any order", () => {
    const groups = (["open", "reached", "answered", "converted", "decided", "expired", "closed"] as const).map(
      (state) => groupOf({ state }),
    );
    expect(groups).to.deep.equal(["open", "reached", "reached", "voted", "voted", "over", "over"]);
    expect(matches("학교 앞길 교통 한표동", "한표동 학교")).to.equal(true);
    expect(matches("학교 앞길", "시장")).to.equal(false);
    expect(matches("School road", "SCHOOL")).to.equal(true);
  });
});
