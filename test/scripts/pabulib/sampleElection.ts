import { parsePabulib } from "../../../scripts/pabulib/parsePabulib.ts";
import { type PabulibElection, toElection } from "../../../scripts/pabulib/toElection.ts";

/** What differs from the sample: META by key (undefined leaves a key out), the lines of the other two sections. */
export type SampleChange = {
  readonly meta?: Readonly<Record<string, string | undefined>>;
  readonly projects?: readonly string[];
  readonly votes?: readonly string[];
};

const META = { description: "Sample", num_projects: "3", num_votes: "4", budget: "100", vote_type: "approval" };
const PROJECTS = ["project_id;cost;votes;name;selected", "a;60;3;Park;1", "b;50;2;Bench;0", "c;30;2;Lamp;1"];
const VOTES = ["voter_id;vote", "1;a,b", "2;a,c", "3;a", "4;b,c"];

/** A small `.pb` file: three projects, four approval ballots, rule greedy. */
export function sampleText({ meta = {}, projects = PROJECTS, votes = VOTES }: SampleChange = {}): string {
  const entries = Object.entries({ ...META, rule: "greedy", ...meta }).filter(([, value]) => value !== undefined);
  const lines = entries.map(([key, value]) => `${key};${value}`);
  return [...["META", "key;value"], ...lines, "PROJECTS", ...projects, "VOTES", ...votes, ""].join("\n");
}

/** Ballots that give points: the sample's projects, and a `votes` line `voter;projects;points` for each. */
export function pointsText(meta: SampleChange["meta"], ...votes: readonly string[]): string {
  const counted = { num_votes: String(votes.length), ...meta };
  const projects = ["project_id;cost", "a;60", "b;50", "c;30"];
  return sampleText({ meta: counted, projects, votes: ["voter_id;vote;points", ...votes] });
}

/** The election of a text. */
export function electionOf(text: string, voters?: number): PabulibElection {
  return toElection(parsePabulib(text), voters);
}

/** The choices without the options that are not offered. */
export function choicesOf({ ballots, rules }: PabulibElection): number[][] {
  return ballots.map((choices) => choices.slice(0, rules.optionCount));
}

/** Number (from 1) of the first line that is this text. */
export function lineOf(text: string, line: string): number {
  return text.split(/\r\n|\n|\r/).indexOf(line) + 1;
}
