import { demoPlan } from "../rehearsal/demoPlan.ts";
import { electionSteps } from "../rehearsal/electionSteps.ts";
import type { LocalChain } from "../rehearsal/localChain.ts";
import type { RehearsalPlan } from "../rehearsal/plan.ts";
import { resized } from "../rehearsal/resized.ts";
import type { Step } from "../rehearsal/step.ts";
import type { Figures } from "./figures.ts";

const BATCH = 32;

/** An election of 34 with ballots of `size` options: the first ballot, one alone, and 32 in one batch. */
export function benchPlan(size: number): RehearsalPlan {
  const ballots = Array.from({ length: BATCH + 2 }, (_, i) => demoPlan.ballots[i % 12] as readonly number[]);
  return resized({ ...demoPlan, ballots, batchSizes: [1, 1, BATCH] }, size);
}

/** Gas of every call of a whole election with ballots of `size` options. */
export async function electionGas(size: number, chain: LocalChain): Promise<Figures> {
  const { steps } = electionSteps(benchPlan(size), chain);
  const gas = await runForGas(steps);
  const of = (title: string, index: number) => gas.get(title)?.at(index) as number;
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
  };
}

/** Gas of the largest board's ceremony: 81 proved shares. */
export async function ceremonyGas(chain: LocalChain): Promise<Figures> {
  const { steps } = electionSteps({ ...demoPlan, trustees: 9, threshold: 5 }, chain);
  const gas = await runForGas(steps.slice(0, 2));
  return {
    "gas.register.5of9": gas.get("Key ceremony")?.at(0) as number,
    "gas.deal.5of9": gas.get("Key ceremony")?.at(9) as number,
  };
}

async function runForGas(steps: readonly Step[]): Promise<ReadonlyMap<string, readonly number[]>> {
  const spent = new Map<string, readonly number[]>();
  for (const step of steps) {
    const gas: number[] = [];
    await step.run({ say: () => {}, spent: ({ gasUsed }) => gas.push(Number(gasUsed)) });
    spent.set(step.title, gas);
  }
  return spent;
}
