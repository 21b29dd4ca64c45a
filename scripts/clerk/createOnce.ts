import { setTimeout as sleep } from "node:timers/promises";
import type { Provider, Wallet } from "ethers";
import { factoryAt } from "../../sdk/chain/contracts.ts";
import { logsOf } from "../../sdk/chain/logs.ts";
import { createElection } from "../../sdk/chain/organizer.ts";
import type { Constitution } from "../../sdk/election/constitution.ts";
import { constitutionHash } from "../../sdk/election/constitutionAbi.ts";
import { type Content, encodeContent } from "../../sdk/election/content.ts";
import { type Deployment, writeDeployment } from "./deploymentFile.ts";
import { requireSame } from "./deployRefusals.ts";

const POLL_MS = 500;

/** One election and where to create it. */
export type Creation = {
  readonly id: string;
  readonly constitution: Constitution;
  readonly content: Content;
  readonly factory: string;
  readonly organizer: Wallet;
  readonly folder: string;
};

/**
 * Creates an election unless it was created before, also by a run that was killed before it could note that: what was
 * meant is noted before it is sent, and the chain is asked first.
 * Throws `DeploymentDiffersError` if it was created with another constitution.
 */
export async function createOnce(deployment: Deployment, creation: Creation): Promise<Deployment> {
  const { id, constitution, content, factory, organizer, folder } = creation;
  const provider = organizer.provider as Provider;
  const hash = constitutionHash(constitution);
  const earlier = deployment.elections[id];
  const noted = (entry: Deployment["elections"][string], blocks: Deployment["blocks"] = {}): Deployment => {
    const elections = { ...deployment.elections, [id]: entry };
    const changed = { ...deployment, elections, blocks: { ...deployment.blocks, ...blocks } };
    writeDeployment(folder, changed);
    return changed;
  };
  const base = { board: "", ...earlier };
  if (earlier?.address !== undefined) {
    requireSame(`Election ${id}`, earlier.constitutionHash ?? "", hash);
    return deployment;
  }
  await settled(organizer);
  const meant = earlier?.constitutionHash;
  const found = meant === undefined ? undefined : await findElection(factory, organizer.address, meant, provider);
  if (found !== undefined) {
    const changed = noted({ ...base, address: found.election }, { [found.election]: found.blockNumber });
    requireSame(`Election ${id}`, meant ?? "", hash);
    return changed;
  }
  noted({ ...base, constitutionHash: hash });
  const { election, blockNumber } = await createElection(factory, constitution, encodeContent(content), organizer);
  return noted({ ...base, constitutionHash: hash, address: election }, { [election]: blockNumber });
}

/** Waits until no transaction of the account is on its way any more: one of an earlier run may be. */
async function settled(organizer: Wallet): Promise<void> {
  while ((await organizer.getNonce("pending")) > (await organizer.getNonce("latest"))) await sleep(POLL_MS);
}

/** The election that this organizer created with this constitution, if there is one. */
async function findElection(
  factory: string,
  organizer: string,
  hash: string,
  provider: Provider,
): Promise<{ readonly election: string; readonly blockNumber: number } | undefined> {
  const created = (await logsOf(factoryAt(factory, provider))).find(
    ({ name, args }) => name === "ElectionCreated" && args.creator === organizer && args.constitutionHash === hash,
  );
  return created && { election: created.args.election as string, blockNumber: created.blockNumber };
}
