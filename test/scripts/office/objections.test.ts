import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { stringify } from "yaml";
import {
  AnswerLengthError,
  listObjections,
  ObjectionAnsweredError,
  ObjectionUnknownError,
  ValuesNotOnTerminalError,
} from "../../../scripts/office/objections.ts";
import { FileExistsError, FileUnreadableError } from "../../../scripts/terminal/checkedFile.ts";
import { koreanTime } from "../../../scripts/terminal/koreanTime.ts";
import { beginSession, presentToAsk, writeObjection } from "../../../sdk/enrolling/officeClient.ts";
import { DEMO_METHODS, presentDemoEid } from "../../../services/demo-issuer/demoEids.ts";
import type { OfficeService } from "../../../services/registrar/office.ts";
import { writeOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import { type OfficeWorld, ROLL, startOfficeWorld } from "../../services/registrar/officeWorld.ts";
import { runCommand } from "../clerk/runCommand.ts";

const REACH = { timeout: 30_000, fetch };
const PERSON = "person-who-objects";
const TEXT = "내 이웃이 빠져 있습니다\n\u001b[2JLook";

describe("office objections", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-objections-"));
  const at = (name: string) => join(folder, name);
  let world: OfficeWorld;
  let office: OfficeService;
  let objection: string;
  let receivedAt: number;

  before(async () => {
    world = await startOfficeWorld("synthetic");
    office = await world.office("registrar");
    writeOfficeKeys(at("office.json"), world.keys.registrar);
    world.settle(PERSON);
  });
  after(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  const book = () => ["--db", world.files.registrar, "--key-file", at("office.json"), "--lang", "en"];
  const list = (...more: readonly string[]) => runCommand("office", "objections", "list", ...book(), ...more);
  const answer = (name: string, ...more: readonly string[]) =>
    runCommand("office", "objections", "answer", name, ...book(), ...more);
  const withText = (text: string) => {
    writeFileSync(at("answer.txt"), text);
    return ["--text-file", at("answer.txt")];
  };

  /** What the office tells the person who presents an eID. */
  async function asked() {
    const request = { method: DEMO_METHODS.wallet, purpose: "ask" as const, identityCommitment: "0" };
    const begun = await beginSession(office.url, request, REACH);
    const presentation = await presentDemoEid(await world.wallet(PERSON), begun.request, Math.floor(Date.now() / 1000));
    const { objections } = await presentToAsk(office.url, begun.session, presentation, REACH);
    return { session: begun.session, objections };
  }

  it("list says that none is open, then name, roll and dates of one, and nothing of the person", async () => {
    expect((await list()).out).to.equal("No objection is open");
    const { session } = await asked();
    const written = { rollId: String(ROLL), text: TEXT };
    ({ objection, receivedAt } = await writeObjection(office.url, session, written, REACH));
    const roll = {
      id: String(ROLL),
      name: { ko: "동", en: "Ward" },
      members: "residents",
      objectionsUntil: "2033-05-18T12:33:20+09:00",
    };
    const letters = { kind: "oneTimeCode", id: "letter", name: { ko: "편지", en: "Letter" } };
    const file = { name: roll.name, registry: world.registry.registry, page: "https://vote.example", rolls: [roll] };
    writeFileSync(at("office.yaml"), stringify({ ...file, methods: [letters] }, { aliasDuplicateObjects: false }));
    const { code, out, err } = await list("--file", at("office.yaml"));
    expect([code, out]).to.deep.equal([
      0,
      `${objection}: roll ${ROLL}, received ${koreanTime(receivedAt)}, objections until ${koreanTime(2_000_000_000)}, open`,
    ]);
    const { objections } = JSON.parse((await list("--json")).out);
    expect(objections).to.deep.equal([
      { objection, rollId: String(ROLL), receivedAt, objectionsUntil: null, answered: false },
    ]);
    for (const text of [out, err, JSON.stringify(objections)]) expect(text).not.to.match(/person-who|이웃/);
  });

  it("list shows who wrote what on a terminal alone, with nothing that paints on it, or writes it for one's own eyes", async () => {
    for (const more of [["--show-values"], ["--show-values", "--json"]]) {
      const { code, out, error } = await list(...more);
      expect([code, out]).to.deep.equal([1, ""]);
      expect(error).to.be.instanceOf(ValuesNotOnTerminalError);
    }
    const lines: string[] = [];
    const { log } = console;
    console.log = (line: string) => lines.push(line);
    try {
      const options = { db: world.files.registrar, keyFile: at("office.json"), lang: "en", showValues: true };
      listObjections(options, true);
    } finally {
      console.log = log;
    }
    expect(lines.slice(1)).to.deep.equal([`  person ${PERSON}:`, "    내 이웃이 빠져 있습니다", "    \u{fffd}[2JLook"]);

    const { out } = await list("--out", at("open.json"));
    expect(out).not.to.match(/person-who|이웃/);
    expect(statSync(at("open.json")).mode & 0o777).to.equal(0o600);
    const written = JSON.parse(readFileSync(at("open.json"), "utf8")).objections;
    expect(written).to.deep.equal([
      { objection, number: PERSON, rollId: String(ROLL), text: TEXT, receivedAt, answer: null },
    ]);
    expect((await list("--out", at("open.json"))).error).to.be.instanceOf(FileExistsError);
  });

  it("answer refuses an unknown objection and an empty or long text, and does nothing in a dry run", async () => {
    expect((await answer("0123456789abcdef", ...withText("확인했습니다"))).error).to.be.instanceOf(
      ObjectionUnknownError,
    );
    expect((await answer(objection, ...withText(""))).error).to.be.instanceOf(FileUnreadableError);
    for (const text of [" \n", "x".repeat(2_001)]) {
      expect((await answer(objection, ...withText(text))).error).to.be.instanceOf(AnswerLengthError);
    }
    expect((await answer(objection, ...withText("확인했습니다"), "--dry-run")).out).to.include("Dry run");
    expect((await asked()).objections.map(({ answer: given }) => given)).to.deep.equal([null]);
  });

  it("answer is read by the person who asks the office, and is not replaced unasked", async () => {
    expect((await answer(objection, ...withText("확인했습니다\n"))).code).to.equal(0);
    const expected = { objection, rollId: String(ROLL), text: TEXT, receivedAt };
    expect((await asked()).objections).to.deep.equal([{ ...expected, answer: "확인했습니다" }]);
    expect((await list()).out).to.equal("No objection is open");
    expect((await list("--all")).out).to.match(/no last day in the office's file, answered$/);
    expect((await answer(objection, ...withText("다시"))).error).to.be.instanceOf(ObjectionAnsweredError);
    expect((await answer(objection, ...withText("다시"), "--replace", "--json")).code).to.equal(0);
    expect((await asked()).objections).to.deep.equal([{ ...expected, answer: "다시" }]);
  });
});
