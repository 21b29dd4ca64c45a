import type { JsonRpcProvider } from "ethers";
import type { OpenElection } from "../../../../sdk/chain/resident.ts";
import { acknowledgementSchema } from "../../../../sdk/election/acknowledgement.ts";
import type { Ballot } from "../../../../sdk/election/ballot.ts";
import { encodeBallotPackage, parseBallotPackage } from "../../../../sdk/election/ballotPackage.ts";
import type { HanpyoError } from "../../../../sdk/errors.ts";
import { followBallot } from "../../../../sdk/relaying/follow.ts";
import { type Submission, submitBallot } from "../../../../sdk/relaying/ladder.ts";
import type { AnnouncedRelayer } from "../../../../sdk/relaying/relayerClient.ts";
import type { FinalityRule } from "../../../../sdk/trust/finality.ts";
import type { PageConfig } from "../../shared/config.ts";
import { ladderOf } from "../../shared/relaying/ladder.ts";
import { type Casting, keepCasting } from "../../shared/vault/castings.ts";

/** Milliseconds between two looks at the chain. */
const LOOK = 2_000;

type Told = (casting: Casting) => void;

/** What became of an attempt to hand a ballot over. */
export type Sent = { readonly casting: Casting; readonly failures: readonly HanpyoError[] };

/** Keeps a proved ballot on the device before anything is sent. */
export async function keepProved(open: OpenElection, ballot: Ballot, tracker: string): Promise<Casting> {
  const casting: Casting = {
    chainId: String(open.chainId),
    election: open.election,
    file: encodeBallotPackage({ chainId: open.chainId, election: open.election, ballot }),
    tracker,
    version: String(ballot.version),
    madeAt: Math.floor(Date.now() / 1000),
    state: "proved",
  };
  await keepCasting(casting);
  return casting;
}

/** Climbs the relayer ladder with a ballot (rungs 1 to 3). Throws `BallotDisplacedError`. */
export async function sendCasting(
  casting: Casting,
  config: PageConfig,
  provider: JsonRpcProvider,
  signal: AbortSignal,
  report: (relayer: AnnouncedRelayer, failure: HanpyoError) => void,
): Promise<Sent> {
  const submission = await submitBallot(parseBallotPackage(casting.file), {
    ...ladderOf(config, provider, signal),
    report,
  });
  const next = submitted(casting, submission);
  await keepCasting(next);
  return { casting: next, failures: submission.outcome === "package" ? submission.failures : [] };
}

/** Follows an acknowledged ballot until it is final, displaced or missing, and tells every change. */
export async function followCasting(
  casting: Casting,
  open: OpenElection,
  config: PageConfig,
  provider: JsonRpcProvider,
  rule: FinalityRule,
  signal: AbortSignal,
  told: Told,
): Promise<void> {
  let current = casting;
  const change = async (changes: Partial<Casting>) => {
    current = { ...current, ...changes };
    await keepCasting(current);
    told(current);
  };
  const followed = await followBallot(parseBallotPackage(casting.file), submissionOf(casting), {
    ...ladderOf(config, provider, signal),
    constitution: open.constitution,
    provider,
    rule,
    interval: LOOK,
    seen: (place) => {
      const blockNumber = place.place === "cast" ? place.blockNumber : undefined;
      if (blockNumber === current.blockNumber || signal.aborted) return;
      void change({ blockNumber, dropped: blockNumber === undefined });
    },
  });
  await change({
    state: followed.outcome,
    ...(followed.outcome === "missing" ? {} : { blockNumber: followed.blockNumber }),
  });
}

function submitted(casting: Casting, submission: Submission): Casting {
  switch (submission.outcome) {
    case "acknowledged":
      return {
        ...casting,
        state: "acknowledged",
        relayer: submission.relayer.url,
        acknowledgement: JSON.stringify(submission.acknowledgement, (_, value) =>
          typeof value === "bigint" ? String(value) : value,
        ),
      };
    case "cast":
      return { ...casting, state: "acknowledged", blockNumber: submission.blockNumber };
    case "package":
      return casting;
  }
}

/** What was submitted, as far as following needs it: whether and until when a relayer promised. */
function submissionOf({ acknowledgement, blockNumber, relayer = "" }: Casting): Submission {
  if (acknowledgement === undefined) return { outcome: "cast", blockNumber: blockNumber ?? 0 };
  const promised = acknowledgementSchema.parse(JSON.parse(acknowledgement));
  return {
    outcome: "acknowledged",
    tracker: "",
    relayer: { url: relayer, address: promised.relayer },
    acknowledgement: promised,
  };
}
