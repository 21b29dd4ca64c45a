import { expect } from "chai";
import { ballotKinds } from "../../scripts/rehearsal/ballotKinds.ts";
import { comingDemoElection, openDemoElection } from "../../scripts/rehearsal/demoElections.ts";
import type { Constitution } from "../../sdk/election/constitution.ts";
import { MAJORITY, NO_FRACTION } from "../../sdk/election/fraction.ts";
import type { Outcome } from "../../sdk/election/outcome.ts";
import type { Phase } from "../../sdk/election/phase.ts";
import { taskOf } from "../../web/src/features/audit/auditTask.ts";
import { phaseLine } from "../../web/src/features/election/phaseLine.ts";
import { mayPrepare, sparesData } from "../../web/src/features/election/preparing.ts";
import { ruleSentences } from "../../web/src/features/election/ruleSentences.ts";
import { grouped, matches } from "../../web/src/features/elections/listing.ts";
import { verdictOf } from "../../web/src/features/results/verdict.ts";
import { browserFault } from "../../web/src/shared/browser.ts";
import { ConfigUnreadableError, parseConfig } from "../../web/src/shared/config.ts";
import type { ListedElection } from "../../web/src/shared/elections/queries.ts";
import { coloursOf, readSettings } from "../../web/src/shared/settings.ts";
import { koreanTime, spanText } from "../../web/src/shared/time.ts";
import { countOf, markOf, markOfAll } from "../../web/src/shared/verifier/marks.ts";
import { newsOf } from "../../web/src/shared/verifier/news.ts";
import { byPart } from "../../web/src/shared/verifier/parts.ts";

const ADDRESS = `0x${"1".repeat(40)}`;
const schedule = {
  censusTime: 1_000,
  opensAt: 200_000,
  openGrace: 3_600,
  closesAt: 400_000,
  closeGrace: 3_600,
  sharesDueAt: 500_000,
  sealDelay: 600,
};
const constitution: Constitution = {
  contentHash: `0x${"0".repeat(64)}`,
  jointHash: `0x${"0".repeat(64)}`,
  rolls: ADDRESS,
  rollId: 1n,
  minimumCensus: 30,
  board: ADDRESS,
  consentsRequired: 3,
  minimumBallots: 10,
  revoting: true,
  masked: false,
  isTest: false,
  ballotSize: 8,
  schedule,
  rules: openDemoElection.rules,
  outcome: openDemoElection.outcome,
};

const PAGE = "https://vote.example/city/";
const CONFIG = {
  format: "hanpyo-page-1",
  chainId: 5,
  chainName: "c",
  rpc: "rpc",
  factory: ADDRESS,
  registry: ADDRESS,
  trust: "trust.json",
  anchor: { municipality: "c", chainId: 5, organizer: ADDRESS, serial: 1, manifest: `0x${"ab".repeat(32)}` },
  firstBlock: 7,
  organizers: [],
  relayers: [],
  offices: null,
  rolls: [],
  keys: "keys/",
  demo: null,
  contact: { ko: "", en: "" },
};

function listed(phase: Phase, changes: Partial<Constitution> = {}, content = openDemoElection.content): ListedElection {
  const state = { phase, undecided: false, ballots: 0, activeMembers: 0, consents: [], shares: [], boxClosesAt: 0 };
  return {
    election: `${phase} ${changes.schedule?.closesAt ?? ""}`,
    creator: ADDRESS,
    organizer: ADDRESS,
    isOwn: true,
    constitutionHash: "",
    content,
    blockNumber: 1,
    constitution: { ...constitution, ...changes },
    state,
  };
}

describe("parts of the page", () => {
  it("count time down in its two largest units, and never below a minute", () => {
    expect(spanText(3 * 86_400 + 4 * 3_600 + 59, "ko")).to.equal("3일 4시간");
    expect(spanText(86_400 + 59 * 60, "en")).to.equal("1 day");
    expect(spanText(2 * 3_600 + 60, "en")).to.equal("2 hours 1 minute");
    expect(spanText(59, "ko")).to.equal("1분 미만");
    expect(spanText(-5, "en")).to.equal("less than a minute");
  });

  it("tell times as they are in Korea, wherever the visitor is", () => {
    const noonUtc = Date.UTC(2027, 2, 2, 12, 0) / 1000;
    expect(koreanTime(noonUtc, "ko", 540)).to.equal("2027년 3월 2일 (화) 오후 9:00");
    expect(koreanTime(noonUtc, "ko", -300)).to.equal("한국 시간 2027년 3월 2일 (화) 오후 9:00");
    expect(koreanTime(noonUtc + 3 * 3_600, "ko", 540)).to.equal("2027년 3월 3일 (수) 0:00 (밤 12시)");
    expect(koreanTime(noonUtc - 9 * 3_600, "ko", 540)).to.equal("2027년 3월 2일 (화) 낮 12:00");
    expect(koreanTime(noonUtc, "en")).to.match(/2 March 2027.*21:00 \(Korean time\)/);
  });

  it("group elections by what a resident can do, the next to close first", () => {
    const later = listed("open", { schedule: { ...schedule, closesAt: 500_000 } });
    const sooner = listed("open", { schedule: { ...schedule, closesAt: 300_000 } });
    const all = [later, listed("pending"), listed("sealed"), sooner, listed("decided"), listed("below quorum")];
    const groups = grouped(all).map(([group, members]) => [group, members.map(({ state }) => state.phase)]);
    expect(groups).to.deep.equal([
      ["open", ["open", "open"]],
      ["soon", ["pending"]],
      ["closed", ["sealed"]],
      ["decided", ["decided", "below quorum"]],
    ]);
    expect(grouped(all)[0]?.[1][0]).to.equal(sooner);
  });

  it("find an election by words in any order and language, and by its district alone", () => {
    const rolls = [{ id: 1, title: { ko: "한표동", en: "Hanpyo district" } }];
    const election = listed("open", {}, comingDemoElection.content);
    for (const words of ["거리 조례", "조례 거리", "ORDINANCE", "한표동 차"]) {
      expect(matches(election, rolls, { words, district: "" }), words).to.equal(true);
    }
    expect(matches(election, rolls, { words: "도서관", district: "" })).to.equal(false);
    expect(matches(election, rolls, { words: "", district: "2" })).to.equal(false);
  });

  it("mark what comes next in the life of an election, to the second", () => {
    const next = (phase: Phase, now: number) =>
      phaseLine(listed(phase), now).find(({ state }) => state === "now")?.step;
    expect(next("pending", schedule.censusTime - 1)).to.equal("census");
    expect(next("pending", schedule.censusTime)).to.equal("opens");
    expect(next("open", schedule.closesAt - 1)).to.equal("closes");
    expect(next("open", schedule.closesAt)).to.equal("shares");
    expect(next("sealed", schedule.closesAt)).to.equal("shares");
    expect(next("decided", schedule.sharesDueAt)).to.equal(undefined);
  });

  it("promise no count of an election that ended without one", () => {
    for (const [phase, never] of [
      ["void", 4],
      ["too few", 2],
      ["below quorum", 2],
    ] as const) {
      const states = phaseLine(listed(phase), schedule.sharesDueAt).map(({ state }) => state);
      expect(states, phase).to.deep.equal([...Array(6 - never).fill("done"), ...Array(never).fill("never")]);
    }
  });

  it("say every limit of a ballot's rules in words", () => {
    const said = (kind: string) => {
      const rules = (ballotKinds[kind] as (typeof ballotKinds)[string]).rules;
      return ruleSentences({ ...constitution, rules }).map(({ key }) => key);
    };
    expect(said("singleChoice")).to.include.members(["single", "notBlank"]);
    expect(said("approval")).to.include.members(["upTo", "blank"]);
    expect(said("score")).to.include("points");
    expect(said("quadratic")).to.include.members(["points", "credits"]);
    expect(said("positional")).to.include.members(["points", "distinct"]);
    expect(said("knapsack")).to.include.members(["upTo", "cart"]);
    const shareSaid = (key: string, change: Partial<typeof constitution.outcome>) =>
      ruleSentences({ ...constitution, outcome: { ...constitution.outcome, ...change } }).find((one) => one.key === key)
        ?.share;
    const third = { numerator: 1, denominator: 3, moreThan: false };
    expect(shareSaid("quorum", { quorum: third, electors: 8_387_278 })).to.deep.equal({
      ko: "유권자의 3분의 1 이상",
      en: "a third of the electors or more",
    });
    const keys = (outcome: Partial<typeof constitution.outcome>, change: Partial<Constitution> = {}) =>
      ruleSentences({ ...constitution, outcome: { ...constitution.outcome, ...outcome }, ...change }).map(
        ({ key }) => key,
      );
    expect(keys({ closedBelowQuorum: true }))
      .to.include("closedBelowQuorum")
      .and.not.include("countedBelowQuorum");
    expect(keys({})).to.include("countedBelowQuorum").and.not.include("joint");
    expect(keys({ quorum: NO_FRACTION })).not.to.include("countedBelowQuorum");
    expect(keys({}, { jointHash: `0x${"1".repeat(64)}` })).to.include("joint");
    expect(shareSaid("quorum", { quorum: third })?.ko).to.equal("명부 인원의 3분의 1 이상");
    expect(shareSaid("passing", { kind: "Referendum", passingShare: MAJORITY })).to.deep.equal({
      ko: "찬성과 반대를 합한 표의 과반수",
      en: "more than half of the yes and no votes",
    });
    expect(ruleSentences(constitution).find(({ key }) => key === "greedy")?.numbers).to.deep.equal({
      budget: openDemoElection.outcome.budget,
    });
  });

  it("say of a result who was tied, and why a referendum decided neither way", () => {
    const of = (kind: "Referendum" | "Ranking", counts: readonly number[], outcome: Partial<Outcome>) =>
      verdictOf(
        { constitution: { ...constitution, outcome: { ...constitution.outcome, kind } } },
        { counts, outcome: { quorumReached: true, verdict: "None", selected: 0, tied: 0, ...outcome } },
      );
    expect(of("Ranking", [5, 5], { selected: 0b01, tied: 0b11 })).to.deep.equal({
      ...{ kind: "selected", selected: [0], tied: [0, 1] },
    });
    expect(of("Ranking", [5, 5], { tied: 0b11 })).to.deep.include({ kind: "nothingSelected", tied: [0, 1] });
    expect(of("Referendum", [2, 1], { verdict: "Accepted" }).kind).to.equal("accepted");
    expect(of("Referendum", [1, 2], { verdict: "Rejected" }).kind).to.equal("rejected");
    expect(of("Referendum", [5, 5], { verdict: "Neither" }).kind).to.equal("equalHalves");
    expect(of("Referendum", [0, 0], { verdict: "Neither" }).kind).to.equal("neitherVoted");
    expect(of("Referendum", [5, 5], { verdict: "Neither", quorumReached: false }).kind).to.equal("quorumMissed");
  });

  it("send an old browser away, and warn inside another app", () => {
    const globals = { WebAssembly: 1, BigInt: 1, Worker: 1, indexedDB: 1, TextDecoder: 1 };
    expect(browserFault({ userAgent: "Mozilla/5.0 Chrome/140", globals })).to.equal(undefined);
    expect(browserFault({ userAgent: "Mozilla/5.0 KAKAOTALK 11.2", globals })).to.equal("inApp");
    for (const missing of Object.keys(globals)) {
      expect(browserFault({ userAgent: "", globals: { ...globals, [missing]: undefined } }), missing).to.equal("old");
    }
  });

  it("begin in Korean unless the visitor's browser knows none, and keep only settings that exist", () => {
    const kept = (text: string | null) => ({ getItem: () => text });
    expect(readSettings(kept(null), ["en-GB", "ko"]).language).to.equal("ko");
    expect(readSettings(kept(null), ["en-GB"]).language).to.equal("en");
    expect(readSettings(kept('{"theme":"pink","size":"large"}'), [])).to.deep.equal({
      language: "ko",
      theme: "system",
      size: "large",
    });
    expect(readSettings(kept("{"), []).theme).to.equal("system");
    expect(readSettings(kept(null), undefined).language).to.equal("ko");
  });

  it("are in the colours that the visitor chose, else in those that their system asks for", () => {
    const none = { dark: false, contrast: false };
    expect(coloursOf("system", none)).to.equal("light");
    expect(coloursOf("system", { ...none, dark: true })).to.equal("dark");
    expect(coloursOf("system", { dark: true, contrast: true })).to.equal("contrast");
    expect(coloursOf("light", { dark: true, contrast: true })).to.equal("light");
  });

  it("verify against the visitor's own machine or the page's node, and nothing else", () => {
    const config = parseConfig(CONFIG, PAGE);
    const filled = { source: "own", election: ADDRESS, own: "", record: undefined, compare: false } as const;
    const node = { rpc: "https://vote.example/city/rpc", chainId: 5, firstBlock: 7 };
    expect(config.keys).to.equal("https://vote.example/city/keys/");
    expect(taskOf({ ...filled, source: "page" }, config)).to.deep.equal({ kind: "chain", node, election: ADDRESS });
    expect(taskOf({ ...filled, own: "http://localhost:8545" }, config)).to.deep.include({ kind: "chain" });
    for (const own of ["https://elsewhere.example", "http://127.0.0.1.elsewhere.example", "file:///etc/passwd"]) {
      expect(taskOf({ ...filled, own }, config), own).to.equal("ownWrong");
    }
    expect(taskOf({ ...filled, source: "page", election: "0x1" }, config)).to.equal("addressWrong");
    expect(taskOf({ ...filled, source: "file" }, config)).to.equal("fileWrong");
    expect(taskOf({ ...filled, source: "file", record: {} }, config)).to.deep.include({ node: null });
  });

  it("take no name from their configuration that reverses text or hides a control", () => {
    const wrong = { ko: "\u202e시청", en: "City hall" };
    for (const change of [{ contact: wrong }, { chainName: "c\u0007" }, { rolls: [{ id: 1, title: wrong }] }]) {
      expect(() => parseConfig({ ...CONFIG, ...change }, PAGE), Object.keys(change)[0]).to.throw(ConfigUnreadableError);
    }
  });

  it("fetch megabytes in advance only where a vote can be cast now, and never against the visitor's wish", () => {
    const open = listed("open");
    const { closesAt } = schedule;
    const asked = (connection?: object) => sparesData({ connection } as unknown as Navigator);
    expect([asked(), asked({}), asked({ saveData: false }), asked({ saveData: true })]).to.deep.equal([
      ...[false, false, false, true],
    ]);
    expect(mayPrepare({ election: open, now: closesAt - 1, sparesData: false })).to.equal(true);
    expect(mayPrepare({ election: open, now: closesAt - 1, sparesData: true })).to.equal(false);
    expect(mayPrepare({ election: open, now: closesAt, sparesData: false })).to.equal(false);
    expect(mayPrepare({ election: listed("pending"), now: closesAt - 1, sparesData: false })).to.equal(false);
  });

  it("tell aloud the start of a verification, every failure and the end, not every check", () => {
    const check = (name: string, ok: boolean) => ({ name, ok, expected: "", found: "" });
    const open = { ...check("P13", false), notChecked: true } as const;
    const checks = [open, check("P1", true), check("P2", false), check("P3", true), check("P4", false)];
    const fails = ["P2", "P4"].map((name) => ({ kind: "fails", name }));
    expect(newsOf({ status: "idle", checks: [] })).to.deep.equal([]);
    expect(newsOf({ status: "running", checks: checks.slice(0, 2) })).to.deep.equal([{ kind: "begun" }]);
    expect(newsOf({ status: "running", checks })).to.deep.equal([{ kind: "begun" }, ...fails]);
    expect(newsOf({ status: "done", checks }).slice(3)).to.deep.equal([
      { kind: "ended", count: 5, failing: 2, open: 1 },
    ]);
    expect(newsOf({ status: "failed", checks: [] }).slice(1)).to.deep.equal([{ kind: "broken" }]);
  });

  it("take what could not be checked neither for right nor for wrong", () => {
    const ok = { ok: true };
    const bad = { ok: false };
    const open = { ok: false, notChecked: true } as const;
    expect([ok, bad, open].map(markOf)).to.deep.equal(["ok", "bad", "open"]);
    expect([[ok], [ok, open], [open, bad, ok], []].map(markOfAll)).to.deep.equal(["ok", "open", "bad", "ok"]);
    expect([countOf([ok, bad, open], "bad"), countOf([open, open], "open")]).to.deep.equal([1, 2]);
  });

  it("put every check into the part of the protocol that it belongs to, none aside", () => {
    const checks = ["P1 roll", "P10 result", "P7.2 every ballot follows its slot", "P11 format", "no part"].map(
      (name) => ({ name, ok: true, expected: "", found: "" }),
    );
    const parts = byPart(checks);
    expect(parts.get("P1")?.map(({ number }) => number)).to.deep.equal([1]);
    expect(parts.get("P10")?.map(({ number }) => number)).to.deep.equal([2]);
    expect(parts.get("P7")?.map(({ number }) => number)).to.deep.equal([3]);
    expect(parts.get("P11")?.map(({ number }) => number)).to.deep.equal([4, 5]);
  });
});
