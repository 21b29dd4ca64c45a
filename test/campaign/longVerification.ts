import { readFileSync } from "node:fs";
import { verificationKeys } from "../../scripts/checkout/circuitFiles.ts";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { proofsInThreads } from "../../scripts/threads/proofThreads.ts";
import { bindBallot } from "../../sdk/crypto/ballotDigest.ts";
import { type Ciphertext, ciphertextWords } from "../../sdk/crypto/elgamal.ts";
import { randomScalar } from "../../sdk/crypto/random.ts";
import { type Ballot, ballotVector, encryptChoices, type ProofWords } from "../../sdk/election/ballot.ts";
import { ballotConstants } from "../../sdk/election/ballotConstants.ts";
import { electionScope } from "../../sdk/election/constitutionAbi.ts";
import { extendedChain, subtotalOf } from "../../sdk/election/tally.ts";
import { evidenceOf } from "../../sdk/verify/evidence.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { batchJson } from "../../sdk/verify/recordJson.ts";
import { readRecord, verifyElection } from "../../sdk/verify/verifyElection.ts";
import { foldedLogarithm, forgeProof, syntheticVerificationKey } from "../contracts/syntheticKey.ts";
import { seededRandom } from "../sdk/seededRandom.ts";

/**
 * A whole verification of very many ballots, every check of it: `node test/campaign/longVerification.ts [BALLOTS]`.
 *
 * Nobody can prove 100,000 ballots for a measurement. The election is one of conformance/ whose ballots are proved anew
 * under a key with known trapdoors; its voters change their votes until there are as many ballots as wanted, and end
 * with the votes they had, so that sum, shares and result stand. Each ballot is another statement with a proof of its
 * own, and is verified as any other: only the key in the verifier's hand is not that of our circuit.
 */
const wanted = Number(process.argv[2] ?? 100_000);
const PER_BATCH = 128;
/** Vectors that ballots take turns with; encrypting a fresh one for each would take longer than all else. */
const VECTORS = 512;
const RANDOM = seededRandom("long verification");

const known = JSON.parse(
  readFileSync(`${projectRoot}conformance/records/eight-options.json`, "utf8"),
) as ElectionRecord;

// Tests are loaded together with what stands beside them.
if (import.meta.main) await main();

async function main(): Promise<void> {
  const seconds = (since: number) => Math.round((performance.now() - since) / 1000);
  let begun = performance.now();
  const record = longRecord(wanted);
  console.log(`${wanted} ballots made in ${seconds(begun)} s`);
  begun = performance.now();
  let [told, most] = [0, 0];
  const checks = await verifyElection(record, {
    keysFor: (size) => ({ ...verificationKeys(size), ballot: syntheticVerificationKey() }),
    verify: proofsInThreads,
    report: (what, checked, total) => {
      most = Math.max(most, process.memoryUsage().rss);
      const tenth = Math.floor((10 * checked) / total);
      if (what === "ballots" && tenth > told) console.log(`${checked} of ${total} after ${seconds(begun)} s`);
      told = what === "ballots" ? tenth : told;
    },
  });
  const failed = checks.filter(({ ok }) => !ok);
  for (const { name, expected, found } of failed) console.log(`FAILED ${name}: ${found} instead of ${expected}`);
  const held = `at most ${Math.round(most / 2 ** 20)} MiB held`;
  console.log(`${checks.length - failed.length} of ${checks.length} checks hold after ${seconds(begun)} s, ${held}`);
  process.exit(failed.length === 0 ? 0 : 1);
}

/** The known record with `count` ballots. */
function longRecord(count: number): ElectionRecord {
  const read = readRecord(known);
  if ("failed" in read) throw new Error(`The record is refused: ${read.failed.found}`);
  const { constitution, chainId, boardKeys, batches } = evidenceOf(read.record, verificationKeys, () => {});
  const { electionKey } = boardKeys();
  const scope = electionScope(chainId, known.election, known.constitutionHash);
  const censusRoot = BigInt(known.opening?.censusRoot ?? 0);
  const folded = foldedLogarithm(ballotConstants(constitution, { scope, censusRoot, electionKey }));
  const vectors = Array.from({ length: VECTORS }, () => {
    const scalars = Array.from({ length: constitution.ballotSize / 2 }, () => randomScalar(RANDOM));
    const choices = [1, ...new Array<number>(constitution.ballotSize - 1).fill(0)];
    return ciphertextWords(encryptChoices(choices, electionKey, scalars) as Ciphertext[]);
  });
  const kept = batches().flatMap(({ ballots }) => ballots);
  const slots = new Map(kept.map(({ nullifier }) => [nullifier, { version: 0n, held: [] as readonly bigint[] }]));
  const ballots = Array.from({ length: count }, (_, place): Ballot => {
    const own = kept[place % kept.length] as Ballot;
    const { version, held } = slots.get(own.nullifier) as { version: bigint; held: readonly bigint[] };
    // The last word of each voter is what the record has of them.
    const next = place >= count - kept.length ? own.next : (vectors[place % VECTORS] as readonly bigint[]);
    slots.set(own.nullifier, { version: version + 1n, held: next });
    const unproved = { nullifier: own.nullifier, version, held, next };
    const { digest, evaluation, challenge } = bindBallot(ballotVector(unproved, constitution.masked));
    const proof = forgeProof([digest, evaluation, challenge], folded, randomScalar(RANDOM)) as unknown as ProofWords;
    return { ...unproved, digest, proof };
  });
  const [{ at } = { at: known.block }] = known.batches;
  let chain = `0x${"0".repeat(64)}`;
  const longer = Array.from({ length: Math.ceil(count / PER_BATCH) }, (_, b) => {
    const own = ballots.slice(b * PER_BATCH, (b + 1) * PER_BATCH);
    chain = extendedChain(chain, subtotalOf(own, constitution.ballotSize));
    return { at, ...batchJson({ ballots: own, chain } as unknown as Parameters<typeof batchJson>[0]) };
  });
  return { ...known, batches: longer } as ElectionRecord;
}
