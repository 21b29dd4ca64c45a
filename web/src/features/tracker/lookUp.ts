import { z } from "zod";
import { formatTracker } from "../../../../sdk/crypto/tracker.ts";
import { askRelayer } from "../../../../sdk/relaying/relayerClient.ts";
import type { FinalityRule } from "../../../../sdk/trust/finality.ts";
import type { PageConfig } from "../../shared/config.ts";
import type { CastFound } from "./messages.ts";
import { searchChain } from "./search.ts";

export const STATES = ["final", "included", "accepted", "replaced", "displaced", "missing", "unknown"] as const;
export type TrackedState = (typeof STATES)[number];

/** Where a ballot stands, by the chain first and the relayers where the chain has nothing. */
export type Tracked = {
  readonly state: TrackedState;
  readonly cast: CastFound | undefined;
  /** Unix seconds that a relayer promised. */
  readonly deadline: number | undefined;
  readonly silentRelayers: number;
  /** Milliseconds. */
  readonly at: number;
};

const TIMEOUT = 8_000;

const answerSchema = z.object({
  state: z.enum(["accepted", "included", "final", "displaced", "missing"]),
  deadline: z.number().optional(),
});
type Answer = z.infer<typeof answerSchema>;

/** Looks a tracker up on the chain and at the relayers. Throws what a silent node gives. */
export async function lookUp(
  tracker: bigint,
  elections: readonly string[],
  { rpc, chainId, firstBlock, relayers }: PageConfig,
  rule: FinalityRule,
  signal: AbortSignal,
): Promise<Tracked> {
  const task = { node: { rpc, chainId, firstBlock }, elections, rule, tracker };
  const asked = Promise.all(relayers.map(({ url }) => askOne(url, tracker)));
  const [cast, answers] = await Promise.all([searchChain(task, signal), asked]);
  const heard = answers.filter((answer) => answer !== undefined);
  return {
    cast,
    silentRelayers: answers.length - heard.length,
    at: Date.now(),
    ...(cast === undefined ? relayed(heard) : { state: onChain(cast), deadline: undefined }),
  };
}

function onChain({ replaced, isFinal }: CastFound): TrackedState {
  if (replaced) return "replaced";
  return isFinal ? "final" : "included";
}

/** A relayer that never heard of the ballot says "missing" without a deadline. */
function relayed(answers: readonly Answer[]): Pick<Tracked, "state" | "deadline"> {
  const order = ["accepted", "displaced", "missing"] as const;
  for (const state of order) {
    const answer = answers.find((one) => one.state === state && (state !== "missing" || one.deadline !== undefined));
    if (answer !== undefined) return { state, deadline: answer.deadline };
  }
  return { state: "unknown", deadline: undefined };
}

async function askOne(url: string, tracker: bigint): Promise<Answer | undefined> {
  try {
    const path = `/ballots/${encodeURIComponent(formatTracker(tracker))}`;
    return answerSchema.parse(await askRelayer(url, path, { timeout: TIMEOUT, fetch: fetch.bind(globalThis) }));
  } catch {
    return undefined;
  }
}
