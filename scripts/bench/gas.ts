import type { Sent } from "../../sdk/chain/contracts.ts";
import { demoPlan } from "../rehearsal/demoPlan.ts";
import { electionSteps } from "../rehearsal/electionSteps.ts";
import type { LocalChain } from "../rehearsal/localChain.ts";
import type { RehearsalPlan } from "../rehearsal/plan.ts";
import { resized } from "../rehearsal/resized.ts";
import type { Step } from "../rehearsal/step.ts";
import { gasBreakdown } from "./breakdown.ts";
import type { Figures } from "./figures.ts";

const BATCH = 32;
/** Ballots of 8 options that fit into the 128 KiB of a transaction, and that relayers send at the most. */
const LARGEST = 128;
/** The size whose ballots' gas is taken apart. */
const BROKEN_DOWN = 8;

/** An election of 34 with ballots of `size` options: the first ballot, one alone, and 32 in one batch. */
export function benchPlan(size: number): RehearsalPlan {
  const ballots = Array.from({ length: BATCH + 2 }, (_, i) => demoPlan.ballots[i % 12] as readonly number[]);
  return resized({ ...demoPlan, ballots, batchSizes: [1, 1, BATCH] }, size);
}

/** Gas of every call of a whole election with ballots of `size` options. */
export async function electionGas(size: number, chain: LocalChain): Promise<Figures> {
  const { steps } = electionSteps(benchPlan(size), chain);
  const sent = await runForGas(steps);
  const of = (title: string, index: number) => gasOf(sent.get(title)?.at(index));
  const hashOf = (index: number) => sent.get("Casting")?.at(index)?.hash as string;
  const breakdowns =
    size === BROKEN_DOWN
      ? {
          ...(await gasBreakdown(`gas.breakdown.${size}.alone`, hashOf(1), 1, chain.provider)),
          ...(await gasBreakdown(`gas.breakdown.${size}.batch${BATCH}`, hashOf(2), BATCH, chain.provider)),
        }
      : {};
  const shared: Figures = {
    "gas.register.3of5": of("Key ceremony", 0),
    "gas.deal.3of5": of("Key ceremony", 5),
    "gas.consent": of("Census and consent", 0),
  };
  return {
    [`gas.castBallots.${size}.alone`]: of("Casting", 1),
    [`gas.castBallots.${size}.batch${BATCH}`]: Math.round(of("Casting", 2) / BATCH),
    [`gas.castBallot.${size}.change`]: of("Changing a vote", 0),
    [`gas.create.${size}`]: of("Creation", 0),
    [`gas.open.${size}`]: of("Opening", 0),
    [`gas.sum.${size}.4batches`]: of("Closing and sealing", 0),
    [`gas.seal.${size}`]: of("Closing and sealing", 1),
    [`gas.postShare.${size}`]: of("Decryption", 0),
    [`gas.postResult.${size}.3of5`]: of("Result", 0),
    ...(size === demoPlan.ballotSize ? shared : {}),
    ...breakdowns,
  };
}

/** Gas of a ballot in the largest batch that nodes take, with real proofs. */
export async function largestBatchGas(size: number, chain: LocalChain): Promise<Figures> {
  const plan = benchPlan(size);
  const ballots = Array.from({ length: LARGEST + 1 }, (_, i) => plan.ballots[i % 12] as readonly number[]);
  const { steps } = electionSteps({ ...plan, ballots, batchSizes: [1, LARGEST] }, chain);
  const casting = steps.findIndex(({ title }) => title === "Casting");
  const sent = await runForGas(steps.slice(0, casting + 1));
  return { [`gas.castBallots.${size}.batch${LARGEST}`]: Math.round(gasOf(sent.get("Casting")?.at(1)) / LARGEST) };
}

/** Gas of the largest board's ceremony: 81 proved shares. */
export async function ceremonyGas(chain: LocalChain): Promise<Figures> {
  const { steps } = electionSteps({ ...demoPlan, trustees: 9, threshold: 5 }, chain);
  const sent = await runForGas(steps.slice(0, 2));
  return {
    "gas.register.5of9": gasOf(sent.get("Key ceremony")?.at(0)),
    "gas.deal.5of9": gasOf(sent.get("Key ceremony")?.at(9)),
  };
}

/** What each step sent, by its title. */
async function runForGas(steps: readonly Step[]): Promise<ReadonlyMap<string, readonly Sent[]>> {
  const all = new Map<string, readonly Sent[]>();
  for (const step of steps) {
    const sent: Sent[] = [];
    await step.run({ say: () => {}, spent: (one) => sent.push(one) });
    all.set(step.title, sent);
  }
  return all;
}

function gasOf(sent: Sent | undefined): number {
  return Number(sent?.gasUsed);
}
