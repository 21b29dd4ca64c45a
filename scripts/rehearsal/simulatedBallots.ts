import { brokenRule } from "../../sdk/election/ballotRules.ts";
import type { BallotRules } from "../../sdk/election/constitution.ts";
import { exampleBallot } from "../../sdk/election/exampleBallot.ts";

/** Turns of an option, and steps, after which a voter has had enough. */
const STEPS = 400;

/** Numbers below 1, the same for the same seed (mulberry32): a rehearsal can be repeated. */
function drawing(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Legal ballots of simulated voters, who like options differently: no forecast of anything. Every other ballot has
 * options and points drawn one after the other, as far as the rules let them; where that gives none, it is the example
 * that the rules have. @param rules Of which there is a legal ballot.
 */
export function simulatedBallots(
  rules: BallotRules,
  ballotSize: number,
  voters: number,
): readonly (readonly number[])[] {
  const draw = drawing(voters * 31 + rules.optionCount);
  const example = padded(exampleBallot(rules) ?? [], ballotSize);
  return Array.from({ length: voters }, () => drawnBallot(rules, ballotSize, draw) ?? example);
}

/** A ballot that was legal at some step; the last such one before the voter has had enough. */
function drawnBallot(rules: BallotRules, ballotSize: number, draw: () => number): readonly number[] | undefined {
  const { optionCount, maxPerOption } = rules;
  let choices = padded([], ballotSize);
  let legal: readonly number[] | undefined = isLegal(choices) ? choices : undefined;
  const enough = 1 + Math.floor(draw() * optionCount);
  let given = 0;
  for (let step = 0; step < STEPS && (given < enough || legal === undefined); step++) {
    // Squared, so that the options listed first are liked more, and there is something to count.
    const option = Math.floor(draw() ** 2 * optionCount);
    const points = 1 + Math.floor(draw() * maxPerOption);
    const next = choices.map((own, i) => (i === option ? points : own));
    const broken = brokenRule(rules, ballotSize, next);
    if (broken === undefined || isTooFew(next)) {
      choices = next;
      given += 1;
      if (broken === undefined) legal = next;
    }
  }
  return legal;

  function isLegal(one: readonly number[]): boolean {
    return brokenRule(rules, ballotSize, one) === undefined;
  }

  /** Whether all that a ballot lacks is more points. */
  function isTooFew(one: readonly number[]): boolean {
    return brokenRule({ ...rules, minTotal: 0 }, ballotSize, one) === undefined;
  }
}

function padded(choices: readonly number[], ballotSize: number): readonly number[] {
  return Array.from({ length: ballotSize }, (_, i) => choices[i] ?? 0);
}
