import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { newCode, plainCode } from "../../../../sdk/enrolling/oneTimeCode.ts";
import {
  CodeKeyLengthError,
  openRollStore,
  type Person,
  PersonUnknownError,
  type RollStore,
} from "../../../../services/registrar/roll/rollStore.ts";
import { errorOf } from "../../../errorOf.ts";

const KEY = new Uint8Array(32).fill(7);
const NOW = 1_800_000_000;
const kim: Person = {
  number: "A-0001",
  name: "김하나",
  birthDate: "1990-02-28",
  district: "별빛1동",
  rollIds: [1n, 12n],
  state: "eligible",
};

describe("An office's roll", () => {
  let folder: string;
  let file: string;
  let store: RollStore;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-roll-"));
    file = join(folder, "roll.db");
    store = openRollStore(file, KEY);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  it("keeps a person as given, and a change in place of what stood there, also after it was closed", () => {
    store.putPerson(kim);
    store.putPerson({ ...kim, name: "김두리", state: "movedOut", rollIds: [] });
    store.close();
    store = openRollStore(file, KEY);

    expect(store.person("A-0001")).to.deep.equal({ ...kim, name: "김두리", state: "movedOut", rollIds: [] });
    expect(store.person("A-0002")).to.equal(undefined);
  });

  it("finds the holder of a code however it is typed, and lets the code be used for one commitment", () => {
    store.putPerson(kim);
    const code = newCode(systemRandom);
    store.addCode("A-0001", code, NOW + 10);

    const given = { number: "A-0001", expiresAt: NOW + 10, usedFor: undefined };
    expect(store.givenCode(` ${code.toLowerCase().replaceAll("-", " ")} `)).to.deep.equal(given);
    expect([7n, 7n, 8n, 7n].map((commitment) => store.useCode(code, commitment, NOW))).to.deep.equal([
      true,
      true,
      false,
      true,
    ]);
    expect(store.givenCode(code)).to.deep.equal({ ...given, usedFor: 7n });
  });

  it("takes a code one second before it expires and not at that second", () => {
    store.putPerson(kim);
    store.addCode("A-0001", "0000-0000-0000-0001", NOW);

    expect(store.useCode("0000-0000-0000-0001", 7n, NOW)).to.equal(false);
    expect(store.givenCode("0000-0000-0000-0001")).to.deep.include({ expiresAt: NOW, usedFor: undefined });
    expect(store.useCode("0000-0000-0000-0001", 7n, NOW - 1)).to.equal(true);
    expect(store.useCode("0000-0000-0000-0001", 7n, NOW)).to.equal(false);
  });

  it("lets a new code replace an earlier one of the same person and nobody else's", () => {
    store.putPerson(kim);
    store.putPerson({ ...kim, number: "A-0002" });
    store.addCode("A-0001", "AAAA-AAAA-AAAA-AAAA", NOW + 10);
    store.addCode("A-0002", "BBBB-BBBB-BBBB-BBBB", NOW + 10);
    store.addCode("A-0001", "CCCC-CCCC-CCCC-CCCC", NOW + 10);

    expect(store.givenCode("AAAA-AAAA-AAAA-AAAA")).to.equal(undefined);
    expect(store.givenCode("BBBB-BBBB-BBBB-BBBB")?.number).to.equal("A-0002");
    expect(store.givenCode("CCCC-CCCC-CCCC-CCCC")?.number).to.equal("A-0001");
  });

  it("gives no code to a person it does not know", async () => {
    const { code } = await errorOf(() => store.addCode("A-0001", "AAAA", NOW), PersonUnknownError);
    expect(code).to.equal("PERSON_UNKNOWN");
  });

  it("holds no code in its file, whose owner alone can read it, and knows none under another key", () => {
    store.putPerson(kim);
    const code = "Z9X8-Y7W6-V5T4-S3R2";
    store.addCode("A-0001", code, NOW + 10);
    store.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");

    const bytes = readFileSync(file);
    expect(bytes.includes("A-0001")).to.equal(true);
    expect(bytes.includes(code) || bytes.includes(plainCode(code))).to.equal(false);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    store.close();
    store = openRollStore(file, new Uint8Array(32).fill(8));
    expect(store.givenCode(code)).to.equal(undefined);
  });

  it("is not opened with a key of another length", async () => {
    const { what } = await errorOf(() => openRollStore(":memory:", new Uint8Array(31)), CodeKeyLengthError);
    expect(what).to.include("31 bytes");
  });

  it("of the release before keeps its codes: those that have served are used, for nobody knows whom", () => {
    const code = newCode(systemRandom);
    const served = newCode(systemRandom);
    store.putPerson(kim);
    store.addCode(kim.number, served, NOW + 100);
    store.useCode(served, 5n, NOW);
    store.addCode(kim.number, code, NOW + 100);
    store.database.exec(`
      ALTER TABLE codes ADD COLUMN used INTEGER NOT NULL DEFAULT 0;
      UPDATE codes SET used = usedFor IS NOT NULL;
      ALTER TABLE codes DROP COLUMN usedFor;`);
    store.close();
    for (let i = 0; i < 2; i++) {
      if (i > 0) store.close();
      store = openRollStore(file, KEY);
      expect(store.givenCode(code)).to.deep.equal({ number: kim.number, expiresAt: NOW + 100, usedFor: undefined });
      expect(store.givenCode(served)).to.deep.equal({ number: kim.number, expiresAt: NOW + 100, usedFor: 0n });
    }
    expect(store.useCode(served, 5n, NOW)).to.equal(false);
    expect(store.useCode(code, 5n, NOW)).to.equal(true);
  });
});
