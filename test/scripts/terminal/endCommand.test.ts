import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { endMistake, throwMistakes } from "../../../scripts/program/endMistake.ts";
import { hanpyoProgram } from "../../../scripts/program/program.ts";
import { TallyWaitsError } from "../../../scripts/rehearsal/tallyElection.ts";
import { endCommand } from "../../../scripts/terminal/endCommand.ts";
import { endingOf } from "../../../scripts/terminal/ending.ts";
import { asFileTrouble } from "../../../scripts/terminal/fileTrouble.ts";
import { koreanRefusal } from "../../../scripts/terminal/koreanRefusal.ts";
import { CeremonyOverError, NothingToDealError } from "../../../scripts/trustee/deal.ts";
import { RpcUnreachableError } from "../../../sdk/chain/connectNode.ts";
import { ContractRefusedError } from "../../../sdk/chain/contracts.ts";
import { RegistrationsNotFinalError } from "../../../sdk/chain/trustee.ts";
import { OfficeUnreachableError } from "../../../sdk/enrolling/officeClient.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import { RelayerUnreachableError } from "../../../sdk/relaying/relayerClient.ts";

class LongError extends HanpyoError {
  constructor() {
    super("FAILED", `It failed ${"so ".repeat(200)}`, `Do this: ${"and that, ".repeat(60)}and at last the end`);
  }
}

/** What `work` printed, by stream, and the exit code that it left. */
async function ended(work: () => Promise<unknown>) {
  const { log, error } = console;
  const [exitCode, lang] = [process.exitCode, process.env.LC_ALL];
  const [out, err]: [string[], string[]] = [[], []];
  console.log = (text: string) => out.push(text);
  console.error = (text: string) => err.push(text);
  process.env.LC_ALL = "C";
  process.exitCode = undefined;
  await work();
  const code = process.exitCode;
  Object.assign(console, { log, error });
  if (lang === undefined) delete process.env.LC_ALL;
  else process.env.LC_ALL = lang;
  process.exitCode = exitCode;
  return { code, out: out.join("\n"), err: err.join("\n") };
}

const refused = (name: "TooEarly" | "AlreadyConsented" | "SlotMoved" | "SealTooEarly") =>
  new ContractRefusedError(name, {}, "Wait");

describe("The end of a command", () => {
  it("tells what waits and what is done already from what failed, and what nobody answered from both", () => {
    expect(
      [refused("TooEarly"), refused("SealTooEarly"), new TallyWaitsError("a", "b", "다")].map(endingOf),
    ).to.deep.equal([...["waiting", "waiting", "waiting"]]);
    expect(endingOf(new RegistrationsNotFinalError("0x1", 1, 2, 9))).to.equal("waiting");
    expect([refused("AlreadyConsented"), new CeremonyOverError("0x1")].map(endingOf)).to.deep.equal([
      ...["nothing", "nothing"],
    ]);
    const silent = [new RpcUnreachableError("a", "b"), new OfficeUnreachableError("http://a", "b")];
    expect([...silent, new RelayerUnreachableError("a", "b")].map(endingOf)).to.deep.equal(
      silent.concat(silent[0] as never).map(() => "unchecked"),
    );
    expect(
      [refused("SlotMoved"), new NothingToDealError("0x1", "dead"), new Error("x"), null].map(endingOf),
    ).to.deep.equal([...["refused", "refused", "refused", "refused"]]);
  });

  it("has an exit code of its own for each, and the same first word in every language of machines", async () => {
    const cases = [
      [
        new TallyWaitsError("0 of 2 shares are in", "Ask them", "개표 조각이 2개 가운데 0개 들어왔습니다."),
        3,
        /^Not yet: 0 of 2 shares are in\. Ask them\.$/,
      ],
      [new CeremonyOverError("0x1"), 0, /^Nothing to do: Board 0x1 has its key/],
      [new RpcUnreachableError("a", "b"), 2, /^Could not check: a gave no answer: b\. /],
      [new NothingToDealError("0x1", "dead"), 1, /^NothingToDealError: Board 0x1 is dead\. Deploy another board/],
    ] as const;
    for (const [error, code, line] of cases) {
      const end = await ended(() => endCommand(error, undefined, {}, ["hanpyo"]));
      expect([end.code, end.out]).to.deep.equal([code, ""]);
      expect(end.err).to.match(line);
      const json = await ended(() => endCommand(error, undefined, { verified: null }, ["hanpyo", "--json"]));
      expect(JSON.parse(json.out)).to.deep.include({ verified: null, code: error.code, exitCode: code });
      expect(JSON.parse(json.out)).to.deep.include({ what: error.what, remedy: error.remedy, error: error.message });
    }
  });

  it("cuts what came from outside, and never a remedy", async () => {
    const { err } = await ended(() => endCommand(new LongError(), undefined, {}, []));
    expect(err)
      .to.include("so so...")
      .and.match(/and at last the end\.$/);
  });

  it("says of every trouble with a file which file, why, and what to do", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hanpyo-trouble-"));
    writeFileSync(join(folder, "file"), "");
    mkdirSync(join(folder, "full"));
    writeFileSync(join(folder, "full", "file"), "");
    const troubles: readonly (readonly [() => unknown, RegExp])[] = [
      [() => readFileSync(join(folder, "none.json")), /none\.json: there is no such file or folder\. Check the name/],
      [() => readFileSync(folder), /: it is a folder\. Give the name of a file/],
      [() => writeFileSync(join(folder, "file"), "", { flag: "wx" }), /file: it exists\. Choose another name/],
      [() => readdirSync(join(folder, "file")), /file: a part of the path is no folder/],
      [() => writeFileSync(join(folder, "a".repeat(300)), ""), /the name is too long/],
    ];
    for (const [work, line] of troubles) {
      try {
        work();
        expect.fail(String(line));
      } catch (error) {
        const { code, err } = await ended(() => endCommand(error, undefined, {}, []));
        expect(err)
          .to.match(/^FileTroubleError: /)
          .and.match(line);
        expect(code).to.equal(1);
      }
    }
    rmSync(folder, { recursive: true });
    const full = Object.assign(new Error("x"), { code: "ENOSPC", syscall: "write" });
    expect(asFileTrouble(full)).to.have.property("message").that.includes("the disk is full. Make room");
    const socket = Object.assign(new Error("x"), { code: "ECONNREFUSED", syscall: "connect" });
    expect(asFileTrouble(socket)).to.equal(socket);
  });

  it("is JSON for mistyped commands as well, where JSON was asked for, and nothing more for help", async () => {
    const program = await hanpyoProgram();
    throwMistakes(program);
    for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)])
      command.configureOutput({ writeErr: () => {}, writeOut: () => {} });
    const endOf = (...words: readonly string[]) =>
      ended(async () => {
        try {
          await program.parseAsync(words, { from: "user" });
        } catch (error) {
          expect(await endMistake(error, words), words.join(" ")).to.equal(true);
        }
      });
    const unknown = await endOf("verify", "--json", "--recrod", "x");
    expect(JSON.parse(unknown.out)).to.deep.include({ code: "OPTION_UNKNOWN", exitCode: 1 });
    expect(JSON.parse(unknown.out).remedy).to.include("--help");
    const missing = await endOf("roll", "import", "--json");
    expect([missing.code, JSON.parse(missing.out).code]).to.deep.equal([1, "OPTION_MISSING"]);
    const help = await endOf("verify", "--json", "--help");
    expect([help.code, help.out]).to.deep.equal([0, ""]);
    expect(await endMistake(new Error("x"), ["--json"])).to.equal(false);
  });

  it("says in Korean, too, what is waited for", () => {
    const error = new TallyWaitsError("0 of 2 shares are in", "Ask them", "개표 조각이 2개 가운데 0개 들어왔습니다.");
    expect(koreanRefusal(error, "waiting")).to.match(
      /^아직 아닙니다\(TALLY_WAITS\): .* 개표 조각이 2개 가운데 0개 들어왔습니다\.$/,
    );
  });
});
