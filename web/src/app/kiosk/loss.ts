import { isSendingHere } from "../../shared/ballots/sendingNow.ts";
import { castingsOnDevice } from "../../shared/vault/castings.ts";
import { listIdentities } from "../../shared/vault/identityEntries.ts";
import { noteOf } from "../../shared/vault/notes.ts";

/** What ends with the visit and cannot be had again; the worst of it. */
export type Loss = "sending" | "unsent" | "words";

/** What would be lost if everything were wiped now; nothing where all is done. */
export async function lossNow(): Promise<Loss | undefined> {
  if (isSendingHere()) return "sending";
  const castings = await castingsOnDevice();
  if (castings.some(({ state }) => state === "proved")) return "unsent";
  const notes = await Promise.all((await listIdentities()).map(({ id }) => noteOf(id)));
  const isUnwritten = notes.some(({ enrolledAt, wordsAt }) => enrolledAt !== undefined && wordsAt === undefined);
  return isUnwritten ? "words" : undefined;
}
