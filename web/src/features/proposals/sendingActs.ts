import type { JsonRpcProvider } from "ethers";
import { readActPlace } from "../../../../sdk/chain/actPlace.ts";
import { readHead } from "../../../../sdk/chain/electionState.ts";
import { readFinal } from "../../../../sdk/chain/finalBlock.ts";
import { formatTracker } from "../../../../sdk/crypto/tracker.ts";
import type { HanpyoError } from "../../../../sdk/errors.ts";
import { actContent, actTracker, versionOf } from "../../../../sdk/proposals/act.ts";
import { type ActPackage, encodeActPackage, parseActPackage } from "../../../../sdk/proposals/actPackage.ts";
import { ActDisplacedError, ActEndedError, submitAct } from "../../../../sdk/relaying/actLadder.ts";
import type { PageConfig } from "../../shared/config.ts";
import { proposalPath } from "../../shared/paths.ts";
import { ladderOf } from "../../shared/relaying/ladder.ts";
import type { Session } from "../../shared/session.tsx";
import { manifestsRule } from "../../shared/trust/manifestsRule.ts";
import { forgetAct, type KeptAct, keepAct } from "../../shared/vault/acts.ts";
import { stepOf } from "./actStep.ts";

/** Milliseconds between two looks at the chain. */
const LOOK = 2_000;

/** Of the page's whole life: what was begun goes on wherever its person goes on this page. */
const { signal } = new AbortController();

/** An act as the vault keeps it before anything is sent. */
export function keptAct(given: ActPackage, id: bigint, kind: KeptAct["kind"], title?: string): KeptAct {
  const { nullifier } = given.act;
  const { message } = actContent(given.chainId, given.act);
  const version = versionOf(given.act);
  return {
    proposals: given.proposals,
    proposal: proposalPath(id),
    kind,
    version: Number(version),
    file: encodeActPackage(given),
    tracker: formatTracker(actTracker(given.proposals, { nullifier, version, message })),
    madeAt: Math.floor(Date.now() / 1000),
    state: "proved",
    ...(title !== undefined && { title }),
  };
}

/** What became of an attempt to hand an act over: it is as it was where no relayer took it. */
export type SentAct = { readonly act: KeptAct; readonly failures: readonly HanpyoError[] };

/**
 * Climbs the relayer ladder with an act, and keeps what a relayer signed. One that the chain can never take is let go of.
 * Throws `ActDisplacedError` or `ActEndedError`.
 */
export async function sendAct(
  act: KeptAct,
  config: PageConfig,
  provider: JsonRpcProvider,
  chainId: bigint,
): Promise<SentAct> {
  try {
    const submission = await submitAct(parseActPackage(act.file), ladderOf(config, provider, signal));
    if (submission.outcome === "package") return { act, failures: submission.failures };
    const sent: KeptAct =
      submission.outcome === "cast"
        ? { ...act, state: "acknowledged", blockNumber: submission.blockNumber }
        : {
            ...act,
            state: "acknowledged",
            relayer: submission.relayer.url,
            acknowledgement: JSON.stringify(submission.acknowledgement, (_, value) =>
              typeof value === "bigint" ? String(value) : value,
            ),
          };
    await keepAct(chainId, sent);
    return { act: sent, failures: [] };
  } catch (error) {
    if (error instanceof ActEndedError || error instanceof ActDisplacedError) await forgetAct(chainId, act);
    throw error;
  }
}

/**
 * Follows an act that was handed over until it is final; where its promise is overdue or its block was dropped it is
 * handed over again, the same. Throws `ActEndedError` once the chain can never take it.
 */
export async function followAct(
  act: KeptAct,
  session: Session,
  provider: JsonRpcProvider,
  chainId: bigint,
  told: (act: KeptAct) => void,
): Promise<void> {
  const given = parseActPackage(act.file);
  const rule = await manifestsRule(session.trust);
  let current = act;
  const change = async (changes: Partial<KeptAct>) => {
    current = { ...current, ...changes };
    await keepAct(chainId, current);
    told(current);
  };
  let tried: number | undefined;
  while (current.state === "acknowledged") {
    const [seen, head] = await Promise.all([look(given, provider), readHead(provider).catch(() => undefined)]);
    if (seen !== undefined && head !== undefined) {
      const final = await readFinal(provider, rule).catch(() => undefined);
      const { changes, isSent } = stepOf(current, { seen, time: head.time, finalBlock: final?.number, tried });
      if (changes !== undefined) await change(changes);
      if (seen.place === "latched" || seen.place === "closed") throw new ActEndedError(seen.place);
      if (current.state !== "acknowledged") return;
      if (isSent) {
        tried = head.time;
        current = (await sendAct(current, session.config, provider, chainId)).act;
        told(current);
      }
    }
    await new Promise((done) => setTimeout(done, LOOK));
  }
}

/** Nothing if the node does not answer. */
function look(given: ActPackage, provider: JsonRpcProvider) {
  return readActPlace(given, provider).catch(() => undefined);
}
