import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { LeanIMT } from "@zk-kit/lean-imt";
import { keccak256, toUtf8Bytes, Wallet } from "ethers";
import { poseidon2 } from "poseidon-lite";
import verifierArtifact from "../../artifacts/contracts/verifiers/BallotVerifier8.sol/BallotVerifier8.json" with {
  type: "json",
};
import { provingFiles, verificationKey } from "../../scripts/circuits/files.ts";
import { projectRoot } from "../../scripts/circuits/instances.ts";
import type { LocalChain } from "../../scripts/rehearsal/localChain.ts";
import type { OpenElection } from "../../sdk/chain/resident.ts";
import { GENERATOR, multiply } from "../../sdk/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER } from "../../sdk/crypto/field.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { encodeBallotPackage } from "../../sdk/election/ballotPackage.ts";
import { membershipProof, rollState, rollTree } from "../../sdk/election/roll.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { CENSUS_DEPTH, encryptBallot, proveBallot } from "../../sdk/proofs/ballotProof.ts";
import { openedElection } from "./openedElection.ts";

/** An election that is the same on every new local chain, so that ballots proved for it once serve again. */
export type LoadElection = { readonly election: OpenElection; readonly voters: readonly LoadVoter[] };

/** A voter's secret and identity commitment, Poseidon(secret G) (P1.1), derived much faster than Semaphore's class does. */
export type LoadVoter = { readonly secret: bigint; readonly commitment: bigint };

export class LoadTooLargeError extends HanpyoError {
  constructor(count: number) {
    super("LOAD_TOO_LARGE", `There are ${MEMBERS} voters for ${count} ballots`, `Ask for at most ${MEMBERS}`);
  }
}

const MEMBERS = 320;
/** Unix seconds: in the future of every chain that starts now. */
const START = 2_000_000_000;
const FOLDER = `${projectRoot}build/load`;

/** Opens it on a chain that has no transactions yet. */
export async function openLoadElection(chain: LocalChain): Promise<LoadElection> {
  const organizer = new Wallet(keccak256(toUtf8Bytes("hanpyo load organizer")), chain.provider);
  await chain.provider.send("hardhat_setBalance", [organizer.address, "0x3635c9adc5dea00000"]);
  const voters = Array.from({ length: MEMBERS }, (_, i) => newVoter(i));
  const census = rollState(voters.map(({ commitment }) => commitment));
  const artifact = verifierArtifact as unknown as Parameters<typeof openedElection>[1]["verifier"];
  const { election } = await openedElection(chain, { verifier: artifact, census, organizer, start: START });
  return { election, voters };
}

/**
 * The packages of the first `count` voters' ballots, with real proofs. They are kept in build/load, under what
 * the proofs rest on; what is missing there is proved now.
 * @param say Told how many are proved.
 * Throws `LoadTooLargeError`.
 */
export async function loadBallots(
  { election, voters }: LoadElection,
  count: number,
  say: (text: string) => void,
): Promise<readonly string[]> {
  if (count > voters.length) throw new LoadTooLargeError(count);
  const file = `${FOLDER}/${keyOf(election)}.json`;
  const ballots: string[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  const tree = rollTree(voters.map(({ commitment }) => commitment));
  const kept = ballots.length;
  while (ballots.length < count) {
    ballots.push(await prove(election, tree, voters[ballots.length] as LoadVoter));
    say(`${ballots.length} of ${count} ballots proved`);
  }
  if (ballots.length > kept) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, JSON.stringify(ballots));
  }
  return ballots.slice(0, count);
}

function newVoter(index: number): LoadVoter {
  const secret = BigInt(keccak256(toUtf8Bytes(`hanpyo load voter ${index}`))) % SUBGROUP_ORDER;
  const { x, y } = multiply(GENERATOR, secret);
  return { secret, commitment: poseidon2([x, y]) };
}

function keyOf({ scope, censusRoot, electionKey }: OpenElection): string {
  const text = `${scope} ${censusRoot} ${electionKey.x} ${JSON.stringify(verificationKey("ballot-8"))}`;
  return keccak256(toUtf8Bytes(text)).slice(2, 18);
}

async function prove(open: OpenElection, tree: LeanIMT, { secret, commitment }: LoadVoter): Promise<string> {
  const election = { ...open, ...open.constitution };
  const voter = { secret, membership: membershipProof(tree, commitment, CENSUS_DEPTH) };
  const encrypted = encryptBallot(election, [1, 1, 0, 0, 0, 0, 0, 0], systemRandom);
  const ballot = await proveBallot(provingFiles("ballot-8"), election, voter, { version: 0n, held: [] }, encrypted);
  return encodeBallotPackage({ chainId: open.chainId, election: open.election, ballot });
}
