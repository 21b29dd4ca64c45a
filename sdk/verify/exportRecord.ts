import { hexlify, type Provider } from "ethers";
import { batchesOf } from "../chain/ballotBox.ts";
import { type PointResult, readBoard, readCeremony, sigmaProofOf } from "../chain/board.ts";
import { boardAt, electionAt, read } from "../chain/contracts.ts";
import { type DecodedLog, logsOf } from "../chain/logs.ts";
import { readCreation } from "../chain/organizer.ts";
import { readRollHistory } from "../chain/roll.ts";
import type { Point } from "../crypto/babyjubjub.ts";
import type { SigmaProof } from "../crypto/sigmaProof.ts";
import type { Constitution } from "../election/constitution.ts";
import type { ElectionRecord } from "./record.ts";

/**
 * Reads everything public about an election from the chain into one record (P11).
 * @param lastBlock The last block that counts; the latest by default.
 */
export async function exportRecord(election: string, provider: Provider, lastBlock?: number): Promise<ElectionRecord> {
  const contract = electionAt(election, provider);
  const { board } = await read<{ board: string }>(contract, "constitution");
  const factory = await read<string>(boardAt(board, provider), "factory");
  const creation = await readCreation(factory, election, provider);
  const logs = await logsOf(contract, lastBlock);
  const state = await readBoard(board, provider);
  const ceremony = await readCeremony(board, provider);
  const history = await readRollHistory(creation.constitution.rolls, provider, lastBlock);

  return {
    format: "hanpyo-record-1",
    chainId: String((await provider.getNetwork()).chainId),
    election: creation.election,
    creator: creation.creator,
    constitutionHash: creation.constitutionHash,
    constitution: constitutionJson(creation.constitution),
    content: hexlify(creation.content),
    roll: history.map(({ enrolments, checkpoints }) => ({
      enrolments: enrolments.map((enrolment) => ({
        ...enrolment,
        identityCommitment: String(enrolment.identityCommitment),
        rollIds: enrolment.rollIds.map(String),
        proof: enrolment.proof.map(String),
      })),
      checkpoints: checkpoints.map(({ rollId, root, ...rest }) => ({
        ...rest,
        rollId: String(rollId),
        root: String(root),
      })),
    })),
    board: {
      factory,
      trustees: [...state.trustees],
      threshold: state.threshold,
      registrations: ceremony.registrations.map(({ seat, encryptionKey, proof, commitment }) => ({
        seat,
        encryptionKey: pointJson(encryptionKey),
        proof: sigmaJson(proof),
        commitment,
      })),
      dealings: ceremony.dealings.map(({ seat, polynomial, shares }) => ({
        seat,
        polynomial: polynomial.map(pointJson),
        shares: shares.map(({ ephemeral, ciphertext, proof }) => ({
          ephemeral: pointJson(ephemeral),
          ciphertext: String(ciphertext),
          proof: proof.map(String),
        })),
      })),
    },
    consents: named(logs, "ConsentGiven").map(({ args }) => ({
      seat: Number(args.seat),
      blockNumber: Number(args.blockNumber),
      blockHash: args.blockHash as string,
      proof: sigmaJson(sigmaProofOf(args.proof as SigmaProof)),
    })),
    opening: single(logs, "ElectionOpened", ({ censusRoot, activeMembers, depth, electionKey }) => ({
      censusRoot: String(censusRoot),
      activeMembers: Number(activeMembers),
      depth: Number(depth),
      electionKey: pointJson(electionKey as PointResult),
    })),
    batches: batchesOf(logs).map(({ ballots, skipped, chain, subtotal }) => ({
      ballots: ballots.map(({ nullifier, version, next, digest, proof }) => ({
        nullifier: String(nullifier),
        version: String(version),
        next: next.map(String),
        digest: String(digest),
        proof: proof.map(String),
      })),
      skipped: skipped.map(({ nullifier, version }) => ({ nullifier: String(nullifier), version: String(version) })),
      chain,
      subtotal: subtotal.map(String),
    })),
    seal: single(logs, "TallySealed", ({ sumHash, ballots }) => ({
      sumHash: sumHash as string,
      ballots: Number(ballots),
    })),
    shares: named(logs, "SharePosted").map(({ args }) => ({
      seat: Number(args.seat),
      share: (args.share as PointResult[]).map(pointJson),
      proof: sigmaJson(sigmaProofOf(args.proof as SigmaProof)),
    })),
    result: single(logs, "ResultPosted", ({ counts, seats, outcome }) => {
      const { quorumReached, accepted, selected } = outcome as {
        quorumReached: boolean;
        accepted: boolean;
        selected: bigint;
      };
      return {
        counts: (counts as bigint[]).map(String),
        seats: (seats as bigint[]).map(Number),
        outcome: { quorumReached, accepted, selected: Number(selected) },
      };
    }),
  };
}

function constitutionJson(constitution: Constitution): ElectionRecord["constitution"] {
  const { rules, outcome } = constitution;
  return {
    ...constitution,
    rollId: String(constitution.rollId),
    rules: { ...rules, costs: [...rules.costs] },
    outcome: { ...outcome, costs: [...outcome.costs] },
  };
}

function named(logs: readonly DecodedLog[], event: string): DecodedLog[] {
  return logs.filter(({ name }) => name === event);
}

function single<T>(logs: readonly DecodedLog[], event: string, convert: (args: DecodedLog["args"]) => T): T | null {
  const found = logs.find(({ name }) => name === event);
  return found === undefined ? null : convert(found.args);
}

function pointJson({ x, y }: Point | PointResult): { x: string; y: string } {
  return { x: String(x), y: String(y) };
}

function sigmaJson({ challenge, response }: SigmaProof): { challenge: string; response: string } {
  return { challenge: String(challenge), response: String(response) };
}
