import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { OFFICE_PHRASES, SNAPSHOT_PHRASES } from "../../../scripts/office/phrases.ts";
import { hanpyoProgram } from "../../../scripts/program/program.ts";
import { RELAYER_PHRASES } from "../../../scripts/relayer/phrases.ts";
import { phrased } from "../../../scripts/terminal/phrases.ts";
import { TRUST_PHRASES } from "../../../scripts/trust/phrases.ts";
import { TRUSTEE_PHRASES } from "../../../scripts/trustee/phrases.ts";
import { finalityText } from "../../../sdk/trust/finality.ts";

const ELECTION = `0x${"1".repeat(40)}`;

/** Lines as the commands print them, with what of each must stand in the Korean too. */
const lines: readonly (readonly [typeof TRUSTEE_PHRASES, string, readonly string[]])[] = [
  [TRUSTEE_PHRASES, `Account for the board: ${ELECTION}`, [ELECTION]],
  [TRUSTEE_PHRASES, "lee.json holds 3 entries, 2 of them from copy.json", ["lee.json", "3", "2", "copy.json"]],
  [
    TRUSTEE_PHRASES,
    `board ${ELECTION} on chain 31337: 2 of 3 trustees, seat 1`,
    [ELECTION, "31337", "3명 가운데 2명", "자리 1"],
  ],
  [TRUSTEE_PHRASES, "round: deal; it costs at most 0.02 of the chain's coin", ["0.02"]],
  [TRUSTEE_PHRASES, "fingerprint of all trustees' keys: ABCD-EFGH", ["ABCD-EFGH"]],
  [TRUSTEE_PHRASES, "Do other trustees read the same fingerprint of the board, ABCD-EFGH?", ["ABCD-EFGH"]],
  [
    TRUSTEE_PHRASES,
    `Do you agree to election ${ELECTION} with a roll of 40, as shown above, and do other trustees read the same fingerprint, ABCD?`,
    [ELECTION, "40명", "ABCD"],
  ],
  [TRUSTEE_PHRASES, "Do other trustees read 12 ballots and the same fingerprint, ABCD?", ["12장", "ABCD"]],
  [TRUSTEE_PHRASES, "TEST ELECTION: binds nobody.", []],
  [TRUSTEE_PHRASES, "TEST ELECTION: binds nobody. 연습", ["연습 투표", "없습니다. 연습"]],
  [TRUSTEE_PHRASES, "12 ballots, all verified by the machine that read the chain", ["12장"]],
  [TRUSTEE_PHRASES, "read without what is usual: one-node", []],
  [TRUSTEE_PHRASES, "seat 2: consent is in block 99, transaction 0xab", ["2", "99", "0xab", "동의"]],
  [TRUSTEE_PHRASES, "roll at the census time: 40 residents, final as of block 7", ["40명", "7"]],
  [
    TRUSTEE_PHRASES,
    `last election of roll 1: 38 residents at 2027-03-02 09:00 KST, so +2 since (${ELECTION})`,
    ["38명", "+2", ELECTION],
  ],
  [TRUSTEE_PHRASES, "NOBODY SAYS WHOSE BOARD AND ROLL THESE ARE: it goes on without a trust file", []],
  [TRUSTEE_PHRASES, finalityText({ kind: "tag" }), ["체인이"]],
  [TRUSTEE_PHRASES, finalityText({ kind: "depth", blocks: 1 }), ["곧바로"]],
  [TRUSTEE_PHRASES, finalityText({ kind: "depth", blocks: 64 }), ["64번째"]],
  [RELAYER_PHRASES, "2 of 3 nodes answer; final up to block 7: 곧바로", ["3대 가운데 2대", "7", "곧바로"]],
  [RELAYER_PHRASES, "Block 12, 3 packages waiting, ether for about 900 more", ["12", "3개", "900개"]],
  [RELAYER_PHRASES, "Transactions of type 0 (the chain has no base fee), gas is free", ["0", "무료"]],
  [RELAYER_PHRASES, "Transactions of type 2, at most 1.5 gwei for a unit of gas", ["2", "1.5"]],
  [RELAYER_PHRASES, "Not due: the chain has not reached that time. Ask again then.", []],
  [RELAYER_PHRASES, "Broken: not before block 5, after that time, was a ballot of that version cast.", ["5"]],
  [OFFICE_PHRASES, `Office (registrar) ${ELECTION}@http://127.0.0.1:1`, [ELECTION, "http://127.0.0.1:1", "등록 기관"]],
  [TRUST_PHRASES, "trust.json: 6 lines added, 11 in all", ["trust.json", "6개", "11개"]],
  [TRUST_PHRASES, `a.json: board line 0xab of ${ELECTION}; send it to the organizer`, ["a.json", "0xab", ELECTION]],
  [TRUST_PHRASES, `election ${ELECTION}: known (37 statements)`, [ELECTION, "37개", "확인됨"]],
  [
    TRUST_PHRASES,
    `trustee: 대학 / U, 총장 / P (${ELECTION}), not yet in the gazette`,
    ["참관 위원", "대학 / U", "아직"],
  ],
  [TRUST_PHRASES, `trustee ${ELECTION}: 대학 / U`, ["참관 위원", ELECTION, "대학 / U"]],
  [TRUST_PHRASES, `registrar ${ELECTION}: nobody has signed for it`, ["등록 기관", ELECTION, "아무도"]],
  [OFFICE_PHRASES, "Block 12, 0 enrolments waiting", ["12", "0건"]],
];

describe("Reports in Korean", () => {
  it("say what the English line says, with the same values; English stays as it is", () => {
    for (const [phrases, line, values] of lines) {
      const korean = phrased(phrases, line, "ko");
      expect(korean, line)
        .to.match(/[가-힣]/)
        .and.not.match(/\$\d/);
      for (const value of values) expect(korean, line).to.include(value);
      expect(phrased(phrases, line, "en")).to.equal(line);
    }
    expect(phrased(TRUSTEE_PHRASES, "option 1: 놀이터 / Playground", "ko")).to.equal("option 1: 놀이터 / Playground");
  });

  it("have a phrase for every line that the sources print, and none for lines that nothing prints", () => {
    const text = (names: readonly string[]) => names.map((name) => readFileSync(projectRoot + name, "utf8")).join("\n");
    const trustee = ["commands/trustee", "consent", "deal", "share", "run"].map((name) => `scripts/trustee/${name}.ts`);
    const sources = new Map([
      [RELAYER_PHRASES, text(["scripts/relayer/commands/relayer.ts", "scripts/relayer/commands/relayerEvidence.ts"])],
      [
        OFFICE_PHRASES,
        text(["commands/office", "snapshot/buildAndVerify", "roll/files"].map((name) => `scripts/office/${name}.ts`)),
      ],
    ]);
    for (const [phrases, source] of sources) {
      for (const [pattern] of phrases) {
        // The longest run of plain words of the pattern stands in the source.
        const words = pattern.source.split(/[\\^$()[\]|?*+{}.;]+/).sort((a, b) => b.length - a.length)[0] as string;
        const known =
          ["status: ", "state: "].some((name) => words.startsWith(name.trim())) || source.includes(words.trim());
        expect(known || words.trim().split(" ").length < 3, pattern.source).to.equal(true);
      }
    }
    const printed = [...text(trustee).matchAll(/voice\.print\(`([^`]+)`\)/g)].map(([, line]) => line as string);
    expect(printed.length).to.be.greaterThan(3);
    for (const line of printed) {
      const sample = line.replace(/\$\{[^}]*action\.name[^}]*\}/g, "deal").replace(/\$\{[^}]+\}/g, "7");
      expect(phrased(TRUSTEE_PHRASES, sample, "ko"), line).to.match(/[가-힣]/);
    }
  });

  it("have one for every check of a published roll, and for what it finds", () => {
    const [checks, command] = ["sdk/verify/snapshotChecks.ts", "scripts/office/snapshot/buildAndVerify.ts"].map(
      (name) => readFileSync(projectRoot + name, "utf8"),
    ) as [string, string];
    const names = [...`${checks}${command}`.matchAll(/["`](P13\.\d [^"`]+)["`]/g)].map(([, name]) => name as string);
    expect(names.length).to.be.greaterThan(10);
    for (const name of names) {
      const sample = name.replace(/\$\{names\[m\]\}/, "identity commitment");
      expect(phrased(SNAPSHOT_PHRASES, sample, "ko"), sample).to.match(/^P13\.\d .*[가-힣]/);
    }
    for (const found of [
      "as it must be",
      "entries 3 and 4",
      "2 wrong, the first is shard 0",
      "1 wrong, the first is entry 7",
    ]) {
      expect(phrased(SNAPSHOT_PHRASES, found, "ko"), found).to.match(/[가-힣]/);
    }
  });

  it("are asked for by --lang in every command", async () => {
    const program = await hanpyoProgram();
    const all = (command: typeof program): (typeof program)[] => [command, ...command.commands.flatMap(all)];
    const mute = all(program).filter(
      (command) => command.commands.length === 0 && !command.options.some(({ long }) => long === "--lang"),
    );
    expect(mute.map((command) => command.name())).to.deep.equal([]);
  });
});
