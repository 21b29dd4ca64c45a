import { ZeroHash } from "ethers";
import { electionAt, read } from "../../sdk/chain/contracts.ts";
import { openElection, readPhase } from "../../sdk/chain/observer.ts";
import { createElection, readConstitution } from "../../sdk/chain/organizer.ts";
import { makeConsent, postConsent, readConsentTask } from "../../sdk/chain/trustee.ts";
import { memoryJournal } from "../../sdk/chain/trusteeJournal.ts";
import { makeShare, postShare } from "../../sdk/chain/trusteeShare.ts";
import { ballotSizeFor } from "../../sdk/election/ballotSize.ts";
import type { Schedule } from "../../sdk/election/constitution.ts";
import { contentHash, encodeContent } from "../../sdk/election/content.ts";
import type { DemoElection } from "./demoElections.ts";
import type { LocalChain } from "./localChain.ts";
import { localShareTask } from "./localShareTask.ts";
import { TallyWaitsError, tallyElection } from "./tallyElection.ts";
import type { Town } from "./town.ts";

const ROLL = 1n;

/**
 * Creates a further election of a town. Nobody consents yet: that comes after the census time.
 * @param consentsRequired As many as the town has trustees, unless others consent too.
 * @returns Its address.
 */
export async function createFurther(
  town: Town,
  { content, rules, outcome, revoting = true }: DemoElection,
  schedule: Schedule,
  consentsRequired = town.trustees.length,
): Promise<string> {
  const bytes = encodeContent(content);
  const { election } = await createElection(
    town.shared.factory.address,
    {
      contentHash: contentHash(bytes),
      jointHash: ZeroHash,
      rolls: town.shared.registry.address,
      rollId: ROLL,
      board: town.board,
      minimumCensus: 1,
      minimumBallots: 1,
      consentsRequired,
      revoting,
      masked: false,
      isTest: true,
      ballotSize: ballotSizeFor(rules.optionCount) ?? rules.optionCount,
      rules,
      schedule,
      outcome,
    },
    bytes,
    town.organizer,
  );
  return election;
}

/** Moves the clock past an election's census time, unless it is past it; then all trustees of the town consent. */
export async function consentToFurther(election: string, town: Town, chain: LocalChain): Promise<void> {
  const { censusTime } = (await readConstitution(election, chain.provider)).schedule;
  if ((await chain.now()) <= censusTime) await chain.moveTo(censusTime + 1);
  for (const { seat } of town.trustees) {
    const task = await readConsentTask(election, seat, chain.provider);
    await postConsent(election, makeConsent(town.secrets[seat - 1] as bigint, task), town.relayer);
  }
}

/** Moves the clock to an election's opening, unless it is past it, and opens the box; the town's trustees consent before. */
export async function openFurther(election: string, town: Town, chain: LocalChain): Promise<void> {
  if ((await readPhase(election, chain.provider)) !== "pending") return;
  const { opensAt } = (await readConstitution(election, chain.provider)).schedule;
  const consented = (await read<bigint>(electionAt(election, chain.provider), "consents")) !== 0n;
  if (!consented) await consentToFurther(election, town, chain);
  if ((await chain.now()) < opensAt) await chain.moveTo(opensAt);
  await openElection(election, town.relayer);
}

/** Moves the clock past an election's closing, and seals its sum; with an empty box that decides it. */
export async function sealFurther(election: string, town: Town, threshold: number, chain: LocalChain): Promise<void> {
  const { schedule } = await readConstitution(election, chain.provider);
  const closed = schedule.closesAt + schedule.closeGrace;
  if ((await chain.now()) < closed) await chain.moveTo(closed);
  if (await tally(election, town, threshold)) return;
  await chain.wait(schedule.sealDelay);
  await tally(election, town, threshold);
}

/**
 * Seals an election's sum; then the seats given release their shares and the result is posted.
 * @param seats At least as many as the board's threshold.
 */
export async function finishFurther(
  election: string,
  town: Town,
  seats: readonly number[],
  chain: LocalChain,
): Promise<void> {
  await sealFurther(election, town, seats.length, chain);
  if ((await readPhase(election, chain.provider)) !== "sealed") return;
  for (const seat of seats) {
    const task = await localShareTask(election, seat, chain);
    const share = await makeShare(town.secrets[seat - 1] as bigint, task, memoryJournal());
    await postShare(election, share, town.relayer);
  }
  await tally(election, town, seats.length);
}

/** Counts as far as it goes now. @returns Whether nothing is left to do. */
async function tally(election: string, { trustees, relayer }: Town, threshold: number): Promise<boolean> {
  const board = { trustees: trustees.length, threshold };
  try {
    await tallyElection(election, board, relayer, { done: () => {}, searching: () => {} });
    return true;
  } catch (error) {
    if (error instanceof TallyWaitsError) return false;
    throw error;
  }
}
