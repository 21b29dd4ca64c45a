import { useCallback, useEffect, useState } from "react";
import type { OpenElection } from "../../../../sdk/chain/resident.ts";
import { censusOfElection, circuitOf, pageProver } from "../../proving/pageProver.ts";
import { useSession } from "../../shared/session.tsx";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import type { Preloaded } from "./journey.ts";

/** What is fetched and compared while the voter reads and chooses. */
export type Preload = Preloaded & {
  /** Whether the identity is on the frozen roll; unknown until it was compared. */
  readonly isOnRoll: boolean | undefined;
  /** Ballots that the voter's slot has taken. */
  readonly version: bigint | undefined;
  readonly error: unknown;
  readonly again: () => void;
};

/**
 * @param activeMembers Of the census, as the chain says.
 * @param isChoosing Whether a ballot is being begun: the slot may have moved since the last one.
 */
export function usePreload(
  open: OpenElection,
  activeMembers: number,
  identity: VotingIdentity,
  isChoosing: boolean,
): Preload {
  const { config } = useSession();
  const [keys, setKeys] = useState<Preloaded["keys"]>({ loaded: 0, total: 0 });
  const [isOnRoll, setOnRoll] = useState<boolean>();
  const [version, setVersion] = useState<bigint>();
  const [error, setError] = useState<unknown>();

  const start = useCallback(() => {
    setError(undefined);
    const prover = pageProver(config);
    const task = { kind: "census", wanted: censusOfElection(open), identityCommitment: identity.commitment } as const;
    prover
      .run({ kind: "load", circuit: circuitOf(open) }, (loaded, total) => setKeys({ loaded, total }))
      .then(() => setKeys("ready"), setError);
    prover.run(task).then((census) => setOnRoll(census.isOnRoll), setError);
  }, [config, open, identity]);
  useEffect(start, [start]);
  useEffect(() => {
    if (!isChoosing) return;
    pageProver(config)
      .run({ kind: "slot", election: open.election, scope: open.scope, secret: identity.secret })
      .then((slot) => setVersion(slot.version), setError);
  }, [config, open, identity, isChoosing]);

  const roll = isOnRoll === undefined ? undefined : activeMembers;
  return { keys, roll, isOnRoll, version, error, again: start };
}
