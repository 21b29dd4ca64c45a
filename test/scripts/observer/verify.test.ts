import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { observerSpeaker } from "../../../scripts/observer/observerSpeaker.ts";
import { jsonReport, textReport } from "../../../scripts/observer/verifyReport.ts";
import { reportWords } from "../../../scripts/terminal/checkWords/catalogue.ts";
import {
  NOT_SHOWN_FACTS,
  NOT_SHOWN_OF_PUBLISHED_ROLLS,
  NOT_SHOWN_WITHOUT_CHAIN,
  NOT_SHOWN_WITHOUT_TRUST,
} from "../../../sdk/verify/notShown.ts";
import { FIELDS_NOT_COMPARED, PUBLISHED_FIELDS_NOT_COMPARED } from "../../../sdk/verify/onlyTheChainTells.ts";
import type { ElectionRecord } from "../../../sdk/verify/record.ts";
import { verificationReportSchema } from "../../../sdk/verify/verificationReport.ts";
import { type Death, startDyingNode } from "../../dyingNode.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { runCommand } from "../clerk/runCommand.ts";
import { hanpyoHere } from "../hanpyoHere.ts";
import { hanpyo } from "../runHanpyo.ts";

const english = observerSpeaker({ lang: "en" });

describe("hanpyo verify", function () {
  this.timeout(600_000);
  let decided: DecidedElection;
  let folder: string;

  before(async () => {
    decided = await decidedElection();
    folder = mkdtempSync(join(tmpdir(), "hanpyo-verify-"));
    writeFileSync(join(folder, "record.json"), JSON.stringify(decided.record));
  });

  after(() => rmSync(folder, { recursive: true }));

  const file = (name: string, content: unknown): string => {
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
    return join(folder, name);
  };

  it("prints numbered checks by phase, the counts beside the options, what is not shown, and the verdict last", async () => {
    const record = join(folder, "record.json");
    const { code, out, err } = await hanpyoHere(["verify", "--record", record, "--rpc", decided.chain.url]);
    expect(code, out + err).to.equal(0);
    expect(err).to.equal("");
    const lines = out.trimEnd().split("\n");
    expect(lines.at(-1)).to.match(
      /^Verified: the result stands; 3 of 3 residents have voted \((\d+) of \1 checks hold\)$/,
    );
    const phases = [
      "Enrolment",
      "Key ceremony",
      "Creation",
      "Consent and opening",
      "Ballots",
      "Closing",
      "Decryption",
      "Result",
    ];
    const places = phases.map((phase) => lines.findIndex((line) => line.startsWith(phase)));
    expect(places.toSorted((a, b) => a - b)).to.deep.equal(places);
    expect(places[0]).to.be.greaterThan(0);
    expect(lines.filter((line) => /^ +\d+ {2}ok {4}P\d/.test(line)).length).to.be.greaterThan(70);
    const counts = decided.record.result?.counts ?? [];
    expect(out).to.contain(`놀이터 / Playground: ${counts[0]}`);
    expect(out).to.contain("Not shown by these checks:").and.not.contain("compare it with --rpc");
  });

  it("prints for programs what its schema says, with and without a chain, and the example of docs/formats.md is such", async () => {
    const example = "conformance/examples/verification.json";
    const record = "conformance/records/changed-vote.json";
    const alone = await runCommand("verify", "--record", record, "--json");
    expect(alone.out).to.equal(readFileSync(projectRoot + example, "utf8").trimEnd());
    verificationReportSchema.parse(JSON.parse(alone.out));
    const own = join(folder, "record.json");
    const compared = await runCommand("verify", "--record", own, "--rpc", decided.chain.url, "--json");
    const report = verificationReportSchema.parse(JSON.parse(compared.out));
    expect(report.verdict).to.equal("verified");
    const malformed = await runCommand("verify", "--record", file("malformed.json", { format: "no" }), "--json");
    expect(verificationReportSchema.parse(JSON.parse(malformed.out)).verdict).to.equal("not verified");
  });

  it("says what turnout was needed of how many, and names options that were tied", () => {
    const { record } = decided;
    const report = (tied: number, electors = 0) =>
      textReport(
        {
          record: {
            ...record,
            constitution: { ...record.constitution, outcome: { ...record.constitution.outcome, electors } },
            result: record.result && { ...record.result, outcome: { ...record.result.outcome, tied } },
          },
          checks: [],
          contentHash: null,
          source: "record.json",
          comparedWith: "a node",
          isOnChain: true,
          archivist: null,
          isTrustJudged: false,
        },
        english,
      );
    expect(report(0)).to.include("turnout 3 of 3; needed: 30% of the residents on the roll or more");
    expect(report(0, 9)).to.include("turnout 3 of 9; needed: 30% of the electors or more");
    expect(report(0)).not.to.match(/tied/i);
    expect(report(0b101)).to.match(/Playground: \d+( {2}selected)? {2}tied$/m);
    expect(report(0b101)).to.include("Tied: equal votes where not all fitted; by the rule taken in the order listed");
  });

  it("says first of a test that it is one, and of no other election, whatever its text says", () => {
    const { record } = decided;
    const report = (isTest: boolean) => {
      const marked = { ...record, constitution: { ...record.constitution, isTest } };
      const unjudged = { comparedWith: null, isOnChain: false, archivist: null, isTrustJudged: false };
      const verification = { record: marked, checks: [], contentHash: null, source: "a", ...unjudged };
      return [textReport(verification, english), JSON.parse(jsonReport(verification, english)).test] as const;
    };
    expect(record.constitution.isTest).to.equal(true);
    const [text, test] = report(true);
    expect(text).to.match(/^TEST ELECTION: binds nobody\. \S/m);
    expect(test).to.have.length.greaterThan(0);
    expect(report(false)[0]).not.to.include("TEST ELECTION");
    expect(report(false)[1]).to.deep.equal([]);
  });

  it("reports in Korean from the first line to the verdict, names of checks and what stays open included", async () => {
    const record = join(folder, "record.json");
    const { code, out } = await hanpyoHere(["verify", "--record", record, "--rpc", decided.chain.url, "--lang", "ko"]);
    expect(code, out).to.equal(0);
    expect(out).to.match(
      /^검증됨: 결과가 확정되었습니다\. 주민 3명 가운데 3명이 투표했습니다 \(검사 (\d+)개 가운데 \1개 맞음\)\n$/m,
    );
    expect(out)
      .to.match(/^등록: 누가 투표할 수 있는가$/m)
      .and.match(/^ +\d+ {2}맞음 {2}P11 기록이 공개 기록과 같다/m);
    expect(out).to.contain("이 검사가 보여 주지 못하는 것:").and.contain("결과: 정족수를 채움");
    const names = out.split("\n").flatMap((line) => /^ +\d+ {2}맞음 {2}(.*)/.exec(line)?.[1] ?? []);
    expect(names.filter((name) => !/[가-힣]/.test(name))).to.deep.equal([]);
    const values = out.split("\n").flatMap((line) => /^ +\d+ {2}맞음 {2}.*? {2,}(.*)$/.exec(line)?.[1] ?? []);
    expect(values.length).to.be.greaterThan(70);
    // Addresses, hashes, formats, the zone and names of contracts are the same in every language.
    const words = values.map((value) => value.replace(/0x[0-9a-fA-F]+|hanpyo-record-\d|KST|\b[A-Z]\w+/g, ""));
    expect(words.filter((value) => /[a-z]{2}/.test(value))).to.deep.equal([]);
    for (const [text, korean] of Object.entries(reportWords)) {
      expect(korean, text).to.match(/[가-힣]/);
      expect(/^P[\d.]+/.exec(korean)?.[0], text).to.equal(/^P[\d.]+/.exec(text)?.[0]);
    }
  });

  it("has Korean for the name of every check and for every fact that no check shows", () => {
    const folders = ["sdk/verify", "scripts/observer", "scripts/rollFiles"].map((name) => projectRoot + name);
    const sources = folders.flatMap((folder) =>
      readdirSync(folder, { encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => readFileSync(join(folder, name), "utf8").replace(/\/\*\*[\s\S]*?\*\//g, "")),
    );
    const names = sources.flatMap((text) =>
      [...text.matchAll(/"(P\d[\d.]* [^"]+)"/g)].map(([, name]) => name as string),
    );
    const facts = [
      ...[...NOT_SHOWN_FACTS, NOT_SHOWN_OF_PUBLISHED_ROLLS, NOT_SHOWN_WITHOUT_CHAIN, NOT_SHOWN_WITHOUT_TRUST],
      ...[FIELDS_NOT_COMPARED, PUBLISHED_FIELDS_NOT_COMPARED],
    ];
    const ofTrustees = /^P9\.1 /;
    const said = new Set([...names, ...facts]);
    expect([...said].filter((text) => !(text in reportWords) && !ofTrustees.test(text))).to.deep.equal([]);
  });

  it("compares the record with the chain, and the chain's code with ours, at a block that it names", async () => {
    const args = ["verify", "--record", join(folder, "record.json"), "--rpc", decided.chain.url, "--json"];
    const { code, out, err } = await hanpyoHere(args);
    expect(code, out + err).to.equal(0);
    const report = JSON.parse(out);
    expect(report).to.include({ verified: true, final: true, status: "decided" });
    expect(report.comparedWith).to.match(/ at block \d+ \(finalized\)$/);
    const names = report.checks.map(({ name }: { name: string }) => name);
    expect(names).to.include.members([
      "P11 record equals the chain",
      "P11 code of the election",
      "P11 code of the registry",
    ]);
  });

  it("is not verified, with exit code 1 and the difference, for a record that the chain does not have", async () => {
    const altered: ElectionRecord = { ...decided.record, creator: decided.record.board.factory };
    const { code, out } = await hanpyoHere([
      "verify",
      "--record",
      file("altered.json", altered),
      "--rpc",
      decided.chain.url,
    ]);
    expect(code).to.equal(1);
    expect(out).to.contain(`creator: the record has "${altered.creator}", the chain "${decided.record.creator}"`);
    expect(out.trimEnd().split("\n").at(-1)).to.match(
      /^Not verified: 1 of \d+ checks fail, the first: P11 record equals the chain$/,
    );
    expect(out).not.to.contain("Result:");
  });

  it("reads an election at an earlier block, verifies it so far, saves its record once, and verifies that", async () => {
    const saved = join(folder, "open.json");
    const { election, batches } = decided.record;
    const read = [
      "verify",
      "--rpc",
      decided.chain.url,
      "--election",
      election,
      "--block",
      String(batches[0]?.at.block),
      "--save",
      saved,
    ];
    const first = await hanpyoHere(read);
    expect(first.code, first.err).to.equal(0);
    expect(first.out.trimEnd().split("\n").at(-1)).to.match(
      /^Verified so far: the election is open until .* KST; 2 of 3 residents have voted; nothing is counted yet/,
    );
    expect(JSON.parse(readFileSync(saved, "utf8")).batches).to.have.length(1);
    const again = await hanpyoHere(read);
    expect(again.code).to.equal(2);
    expect(again.err).to.contain("open.json exists");
    const alone = await hanpyoHere(["verify", "--record", saved]);
    expect(alone.code).to.equal(2);
    expect(alone.out).to.match(/^Consistent in itself; compared with no chain: the election is open until /m);
  });

  it("could not check, with exit code 2 and one line, where there is no record, no JSON, no node or no election", async () => {
    const nowhere = `0x${"1".repeat(40)}`;
    const cases: readonly (readonly [readonly string[], RegExp, string])[] = [
      [[], /nothing to verify/, "NO_RECORD"],
      [
        ["--record", join(folder, "none.json")],
        /--record .*none\.json cannot be read: there is no such file/,
        "FILE_UNREADABLE",
      ],
      [["--record", file("text.json", "no JSON\u001b[2J")], /cannot be read/, "RECORD_UNREADABLE"],
      [["--rpc", "http://127.0.0.1:9", "--election", nowhere], /127\.0\.0\.1:9 gave no answer/, "RPC_UNREACHABLE"],
      [["--rpc", decided.chain.url, "--election", nowhere], /no election at 0x1111/, "NOT_AN_ELECTION"],
      [
        ["--rpc", decided.chain.url, "--election", decided.record.election, "--block", "99999"],
        /no block 99999/,
        "BLOCK_UNKNOWN",
      ],
    ];
    for (const [args, message, reason] of cases) {
      const { code, out, err } = await hanpyoHere(["verify", ...args, "--json"]);
      expect(code, args.join(" ")).to.equal(2);
      expect(err).to.match(message);
      expect(err.trimEnd().split("\n")).to.have.length(1);
      expect(err).not.to.contain("\u001b");
      expect(JSON.parse(out)).to.include({ verified: null, code: reason });
    }
  });

  it("could not check, with exit code 2, where the node dies while it reads, and says nothing of the election", async () => {
    const deaths: readonly Death[] = ["hangs up", "is gone", "has a bad gateway", "throttles", "limits"];
    // At once: some nodes are asked again for half a minute.
    const died = deaths.map(async (death) => {
      const node = await startDyingNode(decided.chain.url, death, ({ method }) => method === "eth_call");
      const { code, out, err } = await hanpyo([
        ...["verify", "--rpc", node.url, "--election", decided.record.election, "--json"],
      ]);
      expect(node.hasDied(), death).to.equal(true);
      expect(code, `${death}: ${out}${err}`).to.equal(2);
      expect(JSON.parse(out).verified, death).to.equal(null);
      expect(out + err, death)
        .not.to.contain("NOT_AN_ELECTION")
        .and.not.to.contain("no election at");
      await node.close();
    });
    await Promise.all(died);
  });

  it("could not check, with exit code 2, where a server answers that is no node", async () => {
    const server = await startDyingNode(decided.chain.url, "answers with a page", () => true);
    const { code, err } = await hanpyoHere(["verify", "--rpc", server.url, "--election", decided.record.election]);
    expect(code).to.equal(2);
    expect(err).to.contain("gave no answer: it does not answer as an RPC does");
    await server.close();
  });

  it("could not check everything, with exit code 2, where the node dies while it shows the contracts' code", async () => {
    const node = await startDyingNode(
      decided.chain.url,
      "hangs up",
      ({ method, params }) => method === "eth_getCode" && params[0] === decided.record.board.factory.toLowerCase(),
    );
    const record = join(folder, "record.json");
    const { code, out, err } = await hanpyoHere(["verify", "--record", record, "--rpc", node.url]);
    expect(node.hasDied()).to.equal(true);
    expect(code, out + err).to.equal(2);
    expect(out)
      .to.match(/ NONE {2}P11 code of the factory/)
      .and.not.to.contain("FAIL");
    await node.close();
  });

  it("is not verified, with exit code 1, for JSON that is no record, and paints nothing on the terminal", async () => {
    const { code, out } = await hanpyoHere(["verify", "--record", file("hostile.json", { "\u001b[2Jnote": "1" })]);
    expect(code).to.equal(1);
    expect(out).not.to.contain("\u001b");
    expect(out.trimEnd().split("\n").at(-1)).to.equal("Not verified: 1 of 1 checks fail, the first: P11 format");
  });
});
