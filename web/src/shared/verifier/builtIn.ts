import semaphore from "../../../../artifacts/@semaphore-protocol/contracts/Semaphore.sol/Semaphore.json" with {
  type: "json",
};
import election from "../../../../artifacts/contracts/elections/Election.sol/Election.json" with { type: "json" };
import tallying from "../../../../artifacts/contracts/elections/Tallying.sol/Tallying.json" with { type: "json" };
import trusteeProofs from "../../../../artifacts/contracts/elections/TrusteeProofs.sol/TrusteeProofs.json" with {
  type: "json",
};
import boardFactory from "../../../../artifacts/contracts/factory/BoardFactory.sol/BoardFactory.json" with {
  type: "json",
};
import factory from "../../../../artifacts/contracts/factory/ElectionFactory.sol/ElectionFactory.json" with {
  type: "json",
};
import rollFactory from "../../../../artifacts/contracts/factory/RollFactory.sol/RollFactory.json" with {
  type: "json",
};
import outcomes from "../../../../artifacts/contracts/libraries/Outcomes.sol/Outcomes.json" with { type: "json" };
import publishedRolls from "../../../../artifacts/contracts/registry/PublishedRolls.sol/PublishedRolls.json" with {
  type: "json",
};
import registry from "../../../../artifacts/contracts/registry/ResidentRegistry.sol/ResidentRegistry.json" with {
  type: "json",
};
import board from "../../../../artifacts/contracts/trustees/TrusteeBoard.sol/TrusteeBoard.json" with { type: "json" };
import verifier4 from "../../../../artifacts/contracts/verifiers/BallotVerifier4.sol/BallotVerifier4.json" with {
  type: "json",
};
import verifier8 from "../../../../artifacts/contracts/verifiers/BallotVerifier8.sol/BallotVerifier8.json" with {
  type: "json",
};
import verifier32 from "../../../../artifacts/contracts/verifiers/BallotVerifier32.sol/BallotVerifier32.json" with {
  type: "json",
};
import enrolmentVerifier from "../../../../artifacts/contracts/verifiers/EnrolmentVerifier.sol/EnrolmentVerifier.json" with {
  type: "json",
};
import keyShareVerifier from "../../../../artifacts/contracts/verifiers/KeyShareVerifier.sol/KeyShareVerifier.json" with {
  type: "json",
};
import poseidon from "../../../../artifacts/poseidon-solidity/PoseidonT3.sol/PoseidonT3.json" with { type: "json" };
import enrolment from "../../../../circuits/keys/enrolment.json" with { type: "json" };
import keyShare from "../../../../circuits/keys/keyShare.json" with { type: "json" };
import type { CompiledContracts } from "../../../../sdk/verify/codeChecks.ts";
import type { VerificationKeys } from "../../../../sdk/verify/evidence.ts";
import { BallotSizeForeignError, ballotKey } from "./ballotKeys.ts";

/** The verifiers of ballots, by the circuit's options. */
const ballotVerifiers = new Map([
  [4, verifier4],
  [8, verifier8],
  [32, verifier32],
]);

/** The committed verification keys. Throws `BallotSizeForeignError`. */
export function builtInKeys(ballotSize: number): VerificationKeys {
  return { ballot: ballotKey(ballotSize), keyShare, enrolment };
}

/** The contracts as they were compiled when this page was built. Throws `BallotSizeForeignError`. */
export function builtInContracts(ballotSize: number): CompiledContracts {
  const ballotVerifier = ballotVerifiers.get(ballotSize);
  if (ballotVerifier === undefined) throw new BallotSizeForeignError(ballotSize);
  const rolls = { rollFactory, registry, publishedRolls, semaphore, poseidon, enrolmentVerifier };
  const boards = { boardFactory, board, keyShareVerifier };
  return { election, trusteeProofs, outcomes, tallying, factory, ...boards, ...rolls, ballotVerifier };
}
