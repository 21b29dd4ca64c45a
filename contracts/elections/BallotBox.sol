// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Extended, ExtendedPoint} from "../libraries/ExtendedPoint.sol";
import {Ballot, IElection} from "../types/IElection.sol";
import {BallotSignals} from "./BallotSignals.sol";

/// @notice A batch being cast, in memory.
struct Batch {
    /// Words of a ballot's ciphertexts.
    uint256 words;
    /// Whether `previous` is what the slot holds, instead of the identity (P5.3).
    bool masked;
    /// Ballots that the statement has room for, ballots taken, and those of them that were the first of their slot.
    uint256 capacity;
    uint256 taken;
    uint256 added;
    /// Address of: digest, x = (nullifier, version, previous, next), held.
    uint256 vector;
    /// Address of the statement of Groth16Batch: x and y of the folded point, inputs, proofs.
    uint256 statement;
    /// Sum of next - held of the ballots taken, per point; none in a batch of one first ballot, which is the sum.
    Extended[] sums;
}

/// @notice Where a first ballot lies in call data: nullifier, digest, next, proof.
type FirstBallot is uint256;

using BallotBox for Batch global;
using BallotBox for FirstBallot global;

/// @title BallotBox
/// @notice Casting without its storage: binds a ballot to its proof, adds it to a subtotal and to the statement that is
/// proved (P5, P7).
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
    uint256 private constant PROOF_WORDS = 8;
    uint256 private constant PROOF_SIZE = 0x100;

    // Places in a ballot's call data, which begins with nullifier and version.
    uint256 private constant DIGEST = 0x80;
    uint256 private constant PROOF = 0xa0;

    // Places in a first ballot's call data, which begins with the nullifier.
    uint256 private constant FIRST_DIGEST = 0x20;
    uint256 private constant FIRST_NEXT = 0x40;

    // Places in the vector, which begins with the digest: x, which begins with nullifier and version, and `previous` in
    // it. `next` and `held` follow, each of its size.
    uint256 private constant X = 0x20;
    uint256 private constant VERSION = 0x40;
    uint256 private constant PREVIOUS = 0x60;

    // Of the statement: its first input, and the inputs of a ballot.
    uint256 private constant FIRST_INPUT = 0x40;
    uint256 private constant INPUT_SIZE = 0x60;

    /// @notice An empty batch for at most `capacity` ballots.
    /// @param words A power of two, at least 8: the proof of a first ballot is put where `held` of others is.
    /// @param areFirst Whether all have version 0.
    function start(uint256 words, uint256 capacity, bool areFirst) internal pure returns (Batch memory batch) {
        assert(words >= PROOF_WORDS && words & (words - 1) == 0);
        batch.words = words;
        batch.capacity = capacity;
        if (capacity != 1 || !areFirst) batch.sums = ExtendedPoint.identities(words / 2);
        uint256 vector;
        uint256 statement;
        assembly ("memory-safe") {
            vector := mload(0x40)
            statement := add(vector, mul(add(mul(words, 3), 3), WORD))
            // 2 words of the folded point, 3 inputs and 8 proof words per ballot.
            mstore(0x40, add(statement, mul(add(2, mul(capacity, 11)), WORD)))
        }
        (batch.vector, batch.statement) = (vector, statement);
        _setPrevious(batch, false);
    }

    /// @notice Words of a first ballot in call data.
    function firstSize(uint256 words) internal pure returns (uint256) {
        return words + 2 + PROOF_WORDS;
    }

    /// @notice The first one, and the place behind the last.
    function first(uint256[] calldata ballots) internal pure returns (FirstBallot ballot, FirstBallot end) {
        assembly ("memory-safe") {
            ballot := ballots.offset
            end := add(ballot, mul(ballots.length, WORD))
        }
    }

    /// @notice The one behind.
    /// @param size Words of each.
    function following(FirstBallot ballot, uint256 size) internal pure returns (FirstBallot) {
        unchecked {
            return FirstBallot.wrap(FirstBallot.unwrap(ballot) + size * WORD);
        }
    }

    function nullifier(FirstBallot ballot) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := calldataload(ballot)
        }
    }

    /// @notice What a slot becomes of a ballot made for `version` (P7.3).
    function slotOf(uint256 version, uint256 hash) internal pure returns (uint256) {
        unchecked {
            return ((version + 1) << 224) | hash;
        }
    }

    /// @notice `bind` for a first ballot.
    function bindFirst(Batch memory batch, FirstBallot ballot)
        internal
        pure
        returns (uint256 evaluation, uint256 challenge)
    {
        (uint256 vector, uint256 words) = (batch.vector, batch.words);
        assembly ("memory-safe") {
            let size := mul(words, WORD)
            mstore(vector, calldataload(add(ballot, FIRST_DIGEST)))
            mstore(add(vector, X), calldataload(ballot))
            mstore(add(vector, VERSION), 0)
            // The proof comes with it, into the place of `held`.
            calldatacopy(add(vector, add(PREVIOUS, size)), add(ballot, FIRST_NEXT), add(size, PROOF_SIZE))
        }
        return _evaluate(batch);
    }

    /// @notice Copies a ballot into `vector`. Refuses wrong lengths, words at or above r, a c1.x of 0, a version without
    /// successor (P7.1).
    /// @return evaluation `sum x[i] challenge^i mod r`.
    /// @return challenge `keccak256(digest, x) mod r`.
    function bind(Batch memory batch, Ballot calldata ballot)
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
        assembly ("memory-safe") {
            let size := mul(words, WORD)
            mstore(vector, calldataload(add(ballot, DIGEST)))
            calldatacopy(add(vector, X), ballot, TWO_WORDS)
            calldatacopy(add(vector, add(PREVIOUS, size)), next.offset, size)
            calldatacopy(add(vector, add(PREVIOUS, mul(size, 2))), held.offset, mul(held.length, WORD))
        }
        if (batch.masked) _setPrevious(batch, held.length != 0);
        return _evaluate(batch);
    }

    /// @notice What a slot keeps of the ciphertexts that were bound: the low 224 bits of their keccak256 (P7.2).
    function nextHash(Batch memory batch) internal pure returns (uint256) {
        return _hash(batch.vector + PREVIOUS + WORD * batch.words, batch.words);
    }

    /// @notice The same of the ballot's `held`, for a ballot of version 1 or later.
    function heldHash(Batch memory batch) internal pure returns (uint256) {
        return _hash(batch.vector + PREVIOUS + TWO_WORDS * batch.words, batch.words);
    }

    /// @notice Adds the first ballot that was bound last to the subtotal and to the statement, and emits
    /// FirstBallotCast.
    /// @param topic Of that event for this size.
    function takeFirst(
        Batch memory batch,
        FirstBallot ballot,
        uint256 evaluation,
        uint256 challenge,
        bytes32 topic
    ) internal {
        (uint256 vector, uint256 size) = (batch.vector, WORD * batch.words);
        uint256 proof;
        assembly ("memory-safe") {
            proof := add(ballot, add(FIRST_NEXT, size))
        }
        uint256 next = _add(batch, evaluation, challenge, proof);
        assembly ("memory-safe") {
            // What the event carries lies behind the nullifier in call data, and but for the digest behind `previous`
            // here, whose last word the digest takes for a moment.
            let data := sub(next, WORD)
            mstore(data, mload(vector))
            log2(data, add(size, add(WORD, PROOF_SIZE)), topic, mload(add(vector, X)))
            mstore(data, 1)
        }
        unchecked {
            ++batch.added;
        }
    }

    /// @notice Adds the ballot that was bound last to the subtotal and to the statement, and emits BallotCast.
    function take(Batch memory batch, Ballot calldata ballot, uint256 evaluation, uint256 challenge) internal {
        uint256 proof;
        assembly ("memory-safe") {
            proof := add(ballot, PROOF)
        }
        uint256 next = _add(batch, evaluation, challenge, proof);
        uint256 held = next + WORD * batch.words;
        if (ballot.version == 0) ++batch.added;
        else ExtendedPoint.subtractEach(batch.sums, held);

        emit IElection.BallotCast(ballot.nullifier, ballot.version, ballot.next, ballot.digest, ballot.proof);
    }

    /// @notice The subtotal of the ballots taken (P7.5), for use at once: it may lie in the vector.
    function subtotal(Batch memory batch) internal view returns (uint256[] memory words) {
        if (batch.sums.length != 0) return ExtendedPoint.toWords(batch.sums);
        (uint256 vector, uint256 length) = (batch.vector, batch.words);
        assembly ("memory-safe") {
            // The last word of `previous` becomes the array's length.
            words := add(vector, add(VERSION, mul(length, WORD)))
            mstore(words, length)
        }
    }

    /// @notice The statement of the ballots taken, over the folded point (x, y).
    function statementOver(Batch memory batch, uint256 x, uint256 y) internal pure returns (uint256 statement) {
        (uint256 capacity, uint256 taken) = (batch.capacity, batch.taken);
        statement = batch.statement;
        assembly ("memory-safe") {
            mstore(statement, x)
            mstore(add(statement, WORD), y)
            // Proofs come behind all inputs, of which there are fewer than there is room for if ballots were skipped.
            let inputs := add(statement, FIRST_INPUT)
            if lt(taken, capacity) {
                let proofs := add(inputs, mul(capacity, INPUT_SIZE))
                mcopy(add(inputs, mul(taken, INPUT_SIZE)), proofs, mul(taken, PROOF_SIZE))
            }
        }
    }

    /// @dev Adds the ballot in the vector to statement and subtotal.
    /// @param proof Where it lies in call data.
    /// @return next Where the ciphertexts lie in memory.
    function _add(Batch memory batch, uint256 evaluation, uint256 challenge, uint256 proof)
        private
        pure
        returns (uint256 next)
    {
        (uint256 statement, uint256 capacity, uint256 taken) = (batch.statement, batch.capacity, batch.taken);
        uint256 vector = batch.vector;
        uint256 words = batch.words;
        assembly ("memory-safe") {
            let inputs := add(statement, FIRST_INPUT)
            let input := add(inputs, mul(taken, INPUT_SIZE))
            mstore(input, mload(vector))
            mstore(add(input, 0x20), evaluation)
            mstore(add(input, 0x40), challenge)
            calldatacopy(add(add(inputs, mul(capacity, INPUT_SIZE)), mul(taken, PROOF_SIZE)), proof, PROOF_SIZE)
            next := add(vector, add(PREVIOUS, mul(words, WORD)))
        }
        if (taken != 0) ExtendedPoint.addEach(batch.sums, next);
        else if (batch.sums.length != 0) ExtendedPoint.setEach(batch.sums, next);
        unchecked {
            batch.taken = taken + 1;
        }
    }

    /// @dev Challenge and evaluation of the vector (P5.4), whose words it checks (P7.1).
    function _evaluate(Batch memory batch) private pure returns (uint256 evaluation, uint256 challenge) {
        (uint256 vector, uint256 words) = (batch.vector, batch.words);
        bool inRange;
        assembly ("memory-safe") {
            let position := add(vector, add(PREVIOUS, mul(words, TWO_WORDS)))
            challenge := mod(keccak256(vector, sub(position, vector)), R)
            inRange := and(lt(mload(vector), R), lt(mload(add(vector, X)), R))
            // Horner from the last word, a ciphertext a round, whose c1.x is 0 only for the identity; `evaluation` stays
            // below 2r, which mulmod reduces.
            for { let end := sub(position, mul(words, WORD)) } gt(position, end) { } {
                position := sub(position, CIPHERTEXT_SIZE)
                let word := mload(add(position, 0x60))
                inRange := and(inRange, lt(word, R))
                evaluation := add(mulmod(evaluation, challenge, R), word)
                word := mload(add(position, 0x40))
                inRange := and(inRange, lt(word, R))
                evaluation := add(mulmod(evaluation, challenge, R), word)
                word := mload(add(position, 0x20))
                inRange := and(inRange, lt(word, R))
                evaluation := add(mulmod(evaluation, challenge, R), word)
                word := mload(position)
                inRange := and(inRange, lt(sub(word, 1), sub(R, 1)))
                evaluation := add(mulmod(evaluation, challenge, R), word)
            }
        }
        if (batch.masked) {
            bool heldInRange;
            (evaluation, heldInRange) = _evaluatePrevious(vector, words, evaluation, challenge);
            inRange = inRange && heldInRange;
        } else {
            evaluation = _evaluateIdentities(words, evaluation, challenge);
        }
        if (!inRange) _refuse(vector, words);
        assembly ("memory-safe") {
            evaluation := add(mulmod(evaluation, challenge, R), mload(add(vector, VERSION)))
            evaluation := addmod(mulmod(evaluation, challenge, R), mload(add(vector, X)), R)
        }
    }

    /// @dev `_evaluate` over n identities (0, 1), n a power of two: their own value is c (1 + q + ... + q^(n-1)) with
    /// q = c^2, and what comes behind them is taken times q^n.
    function _evaluateIdentities(uint256 words, uint256 behind, uint256 challenge)
        private
        pure
        returns (uint256 evaluation)
    {
        assembly ("memory-safe") {
            let power := mulmod(challenge, challenge, R)
            let series := mulmod(challenge, add(power, 1), R)
            power := mulmod(power, power, R)
            for { let n := 4 } lt(n, words) { n := add(n, n) } {
                series := mulmod(series, add(power, 1), R)
                power := mulmod(power, power, R)
            }
            evaluation := add(mulmod(behind, power, R), series)
        }
    }

    /// @dev `_evaluate` over what the slot holds: words that were in range when they were cast, or identities; checked
    /// all the same.
    function _evaluatePrevious(uint256 vector, uint256 words, uint256 behind, uint256 challenge)
        private
        pure
        returns (uint256 evaluation, bool inRange)
    {
        evaluation = behind;
        inRange = true;
        assembly ("memory-safe") {
            let lowest := add(vector, PREVIOUS)
            for { let position := add(lowest, mul(words, WORD)) } gt(position, lowest) { } {
                position := sub(position, WORD)
                let word := mload(position)
                inRange := and(inRange, lt(word, R))
                evaluation := add(mulmod(evaluation, challenge, R), word)
            }
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

    /// @dev Names what is wrong in the vector.
    function _refuse(uint256 vector, uint256 words) private pure {
        _requireInField(vector);
        _requireInField(vector + X);
        for (uint256 i = 0; i < 2 * words; ++i) _requireInField(vector + PREVIOUS + WORD * i);
        revert IElection.CiphertextHasIdentity();
    }

    function _requireInField(uint256 place) private pure {
        uint256 word;
        assembly ("memory-safe") {
            word := mload(place)
        }
        if (word >= R) revert IElection.WordTooLarge(word);
    }
}
