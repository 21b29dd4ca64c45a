import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { RefusalError } from "../../../../services/hosting/refusal.ts";
import { NotEligibleError } from "../../../../services/registrar/refusals.ts";
import { type EvidenceStore, evidenceStore } from "../../../../services/registrar/register/evidenceStore.ts";
import { type LookUpRules, type LookUps, registerLookUps } from "../../../../services/registrar/register/lookUps.ts";
import type { Purpose, Residence } from "../../../../services/registrar/register/populationRegister.ts";
import {
  RegisterAnswerUnreadableError,
  RegisterMisconfiguredError,
  RegisterRefusedError,
  RegisterUnavailableError,
} from "../../../../services/registrar/register/refusals.ts";
import { errorOf } from "../../../errorOf.ts";

const START = Date.parse("2026-11-30T09:00:00+09:00") / 1_000;
const HOUR = 3_600;
const RULES: LookUpRules = { staleAfter: 24 * HOUR, evidenceDays: 30 };
const PERSON = { number: "S-1", district: "Sinjang" };

describe("An office's look-ups (P28.1 to 28.4)", () => {
  let now: number;
  let asked: Purpose[];
  let said: string[];
  let store: EvidenceStore;
  let answer: () => Promise<Partial<Residence> | null>;
  let lookUps: LookUps;

  beforeEach(() => {
    [now, asked, said, answer] = [START, [], [], async () => ({})];
    store = evidenceStore(new DatabaseSync(":memory:"), new Uint8Array(32).fill(7));
    lookUps = looking();
  });

  function looking(rules: Partial<LookUpRules> = {}): LookUps {
    const register = {
      identity: { kind: "xRoad", source: "EE/GOV/1/rr", client: "EE/GOV/2/registrar" },
      async resident(
        _: string,
        purpose: Purpose,
        tried: Parameters<EvidenceStore["noteTry"]> extends [string, infer T] ? (one: T) => void : never,
      ) {
        asked.push(purpose);
        const messageId = `m-${asked.length}`;
        const evidence = { system: "x-road", messageId, requestHash: null, receivedAt: now } as const;
        const residence = await answer();
        tried({ case: purpose.case, system: "x-road", messageId, requestHash: null, outcome: "answered", at: now });
        if (residence === null) return { found: false, evidence } as const;
        const usual = { districts: ["Sinjang"], adultAt: "2000-01-01", electoralRight: true, asOf: now };
        return { found: true, evidence, ...usual, ...residence } as const;
      },
    } as const;
    return registerLookUps(
      register,
      store,
      { ...RULES, ...rules },
      {
        ...{ random: systemRandom, clock: () => now * 1_000, say: (line) => said.push(line) },
      },
    );
  }

  const confirm = (one = lookUps) => one.confirm(PERSON);
  const refusal = async (one = lookUps) => (await errorOf(confirm(one), RefusalError)).code;
  const failing = (error: Error) => async () => {
    throw error;
  };

  it("ask once an hour for a person, and once for all who come at one time", async () => {
    const readings = await Promise.all([confirm(), confirm(), confirm()]);
    expect(readings).to.deep.equal(Array(3).fill({ readAt: START, isEarlier: false }));
    now += HOUR - 1;
    expect(await confirm()).to.deep.equal({ readAt: START, isEarlier: false });
    expect(asked).to.have.length(1);
    now += 1;
    expect(await confirm()).to.deep.equal({ readAt: now, isEarlier: false });
    await lookUps.confirm({ ...PERSON, number: "S-2" });
    expect(asked).to.have.length(3);
    expect(new Set(asked.map((one) => one.case)).size).to.equal(3);
    expect(asked.every(({ actor }) => actor === "self-service")).to.equal(true);
  });

  it("refuse whom the register does not find, elsewhere, not of age, or without the right; for an hour without asking again", async () => {
    const cases: readonly (Partial<Residence> | null)[] = [
      null,
      { districts: [] },
      { districts: ["sinjang", "Deokpung"] },
      { adultAt: "2026-12-01" },
      { electoralRight: false },
    ];
    for (const one of cases) {
      answer = async () => one;
      now += HOUR;
      asked.splice(0);
      for (let i = 0; i < 3; i++) {
        await errorOf(confirm(), NotEligibleError);
      }
      expect(asked, JSON.stringify(one)).to.have.length(1);
    }
    answer = async () => ({ districts: ["Deokpung", "Sinjang"], adultAt: "2026-11-30" });
    now += HOUR;
    await confirm();
  });

  it("take the day in Korea, or the day of the file; and the book's names of districts", async () => {
    answer = async () => ({ adultAt: "2026-12-01", districts: ["11"] });
    await errorOf(confirm(looking({ districts: { "11": "Sinjang" } })), NotEligibleError);
    await confirm(looking({ districts: { "11": "Sinjang" }, adultBy: "2026-12-01" }));
    await errorOf(confirm(looking({ adultBy: "2026-12-01" })), NotEligibleError);
    now = Date.parse("2026-12-01T00:00:00+09:00") / 1_000;
    await confirm(looking({ districts: { "11": "Sinjang" } }));
  });

  for (const error of [new RegisterUnavailableError("x"), new RegisterAnswerUnreadableError("x")]) {
    it(`serve by an answer younger than staleAfter where there is ${error.code}, say so, and nobody by an older one`, async () => {
      await confirm();
      answer = failing(error);
      now = START + 24 * HOUR - 1;
      expect(await confirm()).to.deep.equal({ readAt: START, isEarlier: true });
      now = START + 24 * HOUR;
      expect(await refusal()).to.equal(error.code);
      now = START - 10;
      expect(await refusal()).to.equal(error.code);
    });
  }

  it("never take silence for a yes: of somebody never asked for, not found, or no longer there", async () => {
    answer = failing(new RegisterUnavailableError("x"));
    expect(await refusal()).to.equal("REGISTER_UNAVAILABLE");
    answer = async () => null;
    now += HOUR;
    expect(await refusal()).to.equal("NOT_ELIGIBLE");
    answer = failing(new RegisterUnavailableError("x"));
    now += HOUR;
    expect(await refusal()).to.equal("REGISTER_UNAVAILABLE");
    answer = async () => ({ districts: ["Deokpung"] });
    now += HOUR;
    expect(await refusal()).to.equal("NOT_ELIGIBLE");
    answer = failing(new RegisterUnavailableError("x"));
    now += HOUR;
    expect(await refusal()).to.equal("NOT_ELIGIBLE");
  });

  it("serve nobody by an earlier answer where the register refuses, or is asked wrongly", async () => {
    for (const error of [new RegisterRefusedError("x"), new RegisterMisconfiguredError("x")]) {
      answer = async () => ({});
      now += HOUR;
      await confirm();
      answer = failing(error);
      now += HOUR;
      expect(await refusal()).to.equal(error.code);
    }
    now += HOUR;
    answer = failing(new TypeError("a fault of the program"));
    await errorOf(confirm(), TypeError);
  });

  it("ask for nobody in the half minute after a silence, and tell who runs the office", async () => {
    answer = failing(new RegisterUnavailableError("ECONNREFUSED"));
    for (const number of ["S-1", "S-2", "S-3"]) {
      expect((await errorOf(lookUps.confirm({ ...PERSON, number }), RefusalError)).code).to.equal(
        "REGISTER_UNAVAILABLE",
      );
    }
    expect(asked).to.have.length(1);
    expect(said).to.have.length(1);
    expect(said[0]).to.include("REGISTER_UNAVAILABLE").and.include("ECONNREFUSED").and.not.include("S-1");
    now += 30;
    answer = async () => ({});
    await confirm();
    await lookUps.confirm({ ...PERSON, number: "S-2" });
    expect(asked).to.have.length(3);
  });

  it("keep nobody else out by one person's entry, and do not ask for that person again at once", async () => {
    for (const error of [new RegisterAnswerUnreadableError("field district"), new RegisterRefusedError("status 500")]) {
      now += HOUR;
      asked.splice(0);
      answer = failing(error);
      for (let i = 0; i < 3; i++) expect(await refusal()).to.equal(error.code);
      answer = async () => ({});
      await lookUps.confirm({ ...PERSON, number: `S-${error.code}` });
      expect(asked).to.have.length(2);
      now += 30;
      await confirm();
    }
  });

  it("keep tries for the file's days and answers until they are stale", async () => {
    await confirm();
    expect(store.tries("S-1").map(({ messageId }) => messageId)).to.deep.equal(["m-1"]);
    now += 24 * HOUR + 1;
    await lookUps.confirm({ ...PERSON, number: "S-2" });
    expect(store.answer("S-1")).to.equal(undefined);
    expect(store.tries("S-1")).to.have.length(1);
    now += 30 * 24 * HOUR + 1;
    await lookUps.confirm({ ...PERSON, number: "S-3" });
    expect([store.tries("S-1"), store.tries("S-2")]).to.deep.equal([[], []]);
  });
});
