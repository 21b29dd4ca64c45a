import { Group, generateProof, Identity, type SemaphoreProof } from "@semaphore-protocol/core";
import { Contract } from "ethers";
import semaphoreArtifact from "../../artifacts/@semaphore-protocol/contracts/Semaphore.sol/Semaphore.json" with {
  type: "json",
};
import { deploySemaphore } from "../../sdk/chain/deploy.ts";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";
import { semaphoreFiles } from "../checkout/semaphoreCircuit.ts";
import type { LocalChain } from "../rehearsal/localChain.ts";
import type { Figures } from "./figures.ts";

/** A plain Semaphore proof of the census's depth: what an anonymous signal costs without a secret ballot. */
export function plainProof(identity: Identity, group: Group, scope: number): Promise<SemaphoreProof> {
  return generateProof(identity, group, 1, scope, CENSUS_DEPTH, semaphoreFiles);
}

/** Members that join a group at once. */
const JOINING = 30;

/**
 * Gas of Semaphore's own `validateProof`, the second proof of a group, as ours is not the first ballot; and of a member
 * of a new group among 30, with no proof and nobody's word.
 */
export async function semaphoreGas(chain: LocalChain): Promise<Figures> {
  const account = await chain.newAccount();
  const { semaphore } = await deploySemaphore(account);
  const contract = new Contract(semaphore.address, semaphoreArtifact.abi, account);
  const identities = Array.from({ length: 34 }, () => new Identity());
  const group = new Group(identities.map(({ commitment }) => commitment));
  await (await contract.getFunction("createGroup()").send()).wait();
  await (await contract.getFunction("addMembers").send(0, group.members)).wait();
  const gas: number[] = [];
  for (const identity of identities.slice(0, 2)) {
    const receipt = await (
      await contract.getFunction("validateProof").send(0, await plainProof(identity, group, 1))
    ).wait();
    gas.push(Number(receipt?.gasUsed));
  }
  await (await contract.getFunction("createGroup()").send()).wait();
  const joining = await (await contract.getFunction("addMembers").send(1, group.members.slice(0, JOINING))).wait();
  return {
    "gas.semaphore.validateProof": gas[1] as number,
    [`gas.semaphore.addMembers.batch${JOINING}`]: Math.round(Number(joining?.gasUsed) / JOINING),
  };
}
