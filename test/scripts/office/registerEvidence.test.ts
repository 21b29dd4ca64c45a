import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { stringify } from "yaml";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { newOfficeKeys, writeOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import { containerDigest, containerStore } from "../../../services/registrar/register/containerStore.ts";
import { evidenceStore } from "../../../services/registrar/register/evidenceStore.ts";
import { openRollStore } from "../../../services/registrar/roll/rollStore.ts";
import { type CheckWorld, CLIENT, checkWorld, SERVICE } from "../../services/registrar/xroad/checkWorld.ts";
import type { LoggedMessage } from "../../services/registrar/xroad/signedDocuments.ts";
import { storedFiles } from "../../services/registrar/xroad/storedZip.ts";
import { runCommand } from "../clerk/runCommand.ts";

const PERSON = "PLANTED-7c40";
const MAP = { found: "/exists", district: "/place/code", adultAt: "/adultFrom", electoralRight: "/rights/local" };

describe("hanpyo office register evidence --fetch", function () {
  this.timeout(60_000);
  let [folder, world]: [string, CheckWorld | undefined] = ["", undefined];
  const keys = newOfficeKeys(systemRandom);
  const at = (name: string) => join(folder, name);
  const registrar = (...more: readonly string[]) => [
    ...["--db", at("office.db"), "--key-file", at("office.json"), "--person-file", at("person.txt")],
    ...["--lang", "en", ...more],
  ];
  const evidence = (...more: readonly string[]) =>
    runCommand("office", "register", "evidence", ...registrar("--fetch", at("office.yaml"), ...more));

  /** An office before a double that has answered it once. @returns The message's id. */
  async function asked(settings: Parameters<typeof checkWorld>[0] = {}): Promise<string> {
    world = await checkWorld(settings);
    folder = mkdtempSync(join(tmpdir(), "hanpyo-register-evidence-"));
    writeOfficeKeys(at("office.json"), keys);
    writeFileSync(at("person.txt"), `${PERSON}\n`);
    const register = {
      ...{ kind: "xRoad", securityServer: world.double.url, map: MAP, path: "/people" },
      ...{ client: CLIENT.join("/"), service: SERVICE.join("/") },
    };
    const office = {
      name: { ko: "기관", en: "Office" },
      registry: "0x0000000000000000000000000000000000000001",
      page: "https://vote.example",
      rolls: [{ id: "1", name: { ko: "동", en: "Ward" }, members: "residents", objectionsUntil: null }],
      methods: [{ kind: "oneTimeCode", id: "letter", name: { ko: "편지", en: "Letter" } }],
    };
    writeFileSync(at("office.yaml"), stringify({ ...office, register }));
    writeFileSync(at("none.yaml"), stringify({ ...office, register: { kind: "none" } }));
    const { out } = await runCommand("office", "register", "ask", ...registrar("--file", at("office.yaml"), "--json"));
    return JSON.parse(out).messageId;
  }
  const openedWorld = () => world as CheckWorld;

  afterEach(async () => {
    await world?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("keeps both containers encrypted, fetches them once, and writes them out for their owner alone", async () => {
    const messageId = await asked();
    const { out, code } = await evidence("--json", "--save", at("out"));
    expect(code).to.equal(0);
    const [{ containers }] = JSON.parse(out).tries;
    const saved = ["request", "response"].map((kind) => at(`out/${messageId}-${kind}.asice`));
    for (const [place, kind] of ["request", "response"].entries()) {
      const file = saved[place] as string;
      expect(containers[kind]).to.equal(containerDigest(readFileSync(file)));
      expect(statSync(file).mode & 0o777).to.equal(0o600);
    }
    const told = saved.map((file) => String(storedFiles(readFileSync(file)).get("message.xml")));
    expect(told).to.deep.equal([`POST /r1/${SERVICE.join("/")}/people`, "200"]);
    const questions = openedWorld().double.received.length;
    expect((await evidence()).out).to.include(`SHA-256 ${containers.request}`);
    expect(openedWorld().double.received).to.have.length(questions);
    for (const file of readdirSync(folder).filter((name) => name.startsWith("office.db"))) {
      const disk = readFileSync(at(file));
      for (const text of [PERSON, "message.xml", "asic-e+zip"]) expect(disk.includes(text), text).to.equal(false);
    }
  });

  it("deletes containers with their try, and opens none that was put in another message's place", async () => {
    const messageId = await asked();
    await evidence();
    const book = openRollStore(at("office.db"), keys.codeKey);
    try {
      const kept = containerStore(book.database, keys.codeKey, systemRandom);
      expect(kept.get(messageId)?.request.length).to.be.greaterThan(0);
      book.database
        .prepare("INSERT INTO registerContainers SELECT 'other', kind, sealed FROM registerContainers")
        .run();
      expect(() => kept.get("other")).to.throw();
      evidenceStore(book.database, keys.codeKey).forget({ answers: 0, tries: Number.MAX_SAFE_INTEGER });
      expect(kept.get(messageId)).to.equal(undefined);
    } finally {
      book.close();
    }
  });

  for (const unstamped of [404, 500] as const) {
    it(`says that time-stamps are missing by ${unstamped}, and has them made if it is told`, async () => {
      await asked({ stampsAtOnce: false, unstamped });
      expect((await evidence()).out)
        .to.include("no time-stamps yet")
        .and.not.include("SHA-256");
      expect((await evidence("--force")).out).to.include("SHA-256");
    });
  }

  it("says what the log has no more, and ends where no register has containers or several messages have one id", async () => {
    await asked();
    const [message] = openedWorld().double.messages as LoggedMessage[];
    (openedWorld().double.messages as LoggedMessage[]).push({ ...(message as LoggedMessage) });
    expect((await evidence()).error).to.have.property("code", "REGISTER_REFUSED");
    for (const one of openedWorld().double.messages) one.isArchived = true;
    expect((await evidence()).out)
      .to.include("does not have this message")
      .and.not.include("SHA-256");
    const none = await runCommand("office", "register", "evidence", ...registrar("--fetch", at("none.yaml")));
    expect(none.error).to.have.property("code", "OFFICE_FILE_INVALID");
  });
});
