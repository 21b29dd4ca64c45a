import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { askedLanguage, machineLocale } from "../../../scripts/terminal/language.ts";
import { hanpyo } from "../runHanpyo.ts";

/** A machine that speaks Korean. */
const KOREAN = { LC_ALL: undefined, LC_MESSAGES: undefined, LANG: "ko_KR.UTF-8" };
const ENGLISH = { LC_ALL: "C", LANG: "ko_KR.UTF-8" };

describe("The command line on a machine that speaks Korean", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-korean-"));
  const file = join(folder, "wrong.yaml");

  before(() => writeFileSync(file, "id: [\n"));
  after(() => rmSync(folder, { recursive: true }));

  const run = (args: readonly string[], env: NodeJS.ProcessEnv = KOREAN) => hanpyo(args, () => {}, env);

  it("says in Korean what is wrong with a file, with the same English line and exit code as elsewhere", async () => {
    const args = ["plan", file, "--gas-price", "1"];
    const [korean, english] = [await run(args), await run(args, ENGLISH)];
    expect(english.err).to.match(/^ElectionFileInvalidError: .*wrong\.yaml has .*\.\n$/);
    expect(korean.err).to.equal(
      `오류(ELECTION_FILE_INVALID): 투표 파일에 잘못된 곳이 있습니다. \`npm run hanpyo -- check 파일\`을 실행하면 모두 볼 수 있습니다.\n  ${english.err}`,
    );
    expect([korean.code, english.code]).to.deep.equal([1, 1]);
    expect(korean.out).to.equal("");
  });

  it("says so of an error that is not ours: of a known one what it means, of any other that it is unexpected", async () => {
    const absent = await run([
      "relayer",
      "submit",
      "--package",
      join(folder, "none.json"),
      "--rpc",
      "http://127.0.0.1:9",
    ]);
    expect(absent.err).to.match(
      /^오류\(FILE_TROUBLE\): .* \(ENOENT\) 파일이나 폴더가 없습니다\. .*\n {2}FileTroubleError: .*none\.json: there is no such file or folder \(ENOENT\)\. Check the name.*\n$/,
    );
    const badFee = ["relayer", "start", "--trust", "x", "--anchor", "x", "--db", "x", "--rpc", "http://127.0.0.1:9"];
    const key = join(folder, "relayer.json");
    await run(["relayer", "key", "--out", key]);
    const unknown = await run([...badFee, "--key-file", key, "--max-fee", "many"]);
    expect(unknown.err).to.match(/^오류: 예상하지 못한 문제로 멈추었습니다\. .*\n {2}\S.*\n$/);
    expect([absent.code, unknown.code]).to.deep.equal([1, 1]);
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
    expect(mistyped.err).to.match(/^오류: 없는 명령입니다: verfy\. .*verify\?\n {2}error: unknown command/);
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
