import { setTimeout as sleep } from "node:timers/promises";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { isFinal } from "../../sdk/election/phase.ts";
import type { Opened } from "./session.ts";
import { readStatus, type Status } from "./status.ts";

/** What a relayer says of itself, in one line. */
export type RelayerState = { readonly url: string; readonly state: string };

export type Watched = { readonly status: Status; readonly relayers: readonly RelayerState[] };

const RELAYER_TIMEOUT_MS = 5_000;

/**
 * Follows an election until its phase is final, and reports every change: phase, consents, turnout, shares, relayers.
 * @param interval Seconds between two looks; undefined looks once.
 */
export async function watchElection(
  opened: Opened,
  rpc: Rpc,
  interval: number | undefined,
  report: (watched: Watched) => void,
): Promise<void> {
  let last = "";
  for (;;) {
    const status = await readStatus(opened, rpc);
    const relayers = await Promise.all((opened.file.relayers ?? []).map(relayerState));
    const seen = JSON.stringify({ ...status, time: 0, relayers });
    if (seen !== last) report({ status, relayers });
    last = seen;
    if (interval === undefined || (status.election !== null && isFinal(status.election.phase))) return;
    await sleep(interval * 1000);
  }
}

async function relayerState(url: string): Promise<RelayerState> {
  try {
    const response = await fetch(new URL("health", url.endsWith("/") ? url : `${url}/`), {
      signal: AbortSignal.timeout(RELAYER_TIMEOUT_MS),
    });
    if (!response.ok) return { url, state: `HTTP ${response.status}` };
    // Ages grow between two looks, and say nothing new.
    const { headAge: _, standing: __, ...health } = (await response.json()) as Record<string, unknown>;
    return { url, state: JSON.stringify(health) };
  } catch {
    return { url, state: "no answer" };
  }
}
