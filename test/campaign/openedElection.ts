import { type BaseContract, ContractFactory, type InterfaceAbi, type Wallet, ZeroHash } from "ethers";
import electionArtifact from "../../artifacts/contracts/elections/Election.sol/Election.json" with { type: "json" };
import factoryArtifact from "../../artifacts/contracts/factory/ElectionFactory.sol/ElectionFactory.json" with {
  type: "json",
};
import boardArtifact from "../../artifacts/test/contracts/mocks/MockBoard.sol/MockBoard.json" with { type: "json" };
import boardFactoryArtifact from "../../artifacts/test/contracts/mocks/MockBoardFactoryAcceptsAll.sol/MockBoardFactoryAcceptsAll.json" with {
  type: "json",
};
import rollFactoryArtifact from "../../artifacts/test/contracts/mocks/MockRollFactoryAcceptsAll.sol/MockRollFactoryAcceptsAll.json" with {
  type: "json",
};
import rollsArtifact from "../../artifacts/test/contracts/mocks/MockRolls.sol/MockRolls.json" with { type: "json" };
import { demoPlan } from "../../scripts/rehearsal/demoPlan.ts";
import type { LocalChain } from "../../scripts/rehearsal/localChain.ts";
import { electionAt, send } from "../../sdk/chain/contracts.ts";
import { deployElectionLibraries, linksOf } from "../../sdk/chain/deploy.ts";
import { type Artifact, deploy } from "../../sdk/chain/deployment.ts";
import { openElection } from "../../sdk/chain/observer.ts";
import { createElection } from "../../sdk/chain/organizer.ts";
import { type OpenElection, readOpenElection } from "../../sdk/chain/resident.ts";
import { GENERATOR, multiply } from "../../sdk/crypto/babyjubjub.ts";
import { proveConsent } from "../../sdk/crypto/consentProof.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import type { Constitution } from "../../sdk/election/constitution.ts";
import { constitutionHash } from "../../sdk/election/constitutionAbi.ts";
import { contentHash, encodeContent } from "../../sdk/election/content.ts";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";

/** What an election is opened with, where neither ceremony nor enrolment are the matter. */
export type OpenedElectionPlan = {
  /** The ballot verifier, of 8 options. */
  readonly verifier: Artifact;
  readonly census: { readonly root: bigint; readonly depth: number; readonly activeMembers: number };
  /** Pays and creates; with the same account, start and plan the election has the same address and constitution. */
  readonly organizer: Wallet;
  /** Unix seconds from which the schedule is counted, in the chain's future. */
  readonly start: number;
  readonly changes?: Partial<Constitution>;
};

const HOUR = 3600;
const DAY = 24 * HOUR;
const ROLL = 1n;
/** Secrets of two trustees who exist here only, and of the key that the ballots are encrypted to. */
const SECRETS = [1111n, 2222n] as const;
const ELECTION_SECRET = 3333n;

/**
 * Opens an election of the demonstration's options on a local chain, with a board and a roll that are given and not
 * made. For tests and measurements of what comes after opening.
 * @returns The election, and its factory.
 */
export async function openedElection(
  chain: LocalChain,
  { verifier, census, organizer, start, changes }: OpenedElectionPlan,
): Promise<{ readonly election: OpenElection; readonly factory: string }> {
  const delegates = await deployElectionLibraries(organizer);
  const libraries = linksOf(delegates);
  const of = async (artifact: unknown, ...args: unknown[]) =>
    (await deploy(artifact as Artifact, args, organizer, libraries)).address;
  const implementation = await of(electionArtifact, await of(verifier), delegates.tallying.address, 8, CENSUS_DEPTH);
  const factories = [await of(boardFactoryArtifact), [await of(rollFactoryArtifact)]];
  const factory = await of(factoryArtifact, [implementation], ...factories);
  const keys = SECRETS.map((secret) => multiply(GENERATOR, secret));
  const electionKey = multiply(GENERATOR, ELECTION_SECRET);
  const board = await of(boardArtifact, factory, SECRETS.length, start + 100 * DAY, electionKey, keys);
  const rolls = await of(rollsArtifact, ROLL);
  await send(at(boardArtifact.abi, board, organizer), "setTest", true);
  await send(at(rollsArtifact.abi, rolls, organizer), "setTest", true);
  await send(at(rollsArtifact.abi, rolls, organizer), "setCheckpoint", { time: start, ...census });

  const content = encodeContent(demoPlan.content);
  const constitution: Constitution = {
    contentHash: contentHash(content),
    jointHash: ZeroHash,
    rolls,
    rollId: ROLL,
    board,
    minimumCensus: 1,
    minimumBallots: 1,
    consentsRequired: SECRETS.length,
    revoting: true,
    masked: false,
    isTest: true,
    ballotSize: 8,
    rules: demoPlan.rules,
    outcome: demoPlan.outcome,
    schedule: {
      censusTime: start + HOUR,
      opensAt: start + 2 * DAY,
      openGrace: DAY,
      closesAt: start + 9 * DAY,
      closeGrace: HOUR,
      sharesDueAt: start + 12 * DAY,
      sealDelay: 600,
    },
    ...changes,
  };
  await chain.moveTo(start);
  const { election } = await createElection(factory, constitution, content, organizer);
  const { chainId } = await chain.provider.getNetwork();
  await chain.moveTo(constitution.schedule.censusTime + 1);
  for (const [i, secret] of SECRETS.entries()) {
    const statement = {
      chainId,
      board,
      election,
      constitutionHash: constitutionHash(constitution),
      seat: i + 1,
      shareKey: keys[i] as (typeof keys)[number],
      census: { time: start, ...census },
    };
    const proof = proveConsent(secret, statement, systemRandom);
    await send(electionAt(election, organizer), "consent", i + 1, proof);
  }
  await chain.moveTo(constitution.schedule.opensAt);
  await openElection(election, organizer);
  return { election: await readOpenElection(election, chain.provider), factory };
}

function at(abi: unknown, address: string, runner: Wallet) {
  return new ContractFactory(abi as InterfaceAbi, "0x", runner).attach(address) as BaseContract as ReturnType<
    typeof electionAt
  >;
}
