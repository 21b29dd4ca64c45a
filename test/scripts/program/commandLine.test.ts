import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { askedLanguage, machineLocale } from "../../../scripts/terminal/language.ts";
import { hanpyoHere } from "../hanpyoHere.ts";

/** A machine that speaks Korean. */
const KOREAN = { LC_ALL: undefined, LC_MESSAGES: undefined, LANG: "ko_KR.UTF-8" };
const ENGLISH = { LC_ALL: "C", LANG: "ko_KR.UTF-8" };

describe("The command line on a machine that speaks Korean", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-korean-"));
  const file = join(folder, "wrong.yaml");

  before(() => writeFileSync(file, "id: [\n"));
  after(() => rmSync(folder, { recursive: true }));

  const run = (args: readonly string[], env: NodeJS.ProcessEnv = KOREAN) => hanpyoHere(args, env);

  it("says in Korean what is wrong with a file, with the same English line and exit code as elsewhere", async () => {
    const args = ["plan", file, "--gas-price", "1"];
    const [korean, english] = [await run(args), await run(args, ENGLISH)];
    expect(english.err).to.match(/^ElectionFileInvalidError: .*wrong\.yaml has .*\.\n$/);
    expect(korean.err).to.match(
      /^오류\(ELECTION_FILE_INVALID\): 투표 파일에 잘못된 곳이 있습니다\. `npm run hanpyo -- check 파일`을/,
    );
    expect(korean.err.endsWith(`\n  ${english.err}`)).to.equal(true);
    expect([korean.code, english.code]).to.deep.equal([1, 1]);
    expect(korean.out).to.equal("");
  });

  it("says of a file that is not there which one, and what to do", async () => {
    const none = join(folder, "none.json");
    const absent = await run(["relayer", "submit", "--package", none, "--rpc", "http://127.0.0.1:9"]);
    expect(absent.err).to.include(`--package ${none}: 그런 파일이나 폴더가 없습니다. 이름과 위치를 확인하세요.`);
    expect(absent.err).to.match(/^오류\(FILE_UNREADABLE\): .*\n {2}FileUnreadableError: --package .* cannot be read: /);
    expect(absent.err).not.to.include("ENOENT");
    expect(absent.code).to.equal(1);
  });

  it("says that something could not be checked with exit code 2, and keeps --json for programs", async () => {
    const unasked = await run(["check", "examples/yes-no-abstain.yaml", "--rpc", "http://127.0.0.1:9"]);
    expect(unasked.err).to.match(
      /^확인하지 못했습니다\(RPC_UNREACHABLE\): 공개 기록의 서버\(RPC\)가 답하지 않습니다\. .*\n {2}Could not check: 127\.0\.0\.1:9 /,
    );
    expect(unasked.code).to.equal(2);
    const { code, err, out } = await run(["verify", "--record", file, "--json"]);
    expect(err).to.match(
      /^확인하지 못했습니다\(RECORD_UNREADABLE\): 투표 기록을 읽을 수 없습니다\. .*\n {2}Could not check: /,
    );
    expect(JSON.parse(out)).to.include({ verified: null, code: "RECORD_UNREADABLE" });
    expect(code).to.equal(2);
  });

  it("speaks Korean of a mistyped command and in its help; --lang goes before the machine's language", async () => {
    const mistyped = await run(["verfy"]);
    expect(mistyped.err).to.match(
      /^오류\(COMMAND_UNKNOWN\): 없는 명령입니다\. .*verfy\. 혹시 이것인가요: verify\?\n {2}CommandUnknownError: There is no command verfy\./,
    );
    expect(mistyped.code).to.equal(1);
    expect((await run(["deploy", "--help"])).out).to.match(/^쓰는 법: hanpyo deploy /);
    const args = ["init", file, "--lang"];
    expect((await run([...args, "en"])).err).to.match(/^FileExistsError: /);
    expect((await run([...args, "ko"], ENGLISH)).err).to.match(/^오류\(FILE_EXISTS\): /);
  });

  it("takes the language from --lang, else from the first of LC_ALL, LC_MESSAGES and LANG that is set", () => {
    const env = { LC_ALL: "", LC_MESSAGES: "ko_KR.UTF-8", LANG: "en_US.UTF-8" };
    expect(machineLocale(env)).to.equal("ko_KR.UTF-8");
    expect(machineLocale({ ...env, LC_ALL: "C" })).to.equal("C");
    expect(askedLanguage(["check", "a.yaml"], env)).to.equal("ko");
    expect(askedLanguage(["check", "--lang", "en"], env)).to.equal("en");
    expect(askedLanguage(["check", "--lang=ko"], {})).to.equal("ko");
    expect(askedLanguage([], {})).to.equal("en");
  });
});
