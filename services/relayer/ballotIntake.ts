import type { OpenElection } from "../../sdk/chain/resident.ts";
import { follows, readSlotHead } from "../../sdk/chain/slots.ts";
import { trackerOf } from "../../sdk/crypto/tracker.ts";
import { acknowledgementData, ciphertextsHash } from "../../sdk/election/acknowledgement.ts";
import { heldHash } from "../../sdk/election/ballot.ts";
import {
  type BallotPackage,
  BallotPackageMalformedError,
  encodeBallotPackage,
  parseBallotPackage,
} from "../../sdk/election/ballotPackage.ts";
import { checkForm } from "./ballotForm.ts";
import type { IntakeOf } from "./intake.ts";
import { reading } from "./reading.ts";
import {
  BallotTooLateError,
  HeldMismatchError,
  PackageMalformedError,
  ProofInvalidError,
  RevotingForbiddenError,
  SlotBusyError,
  SlotLimitError,
  SlotMovedError,
} from "./refusals.ts";

/** How ballots are taken (P7.6). */
export const ballotIntake: IntakeOf<BallotPackage, OpenElection> = {
  parse(text) {
    try {
      return parseBallotPackage(text);
    } catch (error) {
      if (error instanceof BallotPackageMalformedError) throw new PackageMalformedError(error.what);
      throw error;
    }
  },
  encode: encodeBallotPackage,
  promisable({ chainId, election, ballot }) {
    const { nullifier, version } = ballot;
    return { kind: "ballot", chainId, contract: election, nullifier, version, content: ciphertextsHash(ballot) };
  },
  readTerms: ({ elections }, { election }) => elections.open(election),
  checkForm: ({ ballot }, { constitution }) => checkForm(ballot, constitution.ballotSize),
  isTest: (_, __, { constitution }) => constitution.isTest,
  requireInTime(_, { constitution: { schedule } }, now) {
    if (now >= schedule.closesAt) throw new BallotTooLateError(schedule.closesAt, now);
    return schedule.closesAt + schedule.closeGrace;
  },
  async checkSlot({ chain }, { ballot }, { election, constitution }) {
    if (ballot.version > 0n && !constitution.revoting) throw new RevotingForbiddenError(ballot.version);
    const slot = await readSlotHead(election, ballot.nullifier, chain.provider);
    if (slot.version === ballot.version + 1n && slot.heldHash === heldHash(ballot.next)) return;
    if (slot.version !== ballot.version) throw new SlotMovedError(ballot.version, slot.version);
    if (!follows(ballot, slot)) throw new HeldMismatchError(ballot.version);
  },
  /** A proof that does not hold may be right where a node was wrong of the election. */
  async isProved({ proofs, elections }, { ballot }, election) {
    const holds = (known: OpenElection) => proofs.check({ election: { ...known, ...known.constitution }, ballot });
    if (await holds(election)) return true;
    const other = await reading(() => elections.again(election.election));
    return other !== undefined && holds(other);
  },
  unproved: ProofInvalidError,
  requireBelowLimit({ store, limits }, { election, ballot }) {
    const key = { kind: "ballot", contract: election, nullifier: ballot.nullifier } as const;
    if (store.taken(key, 0) >= limits.ballotsPerSlot) throw new SlotLimitError(limits.ballotsPerSlot);
  },
  async sign({ account, chain: { chainId } }, { election, ballot }, deadline) {
    const { nullifier, version } = ballot;
    const promise = { chainId, election, nullifier, version, ciphertexts: ciphertextsHash(ballot), deadline };
    const { domain, types, message } = acknowledgementData(promise);
    return account.signTypedData(domain, types, message);
  },
  trackerOf: ({ election, ballot }) => trackerOf({ election, ...ballot }),
  busy: ({ ballot }) => new SlotBusyError(ballot.version),
};
