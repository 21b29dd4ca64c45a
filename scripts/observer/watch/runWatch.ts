import type { Rpcs } from "../../../sdk/chain/agreement.ts";
import { agreedChain } from "../../../sdk/chain/agreement.ts";
import { electionAt, read } from "../../../sdk/chain/contracts.ts";
import { readFromElection } from "../../../sdk/chain/electionLogs.ts";
import { timeInKorea } from "../../../sdk/election/timeInKorea.ts";
import { koreanMoment } from "../../terminal/koreanTime.ts";
import { connectRpcs, disconnect, requireContract } from "../../terminal/rpc.ts";
import { shown } from "../../terminal/shown.ts";
import type { ObserverSpeaker } from "../observerSpeaker.ts";
import { exitCodeOf, type Finding, type FindingKind, WATCH_FORMAT } from "./finding.ts";
import { watchBox } from "./watchBox.ts";

export type WatchOptions = {
  readonly rpc: string;
  readonly otherRpc?: string;
  readonly election: string;
  readonly every: number;
  readonly promises?: string;
  readonly page?: string;
  readonly pageFolder?: string;
  readonly json?: boolean;
};

/** The text of each kind of finding. */
const TEXTS = {
  watching: "watching",
  look: "watchLook",
  vanished: "watchVanished",
  returned: "watchReturned",
  rewritten: "watchRewritten",
  differ: "watchDiffer",
  broken: "watchBroken",
  "no evidence": "watchNoEvidence",
  page: "watchPage",
  "no answer": "watchNoAnswer",
  ended: "watchEnded",
} as const satisfies Readonly<Record<FindingKind, string>>;

/**
 * `verify --watch`: looks at an open box every so many seconds until it has closed or the person ends it (P11.9).
 * @returns The exit code.
 */
export async function runWatch(options: WatchOptions, speaker: ObserverSpeaker): Promise<0 | 1 | 2> {
  const urls = options.otherRpc === undefined ? [options.rpc] : [options.rpc, options.otherRpc];
  const rpcs = await connectRpcs(urls as [string, ...string[]]);
  const kinds: FindingKind[] = [];
  const tell = (finding: Finding) => {
    kinds.push(finding.kind);
    console.log(options.json ? lineOf(finding) : sentenceOf(finding, speaker));
  };
  const ending = new AbortController();
  const end = () => ending.abort();
  // The command line's own would end at once, without a last line.
  const others = process.listeners("SIGINT");
  process.removeAllListeners("SIGINT").once("SIGINT", end);
  try {
    const { look, ends } = await prepared(options, rpcs);
    tell({
      kind: "watching",
      values: { election: options.election, nodes: rpcs.map(({ name }) => name).join(", "), ends },
    });
    while (!ending.signal.aborted) {
      if (await look(tell)) break;
      await pause(options.every, ending.signal);
    }
    tell({ kind: "ended", values: { code: exitCodeOf(kinds) } });
    return exitCodeOf(kinds);
  } finally {
    process.removeListener("SIGINT", end);
    for (const other of others) process.once("SIGINT", other);
    disconnect(rpcs);
  }
}

async function prepared({ election, promises, page, pageFolder }: WatchOptions, rpcs: Rpcs) {
  agreedChain(rpcs);
  const [{ provider }] = rpcs;
  await requireContract(rpcs[0], "election", election);
  const { schedule } = await read<{ schedule: { closesAt: bigint; closeGrace: bigint } }>(
    electionAt(election, provider),
    "constitution",
  );
  const ends = Number(schedule.closesAt + schedule.closeGrace);
  const created = await readFromElection(election, await provider.getBlockNumber(), provider);
  const served = page === undefined ? undefined : { url: page, folder: pageFolder };
  return { ends, look: watchBox({ election, created, ends, rpcs, promises, page: served }) };
}

function lineOf({ kind, values }: Finding): string {
  const head = kind === "watching" ? { format: WATCH_FORMAT } : {};
  return JSON.stringify({ ...head, at: new Date().toISOString(), kind, ...values });
}

function sentenceOf({ kind, values }: Finding, { language, text }: ObserverSpeaker): string {
  const moment = (time: number) => (language === "ko" ? koreanMoment(time) : timeInKorea(time));
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name === "ends" || name === "deadline" ? moment(Number(value)) : shown(String(value)),
    ]),
  );
  return `${moment(Math.floor(Date.now() / 1000))}  ${text(TEXTS[kind], said)}`;
}

/** Waits; ends at once where the person does. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((fulfil) => {
    if (signal.aborted) fulfil();
    const timer = setTimeout(fulfil, seconds * 1000);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      fulfil();
    });
  });
}
