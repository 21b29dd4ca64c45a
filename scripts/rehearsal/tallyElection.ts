import type { Signer } from "ethers";
import { ContractRefusedError, electionAt, read } from "../../sdk/chain/contracts.ts";
import { providerOf } from "../../sdk/chain/logs.ts";
import { postResult, readPhase, readShares, readSum, sealTally, sumTally } from "../../sdk/chain/observer.ts";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import type { Phase } from "../../sdk/election/phase.ts";
import { decryptCounts } from "../../sdk/election/tally.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { requirePhase } from "../terminal/actPhase.ts";
import { koreanTime } from "../terminal/koreanTime.ts";

/** The parts of counting, in their order. */
export const TALLY_PARTS = ["partSum", "partSeal", "partShares", "partCounts", "partResult"] as const;
export type TallyPart = (typeof TALLY_PARTS)[number];

export type TallyBoard = { readonly trustees: number; readonly threshold: number };

/** How the tally tells where it is. */
export type TallyReport = {
  /** A part is done, by this run or by somebody before. */
  done(part: TallyPart): void;
  /** Points walked in the search of the counts. */
  searching(done: number, total: number): void;
};

/** What the count cannot go on without, and what to do then; nothing is lost by running it again. */
export class TallyWaitsError extends HanpyoError {
  /** What is waited for, in Korean. */
  readonly reasonInKorean: string;

  constructor(what: string, remedy: string, reasonInKorean: string) {
    super("TALLY_WAITS", what, remedy);
    this.reasonInKorean = reasonInKorean;
  }
}

/**
 * Sums, seals, decrypts and posts the result (P8 to P10), as far as it can be done now. Run again it goes on where it
 * or anybody else stopped. Throws `TallyWaitsError` where time, blocks or shares are missing.
 * @returns The phase reached: decided, or where nothing is ever counted too few or below quorum.
 */
export async function tallyElection(
  election: string,
  { trustees, threshold }: TallyBoard,
  sender: Signer,
  report: TallyReport,
): Promise<Extract<Phase, "decided" | "too few" | "below quorum">> {
  const provider = providerOf(sender);
  const contract = electionAt(election, sender);
  const constitution = await readConstitution(election, provider);
  let phase = await readPhase(election, sender);
  if (phase === "pending" || phase === "void") await requirePhase("tally", election, provider);
  if (phase === "open") {
    const { closesAt, closeGrace } = constitution.schedule;
    throw new TallyWaitsError(
      `The box takes ballots until ${koreanTime(closesAt + closeGrace)}`,
      "Run `tally` after that",
      `${koreanTime(closesAt + closeGrace)}까지 투표지를 받습니다.`,
    );
  }
  if (phase === "too few" || phase === "below quorum") return phase;
  if (phase === "closed") {
    await sumTally(election, sender);
    report.done("partSum");
    await seal(election, sender);
    phase = await readPhase(election, sender);
    report.done("partSeal");
  } else {
    report.done("partSum");
    report.done("partSeal");
  }
  if (phase === "decided") {
    for (const part of TALLY_PARTS.slice(2)) report.done(part);
    return phase;
  }

  const ballots = Number(await read<bigint>(contract, "ballots"));
  const sum = await readSum(election, sender);
  const shares = ballots === 0 ? [] : (await readShares(election, sender)).slice(0, threshold);
  if (ballots > 0 && shares.length < threshold) {
    throw new TallyWaitsError(
      `${shares.length} of ${threshold} shares are in`,
      `Ask the trustees that \`status\` names for \`npm run hanpyo -- trustee share --election ${election} --key trustee.json --rpc URL --rpc OTHER_URL --trust trust.json --anchor gazette.txt\``,
      `개표 조각이 ${threshold}개 가운데 ${shares.length}개 들어왔습니다.`,
    );
  }
  report.done("partShares");
  const bound = ballots * constitution.rules.maxPerOption;
  const counts =
    ballots === 0
      ? Array.from({ length: constitution.ballotSize }, () => 0n)
      : decryptCounts(sum, shares, trustees, bound, report.searching);
  report.done("partCounts");
  await postResult(election, counts, shares, sum, sender);
  report.done("partResult");
  return "decided";
}

/** Seals the sum; somebody else may have been faster. */
async function seal(election: string, sender: Signer): Promise<void> {
  try {
    await sealTally(election, sender);
  } catch (error) {
    if (!(error instanceof ContractRefusedError)) throw error;
    if (error.refusal === "AlreadySealed") return;
    if (error.refusal !== "SealTooEarly") throw error;
    const at = Number(error.args.sealableAt);
    const left = at - Number(error.args.blockTime);
    const time = koreanTime(at);
    throw new TallyWaitsError(
      `The sum can be sealed from ${time} on, in ${left} seconds`,
      "Run `tally` again then",
      `집계는 ${time}부터 봉인할 수 있습니다(${left}초 뒤).`,
    );
  }
}
