import type { Provider } from "ethers";
import { HanpyoError } from "../errors.ts";
import type { Reach } from "./jsonRequest.ts";
import { type AnnouncedRelayer, RelayerRefusedError } from "./relayerClient.ts";

/** What a device needs to bring a package to the chain. */
export type Ladder = Reach & {
  readonly relayers: readonly AnnouncedRelayer[];
  readonly provider: Provider;
  /** Times that one relayer is tried before the next (rung 1), and that all of them are (rung 3). */
  readonly tries: number;
  readonly rounds: number;
  /** Milliseconds before the second try; doubled each time, and before each round. */
  readonly delay: number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Told each rung that failed. */
  readonly report?: (relayer: AnnouncedRelayer, failure: HanpyoError) => void;
};

/** How far a package came. */
export type Climbed<Promised> =
  | ({ readonly outcome: "acknowledged"; readonly relayer: AnnouncedRelayer } & Promised)
  | { readonly outcome: "cast"; readonly blockNumber: number }
  /** No relayer took it: this file can be submitted by anybody, from anywhere (rung 4). */
  | { readonly outcome: "package"; readonly file: string; readonly failures: readonly HanpyoError[] };

/** A package on its way. */
export type Errand<Promised> = {
  /** Hands it to a relayer, and checks what that signed. */
  readonly post: (relayer: AnnouncedRelayer) => Promise<Promised>;
  /** The block that holds it, as far as a node tells; throws where the chain can never take it. */
  readonly castIn: () => Promise<number | undefined>;
  readonly file: () => string;
};

/**
 * Brings a package to a relayer: tries each several times, then the next, then all again later. Whatever fails, the
 * chain is asked before anything is sent again, and the package stays the same, so it cannot count twice.
 * Throws what `castIn` does.
 */
export async function climb<Promised>(
  { post, castIn, file }: Errand<Promised>,
  ladder: Ladder,
): Promise<Climbed<Promised>> {
  const failures: HanpyoError[] = [];
  const lasting = new Set<AnnouncedRelayer>();
  // Whoever refused for good is not asked again; if that is everybody, nothing gets better by waiting.
  for (let round = 0; round < ladder.rounds && lasting.size < ladder.relayers.length; round++) {
    if (round > 0) await ladder.wait(ladder.delay * 2 ** (ladder.tries + round));
    for (const relayer of ladder.relayers.filter((one) => !lasting.has(one))) {
      for (let attempt = 0; attempt < ladder.tries; attempt++) {
        if (attempt > 0) await ladder.wait(ladder.delay * 2 ** (attempt - 1));
        try {
          return { outcome: "acknowledged", relayer, ...(await post(relayer)) };
        } catch (error) {
          if (!(error instanceof HanpyoError)) throw error;
          failures.push(error);
          ladder.report?.(relayer, error);
          const blockNumber = await castIn();
          if (blockNumber !== undefined) return { outcome: "cast", blockNumber };
          if (!isLasting(error)) continue;
          lasting.add(relayer);
          break;
        }
      }
    }
  }
  return { outcome: "package", file: file(), failures };
}

/** Whether this relayer will say the same again; another one may not. */
function isLasting(error: HanpyoError): boolean {
  return error instanceof RelayerRefusedError && error.status < 500 && error.status !== 429;
}
