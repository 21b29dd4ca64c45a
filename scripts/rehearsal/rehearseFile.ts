import { canonicalPieces } from "../../sdk/election/canonicalJson.ts";
import { inBoth } from "../../sdk/election/contentText.ts";
import { optionsOfBits } from "../../sdk/election/outcome.ts";
import { VERDICT_WORDS } from "../../sdk/election/outcomeWords.ts";
import { electionStatus } from "../../sdk/verify/electionStatus.ts";
import { shellWord } from "../../sdk/words/shellWord.ts";
import { readText } from "../terminal/checkedFile.ts";
import { wordsIn } from "../terminal/checkWords/catalogue.ts";
import { valueIn } from "../terminal/checkWords/valuesInKorean.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { requireNoRecord, writeRecord } from "../terminal/recordFile.ts";
import { shown } from "../terminal/shown.ts";
import { type LanguageOptions, type Speaker, speakerOf } from "../terminal/speaker.ts";
import { dressRehearsal } from "./dressRehearsal.ts";
import { electionSteps, type Rehearsed } from "./electionSteps.ts";
import { startLocalChain } from "./localChain.ts";
import type { RehearsalPlan } from "./plan.ts";
import { runSteps } from "./runSteps.ts";
import { inLanguage } from "./stepsInKorean.ts";
import texts from "./texts.json" with { type: "json" };

type Say = Speaker<keyof typeof texts>;

export type RehearseFileOptions = LanguageOptions & { readonly voters?: number; readonly record?: string };

/** Simulated residents, unless another number is asked for. */
const VOTERS = 12;

/**
 * `rehearse FILE.yaml`: the clerk's own election from deployment to verification on a local chain, with simulated
 * residents and real proofs, as a council wants to see it before anything is frozen. Exit code 1 if a check fails.
 */
export async function rehearseFile(file: string, options: RehearseFileOptions): Promise<void> {
  const { voters = VOTERS, record: recordFile, json } = options;
  if (recordFile !== undefined) requireNoRecord(recordFile);
  const started = performance.now();
  const speaker = speakerOf(texts, options);
  const { language, say } = speaker;
  const { plan, begins, changes } = dressRehearsal(readText(file), file, voters);
  say("beginsLine", { file, voters, begins: koreanTime(begins) });
  for (const change of changes) say("changed", { change: change[language] });
  say("simulated");
  const chain = await startLocalChain(0, begins);
  try {
    const { steps, done } = electionSteps(plan, chain);
    const reports = await runSteps(inLanguage(steps, language), json ? process.stderr : process.stdout);
    const rehearsed = done();
    const { record, checks, election } = rehearsed;
    if (recordFile !== undefined) await writeRecord(recordFile, canonicalPieces(record));
    const failing = checks.filter(({ ok }) => !ok);
    const gas = reports.reduce((sum, step) => sum + step.gas, 0);
    const seconds = Math.round((performance.now() - started) / 1000);
    sayResult(plan, rehearsed, speaker);
    for (const { name, expected, found } of failing) {
      const values = { expected: valueIn(language, expected), found: valueIn(language, found) };
      say("bad", { name: wordsIn(language, name), ...values });
    }
    const [total, isGood] = [checks.length, failing.length === 0];
    if (isGood) say("good", { total, gas: gas.toLocaleString("en"), seconds, word: shellWord(file) });
    else say("notGood", { failing: failing.length, total });
    if (json) {
      const { phase } = electionStatus(record);
      const told = {
        file,
        voters,
        phase,
        result: record.result,
        verified: isGood,
        changes,
        steps: reports,
        gas,
        seconds,
      };
      console.log(JSON.stringify({ ...told, election, checks: total }, null, 2));
    }
    process.exitCode = isGood ? 0 : 1;
  } finally {
    await chain.close();
  }
}

/** The counts beside the options as the file words them. */
function sayResult(
  { content, outcome: rule }: RehearsalPlan,
  { record }: Rehearsed,
  { language, text, say, print }: Say,
): void {
  const said = (words: Parameters<typeof inBoth>[0]) => shown(inBoth(words, content)[language]);
  print(`${said(content.title)}: ${said(content.question)}`);
  if (record.result === null) {
    say("uncounted", { status: electionStatus(record).phase });
    return;
  }
  const { counts, outcome } = record.result;
  const [selected, tied] = [optionsOfBits(outcome.selected), optionsOfBits(outcome.tied)];
  for (const [option, { title }] of content.options.entries()) {
    const marks = [
      ...(selected.includes(option) ? [text("chosen")] : []),
      ...(tied.includes(option) ? [text("equal")] : []),
    ];
    print(`  ${said(title)}: ${counts[option] ?? 0}${marks.join("")}`);
  }
  const quorum = text(outcome.quorumReached ? "reached" : "missed");
  const verdict = rule.kind === "Referendum" ? `, ${VERDICT_WORDS[outcome.verdict][language]}` : "";
  say("decided", { outcome: `${quorum}${verdict}` });
}
