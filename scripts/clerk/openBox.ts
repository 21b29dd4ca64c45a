import type { Signer } from "ethers";
import { electionAt, read } from "../../sdk/chain/contracts.ts";
import { providerOf } from "../../sdk/chain/logs.ts";
import { openElection, readPhase } from "../../sdk/chain/observer.ts";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import { requirePhase } from "../terminal/actPhase.ts";

/** The census that was frozen, and the closing time that people see. */
export type OpenedBox = { readonly census: number; readonly closesAt: number };

/** Opens the ballot box, if it is not open. Throws what `requirePhase` does, or `ContractRefusedError` with what is missing. */
export async function openBox(election: string, sender: Signer): Promise<OpenedBox> {
  if ((await readPhase(election, sender)) !== "open") {
    await requirePhase("open", election, providerOf(sender));
    await openElection(election, sender);
  }
  const { closesAt } = (await readConstitution(election, providerOf(sender))).schedule;
  return { census: Number(await read<bigint>(electionAt(election, sender), "activeMembers")), closesAt };
}
