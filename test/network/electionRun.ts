import type { Trustee } from "../../scripts/rehearsal/ceremony.ts";
import type { Step } from "../../scripts/rehearsal/step.ts";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import type { BallotPackage } from "../../sdk/election/ballotPackage.ts";
import { releaseShares, verifyEverywhere } from "./observers.ts";
import { provedBallots } from "./provedBallots.ts";
import { type Reckoning, reckon } from "./reckoning.ts";
import { quiet, type Say, type Stage } from "./stage.ts";
import { storm } from "./storm.ts";
import { startVoters, type Voted } from "./voters.ts";

/** What an election under failures came to. */
export type RunReport = Reckoning & {
  readonly seconds: number;
  /** What `verify` said on each host. */
  readonly verdicts: readonly string[];
  /** Most megabytes that the clients of a host held. */
  readonly memory: number;
};

/** Milliseconds between two looks at the relayers' health, which is only told. */
const LOOK = 30_000;
/** What was measured once may be more the next time. */
const ROOM = 1.3;
/** Seconds before the end of voting at which nobody tries any more. */
const LAST_TRY = 10;

/** Holds an election from its creation to its verification by every host, while the network fails. */
export async function electionRun(stage: Stage, say: Say): Promise<RunReport> {
  const started = Date.now();
  const { network, steps, underWay, done, chain, files } = stage;
  let proving: Promise<readonly BallotPackage[]> | undefined;
  let voted: Voted | undefined;

  async function consentWhileProving(step: Step): Promise<string> {
    const { election, town } = underWay();
    const { schedule } = await readConstitution(election, chain.provider);
    await chain.moveTo(schedule.censusTime + 1);
    const began = Date.now();
    const told = (made: number) => {
      if (made % 30 === 0) say(`  ${made} ballots are proved`);
    };
    proving = provedBallots(election, town, chain.provider, told).then((made) => {
      stage.proving = (ROOM * (Date.now() - began)) / 1_000;
      return made;
    });
    return step.run(quiet);
  }

  async function casting(): Promise<string> {
    voted = await stormyVote(stage, await (proving as NonNullable<typeof proving>), say);
    const { acknowledged, cast, untaken } = voted;
    return `${acknowledged.length} ballots acknowledged, ${cast.length} in the box before, ${untaken.length} not taken`;
  }

  async function decryption(): Promise<string> {
    const { election, town } = underWay();
    const [first, , third] = town.trustees as [Trustee, Trustee, Trustee];
    await releaseShares(election, [[first, 3] as const, [third, 4] as const], files);
    return "two trustees read the same sum on hosts 3 and 4, and released their shares";
  }

  const own: Readonly<Record<string, (step: Step) => Promise<string>>> = {
    "Census and consent": consentWhileProving,
    Casting: casting,
    Decryption: decryption,
  };
  for (const step of steps) say(`${step.title}: ${await (own[step.title]?.(step) ?? step.run(quiet))}`);
  await chain.settle();
  const { election, record } = done();
  const verdicts = await verifyEverywhere(election, files, network);
  return {
    ...(await reckon(election, voted as Voted, record.result?.counts.map(BigInt), chain.provider)),
    seconds: Math.round((Date.now() - started) / 1_000),
    verdicts,
    memory: Math.max(...network.memory().values()),
  };
}

/** Everybody votes, and votes again, while a storm goes over the network. */
async function stormyVote(stage: Stage, ballots: readonly BallotPackage[], say: Say): Promise<Voted> {
  const { relayers, chain, network, liar, underWay } = stage;
  const { closesAt } = (await readConstitution(underWay().election, chain.provider)).schedule;
  const left = () => Math.round(closesAt - Date.now() / 1_000);
  let failing: string | undefined;
  const voters = startVoters({
    relayers,
    provider: chain.provider,
    failing: () => failing,
    isOpen: () => left() > LAST_TRY,
  });
  const noteFailing = (what: string | undefined) => {
    failing = what;
  };
  const looking = setInterval(() => void sayHealth(stage, say), LOOK);
  await storm({ network, relayers, liar, begin: voters.begin, failing: noteFailing, say }, ballots);
  say(`the storm is over, ${left()} seconds before the box closes`);
  const voted = await voters.done();
  clearInterval(looking);
  await sayHealth(stage, say);
  return voted;
}

async function sayHealth({ relayers }: Stage, say: Say): Promise<void> {
  for (const { host, health } of relayers) {
    const { status, waiting, unsettled, head, final, said } = (await health()) ?? { status: "no answer" };
    const words = typeof said === "string" ? `: ${said.slice(0, 160)}` : "";
    const numbers = head === undefined ? "" : `, ${waiting} wait, ${unsettled} unsettled, head ${head}, final ${final}`;
    say(`  relayer of host ${host}: ${status}${numbers}${words}`);
  }
}
