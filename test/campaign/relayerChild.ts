import { startRelayer } from "../../services/relayer/relayer.ts";
import { openStore } from "../../services/relayer/store.ts";
import { syntheticVerificationKey } from "../contracts/syntheticKey.ts";
import type { Durability } from "./faultRound.ts";
import { lazyStore } from "./lazyStore.ts";

/** What a relayer in a process of its own is started with. */
export type ChildSettings = {
  readonly rpc: readonly string[];
  readonly key: string;
  readonly election: string;
  readonly file: string;
  readonly durability: Durability;
};

/**
 * As `hanpyo relayer start`, but under the synthetic key; sends its address in the network to its parent. After a message
 * from the parent, which it returns, a lazy store writes nothing more.
 */
if (process.send !== undefined) {
  const { rpc, key, election, file, durability } = JSON.parse(process.argv[2] as string) as ChildSettings;
  const store = openStore(file);
  let writes = true;
  process.on("message", (message) => {
    writes = false;
    process.send?.(message);
  });
  const { url } = await startRelayer({
    rpc,
    key,
    elections: [election],
    proofs: { 8: syntheticVerificationKey() },
    interval: 50,
    store: durability === "lazy" ? lazyStore(store, () => writes) : store,
    limits: { batchDelay: 300, setAsideDelay: 100, requestsPerMinute: 1_000_000, readsPerMinute: 1_000_000 },
  });
  process.send(url);
}
