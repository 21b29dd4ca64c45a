import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useSession } from "../../shared/session.tsx";
import { judgementQuery } from "../../shared/trust/queries.ts";
import { mayPrepare, sparesData } from "./preparing.ts";

/** Milliseconds to wait where the browser does not say when it is idle. */
const LATER = 2_000;

/**
 * Fetches and checks the proving key and the roll while the election is read, in the worker that the booth uses, if
 * there is a voting identity on this device and the gazette covers the election. What fails here is tried again there, and said there.
 */
export function usePreparation(election: ListedElection, now: number): void {
  const session = useSession();
  const queries = useQueryClient();
  const { config, chain } = session;
  const isOpen = mayPrepare({ election, now, sparesData: sparesData(navigator) });
  const { election: address, constitution } = election;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a constitution never changes, though it is read anew
  useEffect(() => {
    if (!isOpen) return;
    let isLeft = false;
    const prepare = async () => {
      const { listIdentities } = await import("../../shared/vault/identityEntries.ts");
      const identities = (await listIdentities()).length;
      if (isLeft || identities === 0) return;
      // Nothing of the booth comes before it is known whose election this is.
      const { standing } = await queries.fetchQuery(judgementQuery(session, address));
      if (isLeft || standing !== "known") return;
      const { censusOfElection, circuitOf, pageProver } = await import("../../proving/pageProver.ts");
      const { electionAt, read } = await import("../../../../sdk/chain/contracts.ts");
      const censusRoot = await read<bigint>(electionAt(address, await chain()), "censusRoot");
      if (isLeft) return;
      const prover = pageProver(config);
      const wanted = censusOfElection({ constitution, censusRoot });
      await Promise.all([
        prover.run({ kind: "load", circuit: circuitOf({ constitution }) }),
        prover.run({ kind: "roll", wanted }),
      ]);
    };
    const end = whenIdle(() => void prepare().catch(() => undefined));
    return () => {
      isLeft = true;
      end();
    };
  }, [isOpen, address, config, chain, session, queries]);
}

/** Runs work when the browser has nothing else to do. @returns A function that drops it. */
function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === "function") {
    const waiting = requestIdleCallback(work, { timeout: 10 * LATER });
    return () => cancelIdleCallback(waiting);
  }
  const timer = setTimeout(work, LATER);
  return () => clearTimeout(timer);
}
