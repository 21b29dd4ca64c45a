import { batchesOf, heldBySlot, subtotalsOf } from "../../../sdk/chain/ballotBox.ts";
import { electionAt, factoryAt } from "../../../sdk/chain/contracts.ts";
import { type DecodedLog, logsOf } from "../../../sdk/chain/logs.ts";
import { heldHash } from "../../../sdk/election/ballot.ts";
import { constitutionFromAbi, constitutionHash, electionScope } from "../../../sdk/election/constitutionAbi.ts";
import { extendedChain } from "../../../sdk/election/tally.ts";
import { type ElectionContract, ethers, type FactoryContract } from "../electionFixture.ts";

const ZERO = ethers.ZeroHash;
const bits = (seats: readonly bigint[]) => seats.reduce((all, seat) => all | (1n << (seat - 1n)), 0n);

/** What the events of factory and election say about it, in the words of the election's own functions. */
export async function stateFromEvents(factory: FactoryContract, election: ElectionContract) {
  const address = await election.getAddress();
  const creations = await logsOf(factoryAt(await factory.getAddress(), ethers.provider));
  const created = creations.find(({ args }) => args.election === address) as DecodedLog;
  const constitution = constitutionFromAbi(created.args.constitution as never);
  const logs = await logsOf(electionAt(address, ethers.provider));
  const lastOf = (name: string) => logs.findLast((log) => log.name === name)?.args;
  const seatsOf = (name: string) => logs.filter((log) => log.name === name).map(({ args }) => args.seat as bigint);
  const [opened, summed, sealed, result] = ["ElectionOpened", "TallySummed", "TallySealed", "ResultPosted"].map(lastOf);
  const batches = batchesOf(logs);
  const held = heldBySlot(batches);
  const versions = new Map(batches.flatMap(({ ballots }) => ballots.map((each) => [each.nullifier, each.version])));
  const chain = subtotalsOf(batches, constitution.ballotSize).reduce(extendedChain, ZERO);
  const { chainId } = await ethers.provider.getNetwork();
  return {
    constitution,
    constitutionHash: constitutionHash(constitution),
    scope: electionScope(chainId, address, constitutionHash(constitution)),
    boxClosesAt: BigInt(constitution.schedule.closesAt + constitution.schedule.closeGrace),
    consents: bits(seatsOf("ConsentGiven")),
    censusRoot: (opened?.censusRoot as bigint) ?? 0n,
    activeMembers: (opened?.activeMembers as bigint) ?? 0n,
    ballots: BigInt(held.size),
    slots: [...held].map(([nullifier, words]) => [
      nullifier,
      (versions.get(nullifier) as bigint) + 1n,
      heldHash(words),
    ]),
    tallyChain: chain,
    sumCursor: summed === undefined ? chain : (summed.cursor as string),
    sumHash: (sealed?.sumHash as string) ?? ZERO,
    shares: bits(seatsOf("SharePosted")),
    counts: [...((result?.counts as bigint[]) ?? [])],
    outcome: [...((result?.outcome as unknown[]) ?? [false, 0n, 0n, 0n])],
  };
}

/** The same from storage; `nullifiers` names the slots to be read. */
export async function stateFromStorage(election: ElectionContract, nullifiers: readonly bigint[]) {
  return {
    constitution: constitutionFromAbi(await election.constitution()),
    constitutionHash: await election.constitutionHash(),
    scope: await election.scope(),
    boxClosesAt: await election.boxClosesAt(),
    consents: await election.consents(),
    censusRoot: await election.censusRoot(),
    activeMembers: await election.activeMembers(),
    ballots: await election.ballots(),
    slots: await Promise.all(nullifiers.map(async (nullifier) => [nullifier, ...(await election.slot(nullifier))])),
    tallyChain: await election.tallyChain(),
    sumCursor: await election.sumCursor(),
    sumHash: await election.sumHash(),
    shares: await election.shares(),
    counts: [...(await election.counts())],
    outcome: [...(await election.outcome())],
  };
}
