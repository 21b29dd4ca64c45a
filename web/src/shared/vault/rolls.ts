import { get, update } from "idb-keyval";
import { inVault } from "./sealing.ts";

const PLACE = "rolls";

/** Remembers the rolls that the offices put an identity of this browser on. */
export async function noteRolls(rollIds: readonly string[]): Promise<void> {
  await inVault((store) =>
    update<readonly string[]>(PLACE, (earlier = []) => [...new Set([...earlier, ...rollIds])], store),
  );
}

/** Those rolls; none where nobody registered with this browser, or restored an identity only. */
export async function notedRolls(): Promise<readonly string[]> {
  return (await inVault((store) => get<readonly string[]>(PLACE, store))) ?? [];
}
