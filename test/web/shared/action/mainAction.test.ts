import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../../scripts/checkout/projectRoot.ts";
import type { Phase } from "../../../../sdk/election/phase.ts";
import {
  ACTIONS,
  type Acted,
  type ActionKey,
  type Looker,
  mainAction,
} from "../../../../web/src/shared/action/mainAction.ts";
import type { IdentityNote } from "../../../../web/src/shared/vault/notes.ts";

const ELECTION = `0x${"a".repeat(40)}`;
const DAY = 86_400;
const schedule = {
  censusTime: 10 * DAY,
  opensAt: 20 * DAY,
  openGrace: 3_600,
  closesAt: 30 * DAY,
  closeGrace: 3_600,
  sharesDueAt: 40 * DAY,
  sealDelay: 600,
};
const BEFORE = 8 * DAY;
const FIXED = 15 * DAY;
const OPEN = 25 * DAY;

const stranger: Looker = {
  fault: undefined,
  identities: [],
  registrationStep: undefined,
  own: undefined,
  hasDraft: false,
  isSending: false,
  isKiosk: false,
};
const enrolled: IdentityNote = { rollIds: ["1"], enrolledAt: 9 * DAY, censuses: {} };
const holding = (note: Partial<IdentityNote> = {}, more: Partial<Looker> = {}): Looker => ({
  ...stranger,
  identities: [{ protection: "device", note: { ...enrolled, ...note } }],
  ...more,
});
const restored = { rollIds: [], enrolledAt: undefined };

function of(phase: Phase, changes: Partial<Acted["constitution"]> = {}, undecided = false): Acted {
  return {
    election: ELECTION,
    constitution: { schedule, rollId: 1n, revoting: true, ...changes },
    state: { phase, undecided, boxClosesAt: 30 * DAY + 3_600 },
  };
}

type Case = readonly [ActionKey, Acted, Looker, number, boolean?];

/** Every row of the table, and of two that fit the one that comes first. */
const cases: readonly Case[] = [
  ["void", of("void"), stranger, OPEN],
  ["decided", of("decided"), holding({}, { hasDraft: true }), OPEN],
  ["belowQuorum", of("below quorum"), stranger, OPEN],
  ["tooFew", of("too few"), stranger, OPEN],
  ["overdue", of("sealed", {}, true), stranger, 41 * DAY],
  ["counting", of("closed"), stranger, 31 * DAY],
  ["closedOwn", of("open"), holding({}, { own: "received" }), schedule.closesAt],
  ["closed", of("open"), holding(), schedule.closesAt],
  ["sending", of("open"), holding({}, { isSending: true, own: "unsent" }), OPEN],
  ["unsent", of("open"), holding({}, { own: "unsent", hasDraft: true }), OPEN],
  ["change", of("open"), holding({}, { own: "final" }), OPEN],
  ["once", of("open", { revoting: false }), holding({}, { own: "recorded" }), OPEN],
  ["draft", of("open"), holding({}, { hasDraft: true }), OPEN],
  ["inApp", of("open"), { ...holding(), fault: "inApp" }, OPEN],
  ["storeless", of("pending"), { ...stranger, fault: "storeless" }, BEFORE],
  ["storeSilent", of("open"), { ...stranger, fault: "storeSilent" }, OPEN],
  ["kiosk", of("open"), { ...stranger, isKiosk: true }, OPEN],
  ["resume", of("pending"), { ...stranger, registrationStep: 2 }, BEFORE],
  ["resumeLate", of("open"), { ...stranger, registrationStep: 1 }, OPEN],
  ["demo", of("pending"), stranger, BEFORE, true],
  ["register", of("pending"), stranger, BEFORE],
  ["restore", of("pending"), stranger, FIXED],
  ["restore", of("open"), stranger, OPEN, true],
  ["filed", of("open"), holding({ isFiled: true }), OPEN],
  ["late", of("open"), holding({ enrolledAt: schedule.censusTime }), OPEN],
  ["otherRoll", of("open"), holding({ rollIds: ["2"] }), OPEN],
  ["notOnRoll", of("open"), holding({ censuses: { [ELECTION]: false } }), OPEN],
  ["unknownRoll", of("open"), holding(restored), OPEN],
  ["openingLate", of("pending"), holding(), schedule.opensAt],
  ["soon", of("pending"), holding(), FIXED],
  ["openPasskey", of("open"), { ...stranger, identities: [{ protection: "passkey", note: enrolled }] }, OPEN],
  ["openPassphrase", of("open"), { ...stranger, identities: [{ protection: "passphrase", note: enrolled }] }, OPEN],
  ["open", of("open"), holding(), OPEN],
  ["open", of("open"), holding({ ...restored, censuses: { [ELECTION]: true } }), OPEN],
];

describe("The main action of an election", () => {
  for (const [key, election, looker, now, isDemo = false] of cases) {
    it(`is "${key}" in the ${election.state.phase} phase for whom it fits`, () => {
      expect(mainAction(election, looker, now, isDemo).key).to.equal(key);
    });
  }

  it("has a case for every key", () => {
    expect(new Set(cases.map(([key]) => key))).to.deep.equal(new Set(ACTIONS));
  });

  it("leads nobody without an identity into a registration that comes too late, unless the sentence says so", () => {
    for (const now of [schedule.censusTime, FIXED, OPEN]) {
      const { key, to, others } = mainAction(of(now < schedule.opensAt ? "pending" : "open"), stranger, now, false);
      expect(to).to.equal("/me/restore");
      expect(others?.map((other) => other.key)).to.deep.equal(["nextVote"]);
      for (const language of ["ko", "en"]) expect(sentence(language, key)).to.match(/다음 투표부터|next vote on/);
    }
  });

  it("leads nobody at a shared device to an identity that stays", () => {
    for (const [, election, looker, now] of cases) {
      expect(mainAction(election, { ...looker, isKiosk: true }, now, false).to).to.not.be.oneOf([
        "/me/identity",
        "/me",
      ]);
    }
  });

  it("counts the days of Korea's calendar until the roll is fixed", () => {
    const days = (now: number) => mainAction(of("pending"), stranger, now, false).days;
    // The census is at nine in the morning in Korea.
    expect(days(schedule.censusTime - 1)).to.equal(0);
    expect(days(schedule.censusTime - 9 * 3_600)).to.equal(0);
    expect(days(schedule.censusTime - 9 * 3_600 - 1)).to.equal(1);
  });

  it("has a sentence for every key in both languages, and a label for every one that leads somewhere", () => {
    for (const language of ["ko", "en"]) {
      for (const [key, election, looker, now, isDemo = false] of cases) {
        expect(sentence(language, key), key).to.be.a("string");
        const { to } = mainAction(election, looker, now, isDemo);
        if (to !== undefined) expect(texts(language).label[key], key).to.be.a("string");
      }
    }
  });
});

type Texts = { readonly label: Readonly<Record<string, string>>; readonly sentence: Readonly<Record<string, string>> };

function texts(language: string): Texts {
  return JSON.parse(readFileSync(`${projectRoot}web/src/shared/action/texts/${language}.json`, "utf8")) as Texts;
}

function sentence(language: string, key: string): string | undefined {
  return texts(language).sentence[key];
}
