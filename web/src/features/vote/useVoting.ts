import type { JsonRpcProvider } from "ethers";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { OpenElection } from "../../../../sdk/chain/resident.ts";
import { useSession } from "../../shared/session.tsx";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { runningVoting, setRunning } from "./running.ts";
import { newVoting, type Voting, type VotingState } from "./voting.ts";

/** The vote that is under way in an election, begun when the booth first opens, for the identity that is open. */
export function useVoting(open: OpenElection, identity: VotingIdentity, provider: JsonRpcProvider): Voting {
  const session = useSession();
  const [voting] = useState(() => {
    const earlier = runningVoting(open.election);
    return earlier?.identity.commitment === identity.commitment
      ? earlier
      : newVoting({ open, identity, provider, session });
  });
  useEffect(() => {
    setRunning(open.election, voting);
    voting.enter();
    return voting.leave;
  }, [open.election, voting]);
  return voting;
}

/** Where a vote stands now. */
export function useVotingState(voting: Voting): VotingState {
  return useSyncExternalStore(voting.subscribe, voting.state);
}
