import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { hanpyoHere } from "../hanpyoHere.ts";

describe("Keys that are made within a git repository", function () {
  this.timeout(120_000);
  let folder: string;
  const git = (...words: readonly string[]) => execFileSync("git", words, { cwd: folder, encoding: "utf8" });
  /** What git would take into the repository. */
  const untracked = () => git("status", "--porcelain", "--untracked-files=all").trim().split("\n").filter(Boolean);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-git-"));
    git("init", "--quiet");
    mkdirSync(join(folder, "keys"));
    writeFileSync(join(folder, "passphrase"), "다섯 낱말 correct horse\n");
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are kept out of it by every command that makes one, whatever their names, and it is said", async () => {
    const passphrase = ["--passphrase-file", join(folder, "passphrase")];
    const made: readonly (readonly [readonly string[], string])[] = [
      [["trustee", "key", ...passphrase], "keys/이 위원.json"],
      [["office", "key"], "keys/a[1].json"],
      [["relayer", "key"], "relay.json"],
      [["account", "key"], "organizer"],
    ];
    for (const [words, name] of made) {
      const { code, err } = await hanpyoHere([...words, "--out", join(folder, name)]);
      expect(code, err).to.equal(0);
      expect(err).to.include("is kept out of it");
      expect(existsSync(join(folder, name))).to.equal(true);
    }
    expect(untracked()).to.deep.equal(["?? passphrase"]);
    writeFileSync(join(folder, "relay.json.new"), "");
    writeFileSync(join(folder, "relay2.json"), "");
    expect(untracked()).to.deep.equal(["?? passphrase", "?? relay2.json"]);
    rmSync(join(folder, "organizer"));
    const lines = readFileSync(join(folder, ".git/info/exclude"), "utf8");
    expect((await hanpyoHere(["account", "key", "--out", join(folder, "organizer")])).err).to.equal("");
    expect(readFileSync(join(folder, ".git/info/exclude"), "utf8")).to.equal(lines);
  });

  it("are kept out of a work tree as well, and left as they are where there is no repository", async () => {
    git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--allow-empty", "-m", "a");
    git("worktree", "add", "--quiet", "tree");
    const { err } = await hanpyoHere(["account", "key", "--out", join(folder, "tree/mine.key")], {
      LC_ALL: "ko_KR.UTF-8",
    });
    expect(err).to.include("올라가지 않게 해 두었습니다");
    expect(execFileSync("git", ["status", "--porcelain"], { cwd: join(folder, "tree"), encoding: "utf8" })).to.equal(
      "",
    );
    const alone = mkdtempSync(join(tmpdir(), "hanpyo-no-git-"));
    const outside = await hanpyoHere(["account", "key", "--out", join(alone, "mine.key")]);
    rmSync(alone, { recursive: true });
    expect([outside.code, outside.err]).to.deep.equal([0, ""]);
  });
});
