// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Extended, ExtendedPoint} from "../libraries/ExtendedPoint.sol";
import {Ballot, IElection} from "../types/IElection.sol";
import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";
import {BallotSignals} from "./BallotSignals.sol";

/// @notice A batch being cast, in memory.
struct Batch {
    /// Words of a ballot's ciphertexts.
    uint256 words;
    /// Ballots that the call data below has room for, and ballots taken.
    uint256 capacity;
    uint256 taken;
    /// Address of: digest, x = (nullifier, version, previous, next), held.
    uint256 vector;
    /// Address of the call data of IGroth16BatchVerifier.verify.
    uint256 callData;
    /// Sum of next - held of the ballots taken, per point.
    Extended[] sums;
}

using BallotBox for Batch global;

/// @title BallotBox
/// @notice Casting without its storage: binds a ballot to its proof, adds it to a subtotal, checks all proofs (P5, P7).
/// @dev This is the inner loop of the election, so it works on call data and memory without copies; the gas snapshot
/// says what that is worth.
library BallotBox {
    uint256 private constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    /// Highest version a ballot may be made for, plus one; versions have 32 bits.
    uint256 private constant VERSION_LIMIT = type(uint32).max;
    uint256 private constant LOW_224 = 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffff;

    uint256 private constant WORD = 0x20;
    uint256 private constant TWO_WORDS = 0x40;
    uint256 private constant CIPHERTEXT_SIZE = 0x80;

    // Places in a ballot's call data, which begins with nullifier and version.
    uint256 private constant DIGEST = 0x80;
    uint256 private constant PROOF = 0xa0;
    uint256 private constant PROOF_SIZE = 0x100;

    // Places in the vector, which begins with the digest: x, which begins with nullifier and version, and `previous` in
    // it. `next` and `held` follow, each of its size.
    uint256 private constant X = 0x20;
    uint256 private constant PREVIOUS = 0x60;

    // Places in the call data of IGroth16BatchVerifier.verify, whose selector has a word of its own: where what is sent
    // begins, the head, and the first input.
    uint256 private constant SELECTOR = 0x1c;
    uint256 private constant SELECTOR_SIZE = 0x04;
    uint256 private constant HEAD = 0x20;
    uint256 private constant FIRST_INPUT = 0xc0;
    uint256 private constant INPUT_SIZE = 0x60;
    // Places in its head, from where the ABI counts: y, the places of both arrays, and the inputs' array.
    uint256 private constant Y = 0x20;
    uint256 private constant INPUTS_PLACE = 0x40;
    uint256 private constant PROOFS_PLACE = 0x60;
    uint256 private constant INPUTS = 0x80;
    // The proofs come behind all inputs: their array's place in the head, and the first one's in the call data, as they
    // would be without inputs.
    uint256 private constant PROOFS = 0xa0;
    uint256 private constant FIRST_PROOF = 0xe0;

    /// @notice An empty batch for at most `capacity` ballots.
    /// @param words A power of two, at least 4.
    function start(uint256 words, uint256 capacity) internal pure returns (Batch memory batch) {
        assert(words & (words - 1) == 0);
        batch.words = words;
        batch.capacity = capacity;
        batch.sums = ExtendedPoint.identities(words / 2);
        uint256 vector;
        uint256 callData;
        assembly ("memory-safe") {
            vector := mload(0x40)
            callData := add(vector, mul(add(mul(words, 3), 3), WORD))
            // Selector (in a word of its own), 4 words of head, 2 lengths, 3 inputs and 8 proof words per ballot.
            mstore(0x40, add(callData, mul(add(7, mul(capacity, 11)), WORD)))
        }
        (batch.vector, batch.callData) = (vector, callData);
        _setPrevious(batch, false);
    }

    /// @notice Copies a ballot into `vector`. Refuses wrong lengths, words at or above r, a c1.x of 0, a version without
    /// successor (P7.1).
    /// @param masked Whether `previous` is what the slot holds, instead of the identity (P5.3).
    /// @return evaluation `sum x[i] challenge^i mod r`.
    /// @return challenge `keccak256(digest, x) mod r`.
    function bind(Batch memory batch, Ballot calldata ballot, bool masked)
        internal
        pure
        returns (uint256 evaluation, uint256 challenge)
    {
        uint256[] calldata next = ballot.next;
        uint256[] calldata held = ballot.held;
        uint256 words = batch.words;
        if (next.length != words) revert IElection.WrongCiphertextLength(next.length, words);
        if (held.length != (ballot.version == 0 ? 0 : words)) {
            revert IElection.WrongCiphertextLength(held.length, ballot.version == 0 ? 0 : words);
        }
        if (ballot.version >= VERSION_LIMIT) revert IElection.WordTooLarge(ballot.version);

        uint256 vector = batch.vector;
        bool inRange;
        assembly ("memory-safe") {
            let size := mul(words, WORD)
            mstore(vector, calldataload(add(ballot, DIGEST)))
            calldatacopy(add(vector, X), ballot, TWO_WORDS)
            calldatacopy(add(vector, add(PREVIOUS, size)), next.offset, size)
            calldatacopy(add(vector, add(PREVIOUS, mul(size, 2))), held.offset, mul(held.length, WORD))
        }
        if (masked) _setPrevious(batch, held.length != 0);

        assembly ("memory-safe") {
            let size := mul(words, WORD)
            let first := add(vector, X)
            challenge := mod(keccak256(vector, add(PREVIOUS, mul(size, 2))), R)
            inRange := lt(mload(vector), R)
            // Horner from the last word, four words a round; `evaluation` stays below 2r, which mulmod reduces.
            let position := add(vector, add(PREVIOUS, mul(size, 2)))
            let nextStart := add(vector, add(PREVIOUS, size))
            for { } gt(position, nextStart) { } {
                position := sub(position, CIPHERTEXT_SIZE)
                let a := mload(position)
                let b := mload(add(position, 0x20))
                let c := mload(add(position, 0x40))
                let d := mload(add(position, 0x60))
                // a is c1.x, and 0 only for the identity.
                inRange := and(and(and(inRange, lt(sub(a, 1), sub(R, 1))), lt(b, R)), and(lt(c, R), lt(d, R)))
                evaluation := add(mulmod(evaluation, challenge, R), d)
                evaluation := add(mulmod(evaluation, challenge, R), c)
                evaluation := add(mulmod(evaluation, challenge, R), b)
                evaluation := add(mulmod(evaluation, challenge, R), a)
            }
            switch masked
            case 0 {
                // `previous` is n identities (0, 1): c (1 + q + ... + q^(n-1)) with q = c^2, and q^n, n a power
                // of two.
                let series := challenge
                let power := mulmod(challenge, challenge, R)
                for { let n := shr(1, words) } gt(n, 1) { n := shr(1, n) } {
                    series := mulmod(series, add(power, 1), R)
                    power := mulmod(power, power, R)
                }
                evaluation := add(mulmod(evaluation, power, R), series)
            }
            default {
                // Words that were in range when they were cast, or identities; checked all the same.
                for { } gt(position, add(vector, PREVIOUS)) { } {
                    position := sub(position, TWO_WORDS)
                    let a := mload(position)
                    let b := mload(add(position, WORD))
                    inRange := and(inRange, and(lt(a, R), lt(b, R)))
                    evaluation := add(mulmod(evaluation, challenge, R), b)
                    evaluation := add(mulmod(evaluation, challenge, R), a)
                }
            }
            // Nullifier and version.
            let nullifier := mload(first)
            inRange := and(inRange, lt(nullifier, R))
            evaluation := add(mulmod(evaluation, challenge, R), mload(add(first, WORD)))
            evaluation := add(mulmod(evaluation, challenge, R), nullifier)
            evaluation := mod(evaluation, R)
        }
        if (!inRange) _refuse(ballot);
    }

    /// @notice What a slot keeps of the ciphertexts that `bind` copied: the low 224 bits of their keccak256 (P7.2).
    function nextHash(Batch memory batch) internal pure returns (uint256) {
        return _hash(batch.vector + PREVIOUS + WORD * batch.words, batch.words);
    }

    /// @notice The same of the ballot's `held`, for a ballot of version 1 or later.
    function heldHash(Batch memory batch) internal pure returns (uint256) {
        return _hash(batch.vector + PREVIOUS + TWO_WORDS * batch.words, batch.words);
    }

    /// @notice Adds the ballot that `bind` copied last to the subtotal and to the proofs to be checked.
    function take(Batch memory batch, Ballot calldata ballot, uint256 evaluation, uint256 challenge) internal pure {
        uint256 next = batch.vector + PREVIOUS + WORD * batch.words;
        if (batch.taken == 0) ExtendedPoint.setEach(batch.sums, next);
        else ExtendedPoint.addEach(batch.sums, next);
        if (ballot.version != 0) ExtendedPoint.subtractEach(batch.sums, next + WORD * batch.words);

        (uint256 callData, uint256 capacity, uint256 taken) = (batch.callData, batch.capacity, batch.taken);
        assembly ("memory-safe") {
            let input := add(add(callData, FIRST_INPUT), mul(taken, INPUT_SIZE))
            mstore(input, calldataload(add(ballot, DIGEST)))
            mstore(add(input, 0x20), evaluation)
            mstore(add(input, 0x40), challenge)
            let proof := add(add(callData, add(FIRST_PROOF, mul(capacity, INPUT_SIZE))), mul(taken, PROOF_SIZE))
            calldatacopy(proof, add(ballot, PROOF), PROOF_SIZE)
        }
        batch.taken = taken + 1;
    }

    /// @notice Whether the proofs of all ballots taken hold for the folded point (x, y) (P7.4).
    /// @dev The call data has gaps after its arrays if fewer ballots were taken than there is room for, which the ABI
    /// allows.
    function proofsHold(Batch memory batch, IGroth16BatchVerifier verifier, uint256 x, uint256 y)
        internal
        view
        returns (bool holds)
    {
        uint256 selector = uint32(IGroth16BatchVerifier.verify.selector);
        (uint256 callData, uint256 capacity, uint256 taken) = (batch.callData, batch.capacity, batch.taken);
        uint256 inputs = taken * BallotSignals.LIVE;
        assembly ("memory-safe") {
            let proofsOffset := add(PROOFS, mul(capacity, INPUT_SIZE))
            let head := add(callData, HEAD)
            mstore(callData, selector)
            mstore(head, x)
            mstore(add(head, Y), y)
            mstore(add(head, INPUTS_PLACE), INPUTS)
            mstore(add(head, PROOFS_PLACE), proofsOffset)
            mstore(add(head, INPUTS), inputs)
            mstore(add(head, proofsOffset), taken)
            let size := add(SELECTOR_SIZE, add(add(proofsOffset, WORD), mul(capacity, PROOF_SIZE)))
            let ok := staticcall(gas(), verifier, add(callData, SELECTOR), size, 0x00, WORD)
            holds := and(and(ok, gt(returndatasize(), 0x1f)), eq(mload(0x00), 1))
        }
    }

    /// @dev Writes `previous` into the vector: what the slot holds, or identities.
    function _setPrevious(Batch memory batch, bool fromHeld) private pure {
        (uint256 vector, uint256 words) = (batch.vector, batch.words);
        assembly ("memory-safe") {
            let size := mul(words, WORD)
            let previous := add(vector, PREVIOUS)
            switch fromHeld
            case 1 { mcopy(previous, add(previous, mul(size, 2)), size) }
            default {
                for { let end := add(previous, size) } lt(previous, end) { previous := add(previous, TWO_WORDS) } {
                    mstore(previous, 0)
                    mstore(add(previous, WORD), 1)
                }
            }
        }
    }

    function _hash(uint256 position, uint256 words) private pure returns (uint256 hash) {
        assembly ("memory-safe") {
            hash := and(keccak256(position, mul(words, WORD)), LOW_224)
        }
    }

    /// @dev Names what `bind` found wrong.
    function _refuse(Ballot calldata ballot) private pure {
        if (ballot.digest >= R) revert IElection.WordTooLarge(ballot.digest);
        if (ballot.nullifier >= R) revert IElection.WordTooLarge(ballot.nullifier);
        for (uint256 i = 0; i < ballot.next.length; ++i) {
            if (ballot.next[i] >= R) revert IElection.WordTooLarge(ballot.next[i]);
        }
        revert IElection.CiphertextHasIdentity();
    }
}
