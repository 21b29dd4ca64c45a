import { readFileSync } from "node:fs";
import { expect } from "chai";
import { hexlify } from "ethers";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { parseTemplateFile } from "../../../scripts/electionFile/parseTemplateFile.ts";
import { templateOf } from "../../../scripts/electionFile/toTemplate.ts";
import { proposalsSpeaker } from "../../../scripts/proposals/proposalsSpeaker.ts";
import { templateLines } from "../../../scripts/proposals/templatePlan.ts";
import { koreanTime } from "../../../scripts/terminal/koreanTime.ts";
import { ANSWER_ALONE } from "../../../sdk/proposals/ballotTerms.ts";
import type { Template } from "../../../sdk/proposals/template.ts";
import { writeQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import { QUESTION_OF_THREE } from "../../contracts/proposals/conversionTown.ts";

const EXAMPLE = `${projectRoot}examples/proposals/template.yaml`;
/** 2027-01-15 09:00 in Korea. */
const NOW = Date.parse("2027-01-15T09:00:00+09:00") / 1_000;
/** Longer than a line of foreign text that is shown in passing. */
const LONG = `${"Whether ".repeat(60)}and at last?`;

describe("What a template binds, for people", () => {
  const template = templateOf(parseTemplateFile(readFileSync(EXAMPLE, "utf8"), EXAMPLE));
  const said = (one: Template, lang: "en" | "ko" = "en") =>
    templateLines(one, NOW, proposalsSpeaker({ lang })).join("\n");

  it("has question and options to their end", () => {
    const [first, ...others] = QUESTION_OF_THREE.options;
    const question = {
      question: { ko: `${"가".repeat(400)}하고 끝`, en: LONG },
      options: [{ ko: first?.ko ?? "", en: LONG }, ...others],
    };
    const ballot = { ...template.ballot, question: hexlify(writeQuestion(question)) };
    expect(said({ ...template, ballot })).to.match(/question: .*at last\?\n/);
    expect(said({ ...template, ballot })).to.match(/option 1: .*at last\?\n/);
    expect(said({ ...template, ballot }, "ko")).to.include("하고 끝");
  });

  it("is everything that binds: rules of ballot and outcome, bounds, consents, days, limit and digests", () => {
    const en = said(template);
    for (const line of [
      "limit proposals-2027",
      `reckoned by a text of SHA-256 ${template.quotaArithmetic}`,
      `Legal basis: a text of SHA-256 ${template.legalBasis}`,
      "4 of its trustees must consent",
      "Votes open every 7 days, as at 2027-01-19 09:00 KST, and at least 21 days",
      "postpone votes once, by a span of up to 60 days",
      "1 of 3 options",
      "votes may be changed until the end; the last counts",
      "outcome: ",
      "with fewer than 10 ballots nothing is ever counted",
      "with fewer than 1,000 residents at the census it cannot open",
      "void unless opened by then",
    ])
      expect(en, line).to.include(line);
    for (const { from, until } of template.timing.blackouts)
      expect(en).to.include(`no box is open from ${koreanTime(from)} to ${koreanTime(until)}`);
    const ko = said(template, "ko");
    for (const line of [
      "참관 위원 가운데 4명이 동의하지",
      "60일까지의 기간",
      "투표지가 10장보다",
      "주민이 1,000명보다",
      "법적 근거",
    ])
      expect(ko, line).to.include(line);
    for (const text of [en, ko]) expect(text).not.to.match(/undefined|NaN|\{\w/);
  });

  it("has the trustees and who can stop a vote where the chain says who they are, and nothing of them otherwise", () => {
    const trustees = [`0x${"a1".repeat(20)}`, `0x${"b2".repeat(20)}`];
    const postponement = { from: NOW, until: NOW + 40 * 86_400 };
    const speaker = proposalsSpeaker({ lang: "en" });
    const board = { trustees, threshold: 2, termEndsAt: NOW + 800 * 86_400 };
    const known = templateLines(template, NOW, speaker, { board, postponement }).join("\n");
    for (const one of trustees) expect(known).to.include(one);
    expect(known).to.include("2 of 2 decrypt the sum").and.include("the board's term ends").and.include("POSTPONED");
    expect(said(template)).not.to.match(/decrypt the sum|board's term ends|POSTPONED/);
    const opens = (text: string) => /(\S+ \S+ KST) {2}opens/.exec(text)?.[1] ?? "";
    expect(opens(known) > opens(said(template))).to.equal(true);
  });

  it("has no vote's rules where it leads to an answer alone", () => {
    expect(said({ ...template, ...ANSWER_ALONE }))
      .to.include("leads to an answer alone")
      .and.not.include("The vote, by");
  });
});
