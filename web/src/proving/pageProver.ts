import type { CensusWanted } from "../../../sdk/chain/frozenCensus.ts";
import type { OpenElection } from "../../../sdk/chain/resident.ts";
import { isKiosk } from "../shared/kiosk/kiosk.ts";
import type { WorkerConfig } from "./messages.ts";
import type { PreparedElection } from "./preparation.ts";
import { openWorker, type Prover, startProver } from "./prover.ts";

let prover: Prover | undefined;

/** The tab's one prover. Its worker starts with the first task. */
export function pageProver(config: WorkerConfig): Prover {
  prover ??= startProver({ ...config, keepsNothing: isKiosk }, openWorker);
  return prover;
}

/** The roll that an election froze. */
export function censusOfElection({
  constitution,
  censusRoot,
}: Pick<OpenElection, "constitution" | "censusRoot">): CensusWanted {
  const { rolls, rollId, schedule } = constitution;
  return { rolls, rollId, censusTime: schedule.censusTime, censusRoot };
}

/** What a ballot of an election is proved for. */
export function preparedElection(open: OpenElection): PreparedElection {
  const { chainId, election, scope, censusRoot, electionKey, constitution } = open;
  const { ballotSize, rules, masked } = constitution;
  return { chainId, election, scope, censusRoot, electionKey, ballotSize, rules, masked };
}

/** The circuit that an election's ballots are proved with. */
export function circuitOf({ constitution }: Pick<OpenElection, "constitution">): string {
  return `ballot-${constitution.ballotSize}`;
}
