import type { Ballot } from "../../sdk/election/ballot.ts";
import { postBallot } from "../../sdk/relaying/relayerClient.ts";
import { startRelayer } from "../../services/relayer/relayer.ts";
import { openStore } from "../../services/relayer/store.ts";
import { get, type RelayerWorld } from "../services/relayer/relayerWorld.ts";
import { syntheticBallot } from "../services/relayer/syntheticBallots.ts";
import { refusingWrites } from "../services/sending/refusingWrites.ts";
import { RELAYER_WRITES } from "./campaignFaults.ts";
import type { FaultedService } from "./faultRound.ts";
import { lazyStore } from "./lazyStore.ts";

/** A relayer under faults, with voters who keep their ballots' packages. */
export function relayerUnderFaults(world: RelayerWorld): FaultedService<Ballot> {
  const { election, proofs } = world;
  const trackers = new Map<Ballot, string>();
  return {
    newFile: world.newFile,
    async start({ account, file, durability, isFull, ...life }, opened) {
      const plain = openStore(file);
      opened(() => plain.close());
      const relayer = await startRelayer({
        ...life,
        key: account.privateKey,
        proofs,
        elections: [election.election],
        store: refusingWrites(durability === "lazy" ? lazyStore(plain) : plain, RELAYER_WRITES, isFull),
        interval: 0,
        limits: {
          batchDelay: 0,
          setAsideDelay: 0,
          requestsPerMinute: 1_000_000,
          readsPerMinute: 1_000_000,
          // The clock makes large steps, and rounds fail on purpose.
          staleAfter: Number.POSITIVE_INFINITY,
        },
      });
      return { ...relayer, isDone: () => relayer.health().unsettled === 0 };
    },
    // Every third ballot changes the last vote.
    next: async (count, acknowledged) => syntheticBallot(election, count % 3 === 2 ? acknowledged.at(-1) : undefined),
    async post(url, { address }, ballot) {
      const { chainId } = election;
      const given = { chainId, election: election.election, ballot };
      const { tracker } = await postBallot({ url, address }, given, { timeout: 60_000, fetch });
      trackers.set(ballot, tracker);
    },
    async isMissing(url, ballot) {
      const { body } = await get({ url }, `/ballots/${trackers.get(ballot)}`);
      return body.state === "missing";
    },
  };
}
