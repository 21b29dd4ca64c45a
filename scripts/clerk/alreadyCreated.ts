import type { Rpc } from "../../sdk/chain/agreement.ts";
import { journaledAddress, journalFolder } from "./ignitionJournal.ts";
import { createdOf } from "./recoveredDeployment.ts";
import type { Opened } from "./session.ts";

/** The election factory's name in the journal of its deployment. */
const FACTORY = "Factories#ElectionFactory";

/**
 * Address of the election that was created from a file, where the deployment file does not say so: it is lost, or a copy
 * from before. The factory is the noted one, or that of the journal; undefined where neither is known, or nothing was
 * created.
 * @param account Says the organizer's; another's election with the same rules is not this one.
 */
export async function alreadyCreated(
  opened: Opened,
  account: () => Promise<string>,
  folder: string,
  rpc: Rpc,
): Promise<string | undefined> {
  const { file, deployment } = opened;
  if (deployment?.elections[file.id]?.address !== undefined) return undefined;
  const journal = journalFolder({ folder, name: file.chain.deployment });
  const factory = deployment?.contracts.factory ?? journaledAddress(journal, FACTORY);
  if (factory === undefined || (await rpc.provider.getCode(factory)) === "0x") return undefined;
  const organizers = [await account(), ...(deployment === undefined ? [] : [deployment.organizer])];
  return (await createdOf(opened, factory, organizers, rpc))?.election;
}
