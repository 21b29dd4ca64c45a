import type { JsonRpcProvider } from "ethers";
import { readPhase } from "../../../../sdk/chain/observer.ts";
import { readElection } from "../../../../sdk/chain/ownElections.ts";
import { type OpenElection, readOpenElection } from "../../../../sdk/chain/resident.ts";
import { trackerOf } from "../../../../sdk/crypto/tracker.ts";
import type { Ballot } from "../../../../sdk/election/ballot.ts";
import { type BallotPackage, parseBallotPackage } from "../../../../sdk/election/ballotPackage.ts";
import type { Content } from "../../../../sdk/election/content.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { type Submission, submitBallot } from "../../../../sdk/relaying/ladder.ts";
import { askWorker } from "../../shared/askWorker.ts";
import type { PageConfig } from "../../shared/config.ts";
import { ladderOf } from "../../shared/relaying/ladder.ts";
import type { Task } from "./messages.ts";

/** Another person's ballot, handed over: what it is for, its tracker, and how far it came. Nothing tells what it chose. */
export type Delivered = { readonly content: Content; readonly tracker: string; readonly submission: Submission };

export class PackageOfAnotherChainError extends HanpyoError {
  constructor(found: bigint, expected: number) {
    super(
      "PACKAGE_OF_ANOTHER_CHAIN",
      `The ballot is for chain ${found}, this page for chain ${expected}`,
      "Open it on the page that the voter used",
    );
  }
}

export class PackageNotOpenError extends HanpyoError {
  constructor(election: string, phase: string) {
    super("PACKAGE_NOT_OPEN", `Election ${election} is ${phase}`, "Look at the vote's schedule");
  }
}

export class PackageProofInvalidError extends HanpyoError {
  constructor() {
    super(
      "PACKAGE_PROOF_INVALID",
      "The ballot's proof does not hold",
      "Ask the voter for the package as their device wrote it",
    );
  }
}

/**
 * Checks a package as far as this page can without a relayer, and hands it to the page's relayers.
 * Throws `BallotPackageMalformedError`, `PackageOfAnotherChainError`, `ElectionUnknownError`, `PackageNotOpenError`,
 * `PackageProofInvalidError` or `BallotDisplacedError`.
 */
export async function deliver(
  text: string,
  config: PageConfig,
  provider: JsonRpcProvider,
  signal: AbortSignal,
): Promise<Delivered> {
  const ballotPackage: BallotPackage = parseBallotPackage(text);
  const { chainId, election, ballot } = ballotPackage;
  if (chainId !== BigInt(config.chainId)) throw new PackageOfAnotherChainError(chainId, config.chainId);
  const { content } = await readElection(config, election, provider);
  const phase = await readPhase(election, provider);
  if (phase !== "open") throw new PackageNotOpenError(election, phase);
  const open = await readOpenElection(election, provider);
  if (!(await holds(open, ballot))) throw new PackageProofInvalidError();
  const submission = await submitBallot(ballotPackage, ladderOf(config, provider, signal));
  return { content, submission, tracker: trackerOf({ election, ...ballot }) };
}

function holds(open: OpenElection, ballot: Ballot): Promise<boolean> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  return askWorker<Task, boolean>(worker, { open, ballot });
}
