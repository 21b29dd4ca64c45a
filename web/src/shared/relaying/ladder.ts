import type { JsonRpcProvider } from "ethers";
import { HanpyoError } from "../../../../sdk/errors.ts";
import type { Ladder } from "../../../../sdk/relaying/climb.ts";
import type { PageConfig } from "../config.ts";

/** Milliseconds; a relayer checks a proof in well under a second. */
const TIMEOUT = 15_000;
const DELAY = 1_000;

/** The journey's own end: the person left the page. */
export class LeftPageError extends HanpyoError {
  constructor() {
    super("LEFT_PAGE", "The page was left", "Open it again; the ballot is kept on this device");
  }
}

/** How this page brings ballots to its relayers, until `signal` says that the person left. */
export function ladderOf(
  { relayers }: Pick<PageConfig, "relayers">,
  provider: JsonRpcProvider,
  signal: AbortSignal,
): Ladder {
  return {
    relayers,
    provider,
    tries: 2,
    rounds: 2,
    delay: DELAY,
    timeout: TIMEOUT,
    fetch: (input, init) => fetch(input, init),
    wait: (milliseconds) =>
      new Promise((done, fail) => {
        const left = () => fail(new LeftPageError());
        if (signal.aborted) return left();
        signal.addEventListener("abort", left, { once: true });
        setTimeout(done, milliseconds);
      }),
  };
}
