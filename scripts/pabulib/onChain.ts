import { writeFileSync } from "node:fs";
import type { Rpcs } from "../../sdk/chain/agreement.ts";
import { FinalizedUnknownError } from "../../sdk/chain/agreement.ts";
import { readFinalityLag } from "../../sdk/chain/finalityLag.ts";
import { CHAINS_OWN_RULE, finalityRule, finalityText } from "../../sdk/trust/finality.ts";
import { organizerAccount } from "../checkout/organizerKey.ts";
import { demoPlan } from "../rehearsal/demoPlan.ts";
import { electionSteps } from "../rehearsal/electionSteps.ts";
import type { RehearsalPlan } from "../rehearsal/plan.ts";
import { startRealChain, type Waiting } from "../rehearsal/realChain.ts";
import { runSteps } from "../rehearsal/runSteps.ts";
import { inLanguage } from "../rehearsal/stepsInKorean.ts";
import { leastDuration, realTimes } from "../rehearsal/times.ts";
import { languageOf, machineLocale } from "../terminal/language.ts";
import { connectRpcs, disconnect } from "../terminal/rpc.ts";
import { pabulibWords } from "./phrases.ts";

/** What a rehearsal on a chain is told. */
export type OnChainOptions = {
  readonly rpc: readonly string[];
  readonly keyFile?: string;
  /** As a manifest states it; the chain's own word where it is not given. */
  readonly finality?: number;
  readonly record?: string;
  readonly json?: boolean;
  /** Language of the steps as they go; with JSON English. */
  readonly lang?: string;
};

/** What it found. */
export type OnChainReport = {
  readonly chainId: string;
  readonly nodes: number;
  readonly election: string;
  /** How far what is final is behind the latest block, as measured before. */
  readonly finalitySeconds: number;
  readonly seconds: number;
  readonly gas: number;
  readonly checks: number;
  readonly failed: readonly string[];
  readonly steps: readonly { readonly title: string; readonly seconds: number; readonly gas: number }[];
};

/** Six residents, two of three trustees, ballots through a relayer, one vote that is changed. */
export const CHAIN_PLAN: RehearsalPlan = {
  ...demoPlan,
  content: {
    ...demoPlan.content,
    title: { ko: "체인에서 해 보는 연습 투표", en: "Rehearsal on this chain" },
    test: { reasons: [{ ko: "사람이 없는 연습", en: "A rehearsal without people" }] },
  },
  ballots: demoPlan.ballots.slice(0, 6),
  trustees: 3,
  threshold: 2,
  sharing: [1, 3],
  batchSizes: [4],
  relayed: true,
};

/**
 * Runs a whole test election in real time on any chain, with times as short as its finality allows.
 * @param output Where the steps are shown.
 * Throws `FinalizedUnknownError` where the chain names no final block and nothing says when one is.
 */
export async function rehearseOnChain(
  { rpc, keyFile, finality, record, json, lang }: OnChainOptions,
  output: NodeJS.WriteStream,
  plan: RehearsalPlan = CHAIN_PLAN,
  waiting?: Waiting,
): Promise<OnChainReport> {
  const urls = rpc as readonly [string, ...string[]];
  const { privateKey } = await organizerAccount(keyFile);
  const rpcs = await connectRpcs(urls);
  const started = performance.now();
  const language = json ? "en" : languageOf(lang ?? machineLocale());
  try {
    const rule = finality === undefined ? CHAINS_OWN_RULE : finalityRule({ finality });
    const lag = await slowest(rpcs, rule);
    const chain = await startRealChain(urls, rpcs, privateKey, rule, waiting);
    const times = realTimes(lag, plan);
    const least = Math.ceil(leastDuration(times) / 60);
    const begins = `${finalityText(rule)}; ${lag.seconds} s behind the latest, ${lag.blockSeconds.toFixed(1)} s for a block: at least ${least} minutes`;
    output.write(`${pabulibWords(begins, language)}\n`);
    const { steps, done } = electionSteps(plan, chain, times);
    const ran = await runSteps(inLanguage(steps, language), output);
    const rehearsed = done();
    if (record !== undefined) writeFileSync(record, `${JSON.stringify(rehearsed.record)}\n`);
    return {
      chainId: String(rpcs[0].chainId),
      nodes: rpcs.length,
      election: rehearsed.election,
      finalitySeconds: lag.seconds,
      seconds: Math.round(performance.now() - started) / 1000,
      gas: ran.reduce((sum, { gas }) => sum + gas, 0),
      checks: rehearsed.checks.length,
      failed: rehearsed.checks.filter(({ ok }) => !ok).map(({ name }) => name),
      steps: ran.map(({ title, seconds, gas }) => ({ title, seconds: Math.round(seconds), gas })),
    };
  } finally {
    disconnect(rpcs);
  }
}

/** The finality of the node that is furthest behind. */
async function slowest(rpcs: Rpcs, rule: Parameters<typeof readFinalityLag>[1]) {
  const lags = [];
  for (const { provider, name } of rpcs) {
    const lag = await readFinalityLag(provider, rule);
    if (lag === undefined) throw new FinalizedUnknownError(name);
    lags.push(lag);
  }
  return lags.reduce((a, b) => (b.seconds > a.seconds ? b : a));
}
