import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Command } from "commander";
import { FileExistsError, FileInvalidError, FileUnreadableError } from "../../../scripts/terminal/checkedFile.ts";
import {
  newPassphrase,
  PassphrasesDifferError,
  PassphraseTooShortError,
  passphraseOf,
} from "../../../scripts/terminal/passphrase.ts";
import {
  AnswerMissingError,
  confirm,
  NobodyToAskError,
  NotConfirmedError,
  printable,
} from "../../../scripts/terminal/person.ts";
import { addTrustee } from "../../../scripts/trustee/commands/trustee.ts";
import {
  journalBeside,
  KeysDifferError,
  keyFileJournal,
  mergeKeyFiles,
  readFirstFormat,
} from "../../../scripts/trustee/journal.ts";
import { accountOf, createKeyFile, openKeyFile } from "../../../scripts/trustee/keyFile.ts";
import { KeyFileBusyError, replaceFile, type Step } from "../../../scripts/trustee/replaceFile.ts";
import { shownKey } from "../../../scripts/trustee/show.ts";
import {
  JournalConflictError,
  type JournalEntry,
  note,
  requireFits,
  ShareAlreadyGivenError,
} from "../../../sdk/chain/trusteeJournal.ts";
import { PassphraseWrongError } from "../../../sdk/chain/trusteeKeyFile.ts";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { fingerprintOf } from "../../../sdk/crypto/fingerprint.ts";
import { encryptionSecret } from "../../../sdk/crypto/keyDerivation.ts";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import { errorOf } from "../../errorOf.ts";
import { hanpyoHere } from "../hanpyoHere.ts";

const PASSPHRASE = "참관위원 horse staple";
const OTHER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const BOARD = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

type KeyFile = {
  readonly format: string;
  readonly kdf: { readonly salt: string };
  readonly cipher: { readonly nonce: string; readonly ciphertext: string };
};

const fixture = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe("a trustee's files and questions", function () {
  this.timeout(180_000);
  let folder: string;
  const file = (name: string) => join(folder, name);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo trustee "));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** A terminal at which a person types these lines, one for each question. */
  function person(...answers: readonly string[]) {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const output = new PassThrough();
    const remaining = [...answers];
    output.on("data", (text: Buffer) => {
      if (/[:)] $/.test(String(text)) && remaining.length > 0)
        setImmediate(() => input.write(`${remaining.shift()}\n`));
    });
    return { input, output, shown: () => String(output.read() ?? "") };
  }

  describe("the key file", () => {
    it("opens with its passphrase alone, is its owner's alone and never overwritten", async () => {
      const { account } = await createKeyFile(file("kim.json"), PASSPHRASE);
      expect(statSync(file("kim.json")).mode & 0o777).to.equal(0o600);
      const before = readFileSync(file("kim.json"), "utf8");
      const opened = await openKeyFile(file("kim.json"), PASSPHRASE.normalize("NFD"));
      expect([opened.account.address, opened.key.length, accountOf(file("kim.json"))]).to.deep.equal([
        account,
        32,
        account,
      ]);
      for (const secret of [Buffer.from(opened.key).toString("hex"), opened.account.privateKey.slice(2)]) {
        expect(before).not.to.include(secret);
      }
      await errorOf(openKeyFile(file("kim.json"), `${PASSPHRASE} `), PassphraseWrongError);
      expect((await errorOf(createKeyFile(file("kim.json"), PASSPHRASE), FileExistsError)).what).to.include("kim.json");
      expect(readFileSync(file("kim.json"), "utf8")).to.equal(before);
    });

    it("does not open when anything in it was altered", async () => {
      const content = JSON.parse(readFileSync(file("kim.json"), "utf8")) as Record<string, Record<string, string>>;
      const flipped = (hex = "") => hex.slice(0, -1) + (hex.endsWith("0") ? "1" : "0");
      const cipher = content.cipher as Record<string, string>;
      const secretly: readonly object[] = [
        { ...content, account: BOARD },
        { ...content, kdf: { ...content.kdf, salt: flipped(content.kdf?.salt) } },
        ...["nonce", "ciphertext", "tag"].map((name) => ({
          ...content,
          cipher: { ...cipher, [name]: flipped(cipher[name]) },
        })),
      ];
      for (const [index, altered] of secretly.entries()) {
        writeFileSync(file(`altered ${index}`), JSON.stringify(altered));
        await errorOf(openKeyFile(file(`altered ${index}`), PASSPHRASE), PassphraseWrongError);
      }
      const openly: readonly (readonly [string, object])[] = [
        ["kdf.N", { ...content, kdf: { ...content.kdf, N: 2 } }],
        ["cipher.tag", { ...content, cipher: { ...cipher, tag: cipher.tag?.slice(0, -2) } }],
        ["cipher.ciphertext", { ...content, cipher: { ...cipher, ciphertext: cipher.ciphertext?.slice(0, 130) } }],
        ["format", { ...content, format: "hanpyo-trustee-1" }],
      ];
      for (const [field, altered] of openly) {
        writeFileSync(file("malformed"), JSON.stringify(altered));
        const error = await errorOf(openKeyFile(file("malformed"), PASSPHRASE), FileInvalidError);
        expect([error.file, error.field]).to.deep.equal([file("malformed"), field]);
      }
      writeFileSync(file("malformed"), "{");
      await errorOf(() => accountOf(file("malformed")), FileUnreadableError);
    });

    it("shows its account and, for a board, the fingerprint of its encryption key", async () => {
      writeFileSync(file("passphrase"), `${PASSPHRASE}\r\nsecond line`);
      const options = { key: file("kim.json"), passphraseFile: file("passphrase") };
      const { key, account } = await openKeyFile(file("kim.json"), PASSPHRASE);
      expect(await shownKey(options)).to.deep.equal({ account: account.address });
      const { x, y } = multiply(GENERATOR, encryptionSecret(key, { chainId: 31337n, board: BOARD }));
      expect(await shownKey({ ...options, board: BOARD, chain: "31337" })).to.deep.equal({
        account: account.address,
        board: BOARD,
        chain: "31337",
        keyFingerprint: fingerprintOf(hashWords([x, y])),
      });
    });
  });

  describe("the journal", () => {
    const [one, two] = [`0x${"11".repeat(32)}`, `0x${"22".repeat(32)}`];
    const shared = (sumHash: string): JournalEntry => ({
      act: "share",
      election: BOARD,
      constitutionHash: `0x${"33".repeat(32)}`,
      block: { number: 5 },
      sumHash,
      ballots: 20,
      flags: [],
    });
    const journalIn = async (name: string) => (await openKeyFile(file(name), PASSPHRASE)).journal;

    /** A key file of the first format, as an earlier version wrote it. */
    function firstFormat(name: string): void {
      copyFileSync(fixture("trustee-key-1.json"), file(name));
    }

    it("stands in the key file, which keeps its key and account under a fresh salt and nonce", async () => {
      await createKeyFile(file("park.json"), PASSPHRASE);
      const before = JSON.parse(readFileSync(file("park.json"), "utf8")) as KeyFile;
      const { key, account } = await openKeyFile(file("park.json"), PASSPHRASE);
      await note(keyFileJournal(file("park.json"), PASSPHRASE), shared(one));
      const after = JSON.parse(readFileSync(file("park.json"), "utf8")) as KeyFile;
      const opened = await openKeyFile(file("park.json"), PASSPHRASE);
      expect([opened.key, opened.account.privateKey, opened.journal]).to.deep.equal([
        key,
        account.privateKey,
        [shared(one)],
      ]);
      expect(after.format).to.equal("hanpyo-trustee-key-2");
      expect(after.kdf.salt).not.to.equal(before.kdf.salt);
      expect(after.cipher.nonce).not.to.equal(before.cipher.nonce);
      expect(statSync(file("park.json")).mode & 0o777).to.equal(0o600);
      expect(readdirSync(folder).filter((name) => /park.json./.test(name))).to.deep.equal([]);
    });

    it("keeps the first sum of an election, also when two programs write one after the other", async () => {
      const [a, b] = [0, 1].map(() => keyFileJournal(file("park.json"), PASSPHRASE));
      await a?.read();
      const error = await errorOf(note(b as NonNullable<typeof b>, shared(two)), ShareAlreadyGivenError);
      expect(error.what).to.include(one).and.to.include(two);
      expect(await journalIn("park.json")).to.deep.equal([shared(one)]);
    });

    it("is not written while another program writes, and is once that one is gone", async () => {
      writeFileSync(file("park.json.lock"), String(process.ppid));
      const entry = { ...shared(two), election: OTHER };
      const error = await errorOf(note(keyFileJournal(file("park.json"), PASSPHRASE), entry), KeyFileBusyError);
      expect(error.what).to.include(String(process.ppid));
      const { pid } = spawnSync(process.execPath, ["-e", ""]);
      writeFileSync(file("park.json.lock"), String(pid));
      await note(keyFileJournal(file("park.json"), PASSPHRASE), entry);
      expect(await journalIn("park.json")).to.deep.equal([shared(one), entry]);
    });

    it("cannot be altered without the passphrase", async () => {
      const content = JSON.parse(readFileSync(file("park.json"), "utf8")) as KeyFile;
      const { cipher } = content;
      const shorter = { ...content, cipher: { ...cipher, ciphertext: cipher.ciphertext.slice(0, -20) } };
      writeFileSync(file("shorter.json"), JSON.stringify(shorter));
      await errorOf(openKeyFile(file("shorter.json"), PASSPHRASE), PassphraseWrongError);
      writeFileSync(file("renamed.json"), JSON.stringify({ ...content, format: "hanpyo-trustee-key-1" }));
      await errorOf(openKeyFile(file("renamed.json"), PASSPHRASE), FileInvalidError);
    });

    it("moves from a file of its own into a key file of the first format, which opens as before", async () => {
      firstFormat("choi.json");
      const { key, account, journal } = await openKeyFile(file("choi.json"), PASSPHRASE);
      expect(journal).to.equal(undefined);
      expect(journalBeside(file("choi.json"))).to.equal(file("choi.json.journal"));
      writeFileSync(file("choi.json.journal"), `{"election":"${BOARD}","sumHash":"${one}"}\n`);
      const earlier = readFirstFormat(file("choi.json.journal"));
      const kept = keyFileJournal(file("choi.json"), PASSPHRASE, earlier);
      await errorOf(note(kept, shared(two)), ShareAlreadyGivenError);
      expect((await openKeyFile(file("choi.json"), PASSPHRASE)).journal).to.equal(undefined);
      await note(kept, shared(one));
      const opened = await openKeyFile(file("choi.json"), PASSPHRASE);
      expect([opened.key, opened.account.privateKey]).to.deep.equal([key, account.privateKey]);
      expect(opened.journal).to.deep.equal([...earlier, shared(one)]);
    });

    for (const step of ["locked", "half written", "written", "renamed"] as const) {
      it(`loses nothing where the program is killed when the file is ${step}`, async () => {
        const name = `killed ${step}.json`;
        firstFormat(name);
        const before = readFileSync(file(name), "utf8");
        const killed = spawnSync(process.execPath, [fixture("killedWriting.ts"), file(name), step, PASSPHRASE], {
          encoding: "utf8",
        });
        expect([killed.signal, killed.stderr]).to.deep.equal(["SIGKILL", ""]);
        const isDone = step === "renamed";
        expect(readFileSync(file(name), "utf8") === before).to.equal(!isDone);
        const opened = await openKeyFile(file(name), PASSPHRASE);
        expect(opened.journal?.length).to.equal(isDone ? 1 : undefined);
        await note(keyFileJournal(file(name), PASSPHRASE), shared(one));
        expect((await journalIn(name))?.at(-1)).to.deep.equal(shared(one));
      });
    }

    it("says which steps a writing has, so that none goes untried", async () => {
      writeFileSync(file("steps"), "old");
      const steps: Step[] = [];
      await replaceFile(
        file("steps"),
        async () => "new",
        (step) => steps.push(step),
      );
      expect(steps).to.deep.equal(["locked", "half written", "written", "renamed"]);
      expect(readFileSync(file("steps"), "utf8")).to.equal("new");
    });

    it("merges with that of another copy, and a conflict refuses for ever in both orders", async () => {
      await createKeyFile(file("jung.json"), PASSPHRASE);
      for (const copy of ["jung copy.json", "jung other.json"]) copyFileSync(file("jung.json"), file(copy));
      await note(keyFileJournal(file("jung.json"), PASSPHRASE), shared(one));
      await note(keyFileJournal(file("jung copy.json"), PASSPHRASE), { ...shared(two), election: OTHER });
      await note(keyFileJournal(file("jung other.json"), PASSPHRASE), shared(two));
      const merge = (into: string, from: string) => mergeKeyFiles(file(into), PASSPHRASE, file(from), PASSPHRASE);
      expect(await merge("jung.json", "jung copy.json")).to.deep.equal({ entries: 2, added: 1 });
      expect(await merge("jung.json", "jung copy.json")).to.deep.equal({ entries: 2, added: 0 });
      expect(await merge("jung.json", "jung other.json")).to.deep.equal({ entries: 3, added: 1 });
      const journal = (await journalIn("jung.json")) ?? [];
      for (const sum of [one, two]) await errorOf(() => requireFits(journal, shared(sum)), JournalConflictError);
      await errorOf(note(keyFileJournal(file("jung.json"), PASSPHRASE), shared(one)), JournalConflictError);
      const foreign = await errorOf(merge("jung.json", "park.json"), KeysDifferError);
      expect(foreign.what).to.include("park.json");
    });

    it("of the first format is not read past a line that is torn or altered", async () => {
      writeFileSync(file("torn"), `{"election":"${BOARD}","sumHash":"${one}"}\n{"election":"${BOARD}","su`);
      const error = await errorOf(() => readFirstFormat(file("torn")), FileInvalidError);
      expect([error.file, error.field]).to.deep.equal([file("torn"), "line 2"]);
    });
  });

  describe("a person", () => {
    it("types a new passphrase twice, unseen, and the two must be the same", async () => {
      const kim = person(PASSPHRASE, PASSPHRASE);
      expect(await newPassphrase(undefined, kim)).to.equal(PASSPHRASE);
      expect(kim.shown()).not.to.include("horse");
      await errorOf(newPassphrase(undefined, person(PASSPHRASE, `${PASSPHRASE}!`)), PassphrasesDifferError);
      expect((await errorOf(newPassphrase(undefined, person("eleven char")), PassphraseTooShortError)).what).to.include(
        "11",
      );
    });

    it("answers yes in either language, and anything else stops the work", async () => {
      for (const yes of ["yes", "Y", "예"]) await confirm("Is it the same?", person(yes));
      for (const no of ["no", "", "yes please"]) {
        const error = await errorOf(confirm("Is it the same?", person(no)), NotConfirmedError);
        expect(error.what).to.include("Is it the same?");
      }
    });

    it("is not asked where there is none", async () => {
      const pipe = { input: new PassThrough(), output: new PassThrough() };
      expect((await errorOf(confirm("Is it?", pipe), NobodyToAskError)).remedy).to.include("--yes");
      expect((await errorOf(passphraseOf("kim.json", undefined, pipe), NobodyToAskError)).remedy).to.include(
        "--passphrase-file",
      );
    });

    it("can leave without an answer", async () => {
      const gone = person();
      gone.output.once("data", () => gone.input.write("\u0003"));
      expect((await errorOf(passphraseOf("kim.json", undefined, gone), AnswerMissingError)).what).to.include(
        "kim.json",
      );
    });

    it("sees no control characters of texts from outside", () => {
      expect(printable("a\u001b[2K\rb\u202Ec\n")).to.equal("a\uFFFD[2K\uFFFDb\uFFFDc\uFFFD");
      expect(printable("놀이터 1")).to.equal("놀이터 1");
    });
  });

  describe("the program itself", () => {
    async function hanpyo(...args: readonly string[]) {
      const { code, out, err } = await hanpyoHere(["trustee", ...args]);
      return { status: code, stdout: out, stderr: err };
    }

    it("does not print a passphrase whose file was given for the key file", async () => {
      const error = await errorOf(openKeyFile(file("passphrase"), "any"), FileUnreadableError);
      expect(error.message).to.include(file("passphrase")).and.not.to.include("참관").and.not.to.include("horse");
    });

    it("makes a key, prints JSON alone, and never the passphrase or the key", async () => {
      const made = await hanpyo("key", "--out", file("lee.json"), "--passphrase-file", file("passphrase"), "--json");
      const { key, account } = await openKeyFile(file("lee.json"), PASSPHRASE);
      expect(made.status).to.equal(0);
      expect(JSON.parse(made.stdout)).to.deep.equal({ file: file("lee.json"), account: account.address });
      for (const secret of [PASSPHRASE, Buffer.from(key).toString("hex"), account.privateKey.slice(2)]) {
        expect(made.stdout + made.stderr).not.to.include(secret);
      }
    });

    it("exits with 1 when it refuses, and with 2 when no node answers", async () => {
      const refused = await hanpyo("key", "--out", file("lee.json"), "--passphrase-file", file("passphrase"), "--json");
      expect([refused.status, JSON.parse(refused.stdout).code]).to.deep.equal([1, "FILE_EXISTS"]);
      expect(refused.stderr).to.include("FileExistsError").and.to.include("Choose another name");
      const reading = ["--election", BOARD, "--key", file("lee.json"), "--rpc", "http://127.0.0.1:1"];
      const alone = await hanpyo("share", ...reading);
      expect([alone.status, alone.stdout]).to.deep.equal([1, ""]);
      expect(alone.stderr).to.include("NodesNotIndependentError").and.to.include("--one-node");
      const unanswered = await hanpyo("share", ...reading, "--one-node");
      expect([unanswered.status, unanswered.stdout]).to.deep.equal([2, ""]);
      expect(unanswered.stderr).to.include("Could not check: 127.0.0.1:1 gave no answer");
    });

    it("shows an example in the help of every command", () => {
      const program = new Command();
      addTrustee(program);
      for (const name of ["key", "show", "merge", "deal", "consent", "share"]) {
        let help = "";
        const command = program.commands[0]?.commands.find((candidate) => candidate.name() === name);
        command?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
        expect(help).to.match(new RegExp(`Example:\\n  npm run hanpyo -- trustee ${name} --`));
      }
    });
  });
});
