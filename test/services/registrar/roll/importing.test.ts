import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { importEffect, importPeople, missingIn } from "../../../../services/registrar/roll/importing.ts";
import { nextVoucher } from "../../../../services/registrar/roll/nextVoucher.ts";
import { EventImpossibleError, recordEvent } from "../../../../services/registrar/roll/personEvents.ts";
import { openRollStore, type Person, type RollStore } from "../../../../services/registrar/roll/rollStore.ts";
import { errorOf } from "../../../errorOf.ts";

const KEY = new Uint8Array(32).fill(7);
const kim: Person = {
  number: "P-1",
  name: "김하나",
  birthDate: "1990-02-28",
  district: "별빛1동",
  rollIds: [1n],
  state: "eligible",
};
const fileOf = (people: readonly Person[], hash = "one", isComplete = false) => ({
  hash,
  isComplete,
  people: people.map((person, m) => ({ line: m + 2, person })),
});
const crowd = (count: number): Person[] => Array.from({ length: count }, (_, m) => ({ ...kim, number: `P-${m + 1}` }));

describe("An import", () => {
  let folder: string;
  let store: RollStore;
  const size = () => Number(store.database.prepare("SELECT count(*) AS people FROM people").get()?.people);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-import-"));
    store = openRollStore(join(folder, "roll.db"), KEY);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  it("goes on after a crash from the last chunk that was written, and counts nobody twice", async () => {
    const file = fileOf(crowd(12_000));
    const crash = new RangeError("power cut");
    const interrupted = () =>
      importPeople(store, file, (line) => {
        if (line > 5_001) throw crash;
      });
    await errorOf(interrupted, RangeError);
    store.close();
    store = openRollStore(join(folder, "roll.db"), KEY);
    expect(size()).to.equal(10_000);

    const { counts, resumedAfter } = importPeople(store, file);
    expect([size(), resumedAfter]).to.deep.equal([12_000, 10_001]);
    expect(counts).to.deep.equal({ added: 12_000, changed: 0, unchanged: 0, kept: 0 });
  });

  it("of the same file twice changes nothing, not even what was changed meanwhile", () => {
    importPeople(store, fileOf([kim]));
    recordEvent(store, "P-1", { kind: "moved-out" });
    expect(importPeople(store, fileOf([kim])).wasDone).to.equal(true);
    expect(store.person("P-1")?.state).to.equal("movedOut");
  });

  it("of a changed file tells who was added, changed or left alone, and who is missing, and says so beforehand", () => {
    importPeople(store, fileOf(crowd(4)));
    recordEvent(store, "P-3", { kind: "died" });
    const next = fileOf(
      [kim, { ...kim, number: "P-2", district: "별빛2동" }, { ...kim, number: "P-3" }, { ...kim, number: "P-9" }],
      "two",
    );
    const wanted = { added: 1, changed: 1, unchanged: 1, kept: 1 };
    expect(importEffect(store, next)).to.deep.equal(wanted);
    expect(importPeople(store, next).counts).to.deep.equal(wanted);
    expect([store.person("P-2")?.district, store.person("P-3")?.state]).to.deep.equal(["별빛2동", "died"]);
    expect(missingIn(store, next)).to.deep.equal(["P-4"]);

    expect(store.person("P-4")?.state).to.equal("eligible");
    importPeople(store, { ...next, isComplete: true });
    expect(store.person("P-4")?.state).to.equal("movedOut");
    importPeople(store, fileOf([{ ...kim, number: "P-4" }], "three"));
    expect(store.person("P-4")?.state).to.equal("eligible");
  });
});

describe("A person's life in the book", () => {
  const standing = { sequence: 1, identityCommitment: 5n, rollIds: [1n] };
  const unknown = { sequence: 0, identityCommitment: 0n, rollIds: [] };

  it("decides what the office signs next", () => {
    const next = (state: Person["state"], at = standing) => nextVoucher({ ...kim, state }, at);
    expect(next("eligible", unknown)).to.deep.equal({ kind: "enrol", sequence: 1, rollIds: [1n] });
    expect(next("eligible")).to.deep.equal({ kind: "reissue", sequence: 2, rollIds: [1n] });
    for (const state of ["movedOut", "died"] as const) {
      expect(next(state)).to.deep.equal({ kind: "remove", sequence: 2, rollIds: [] });
      expect(next(state, unknown)).to.deep.equal({ kind: "none" });
    }
    expect(next("disputed")).to.deep.equal({ kind: "none" });
    expect(nextVoucher(undefined, standing)).to.deep.equal({ kind: "remove", sequence: 2, rollIds: [] });
  });

  it("takes each event in the states in which it can happen, and in no other", async () => {
    const store = openRollStore(":memory:", KEY);
    const events = [
      { kind: "moved-in", district: "별빛2동", rollIds: [2n] },
      { kind: "moved-out" },
      { kind: "died" },
      { kind: "disputed" },
      { kind: "settled" },
      { kind: "renamed", name: "김두리" },
    ] as const;
    const after: string[] = [];
    for (const state of ["eligible", "movedOut", "died", "disputed"] as const) {
      for (const event of events) {
        store.putPerson({ ...kim, state });
        try {
          after.push(`${state} ${event.kind}: ${recordEvent(store, "P-1", event).state}`);
        } catch (error) {
          expect(error).to.be.instanceOf(EventImpossibleError);
          expect(store.person("P-1")).to.deep.equal({ ...kim, state });
        }
      }
    }
    store.close();
    expect(after).to.deep.equal([
      ...["eligible moved-in: eligible", "eligible moved-out: movedOut", "eligible died: died"],
      ...["eligible disputed: disputed", "eligible renamed: eligible"],
      ...["movedOut moved-in: eligible", "movedOut died: died", "movedOut disputed: disputed"],
      ...["movedOut renamed: movedOut", "died disputed: disputed"],
      ...["disputed moved-out: movedOut", "disputed died: died", "disputed settled: eligible"],
      ...["disputed renamed: disputed"],
    ]);
  });
});
