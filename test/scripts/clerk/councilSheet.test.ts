import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { GasPriceMissingError } from "../../../scripts/clerk/commands/plan.ts";
import { councilSheet } from "../../../scripts/clerk/councilSheet.ts";
import { planOf } from "../../../scripts/clerk/plan.ts";
import { FileExistsError } from "../../../scripts/terminal/checkedFile.ts";
import { example, exampleText } from "../electionFile/exampleFile.ts";
import { runCommand } from "./runCommand.ts";

const { file } = example("knapsack");

function sheetOf(changed: Partial<typeof file>, language: "ko" | "en"): string {
  const opened = { file: { ...file, ...changed }, dangers: [], deployment: undefined };
  return councilSheet(planOf(opened, 100, { gasPrice: 1, etherPrice: 5_000_000 }, []), "ab".repeat(32), language);
}

describe("The sheet that a council signs", () => {
  let folder: string;
  const earlier = process.env.HANPYO_RPC;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-sheet-"));
    delete process.env.HANPYO_RPC;
  });
  after(() => {
    if (earlier !== undefined) process.env.HANPYO_RPC = earlier;
    rmSync(folder, { recursive: true });
  });

  it("has every frozen rule, the dates, powers, costs and lines for signatures, in Korean or English", () => {
    for (const [language, words] of [
      ["ko", ["투표 규약 확인서", "놀이터", "30,000,000", "의회 (0x3131", "명부 확정", "권한", "서명", "이더"]],
      [
        "en",
        ["What this election freezes", "30,000,000", "City council (0x3131", "census; after it", "Signature", "ether"],
      ],
    ] as const) {
      const html = sheetOf({}, language);
      expect(html).to.include(`<html lang="${language}">`);
      for (const word of words.filter((one) => one !== "이더")) expect(html, language).to.include(word);
      expect(html).to.include("ab".repeat(32)).and.include("KST");
      expect(html.match(/<tr>/g)).to.have.length(7);
    }
  });

  it("runs no script and shows texts as they are, whatever stands in them", () => {
    const title = { ko: "<script>alert(1)</script> & 놀이터", en: "<img src=x onerror=alert(1)>" };
    const html = sheetOf({ title }, "ko");
    expect(html).not.to.match(/<script|<img|<link|https?:\/\//);
    expect(html).to.include("&lt;script&gt;alert(1)&lt;/script&gt; &amp; 놀이터");
    expect(html).to.include("default-src 'none'");
  });

  it("says first that a test is one", () => {
    expect(sheetOf({ test: true }, "ko")).to.include("연습 투표: 누구에게도 효력이 없습니다.");
    expect(sheetOf({}, "ko")).not.to.include("연습 투표");
  });

  it("is written by `plan --sheet`, beside the plan, and overwrites nothing", async () => {
    const path = join(folder, "budget.yaml");
    writeFileSync(path, exampleText("knapsack").replaceAll("2027-", "2028-"));
    const sheet = join(folder, "budget.html");
    const args = ["plan", path, "--sheet", sheet, "--lang", "ko", "--deployments", folder];
    expect((await runCommand(...args)).error).to.be.instanceOf(GasPriceMissingError);
    const { code, out } = await runCommand(...args, "--gas-price", "1");
    expect(code).to.equal(0);
    expect(out).to.include("누가 막거나 볼 수 있는가").and.include("budget.html: 브라우저에서 열어 인쇄하세요");
    expect(readFileSync(sheet, "utf8")).to.match(/^<!doctype html>[\s\S]*투표 파일의 SHA-256: [0-9a-f]{64}/);
    expect((await runCommand(...args, "--gas-price", "1")).error).to.be.instanceOf(FileExistsError);
  });
});
