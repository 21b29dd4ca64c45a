// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Extended, ExtendedPoint} from "../../../contracts/libraries/ExtendedPoint.sol";
import {Constitution} from "../../../contracts/types/Constitution.sol";
import {Ballot, IElection} from "../../../contracts/types/IElection.sol";
import {NaiveCurve} from "./NaiveCurve.sol";

/// @notice The ballot box of the protocol (P7) in the plainest way: it keeps whole ciphertexts, and the subtotals.
abstract contract NaiveBallotBox {
    struct Slot {
        uint256 version;
        uint256[] words;
    }

    uint256 internal constant VERSION_LIMIT = type(uint32).max;

    IElection public immutable SUBJECT;
    Constitution private frozen;
    uint256 internal immutable WORDS;

    bool public opened;
    uint256 public members;
    uint256 public root;
    mapping(uint256 nullifier => Slot) private slots;
    uint256[] public nullifiers;
    uint256[][] internal subtotals;
    /// The chain before the first subtotal, after it, after the second, ...
    bytes32[] internal chain;
    /// Hashes of `slotSum` and `subtotalSum`, made anew by every cast: nothing else changes slots or subtotals.
    bytes32 public slotSumHash;
    bytes32 public subtotalSumHash;

    constructor(IElection subject) {
        SUBJECT = subject;
        frozen = subject.constitution();
        WORDS = 2 * uint256(frozen.ballotSize);
        chain.push(0);
        slotSumHash = subtotalSumHash = _hash(ExtendedPoint.toWords(ExtendedPoint.identities(frozen.ballotSize)));
    }

    /// @dev Whether the verifier accepts the proofs of a batch.
    function _proofsHold(uint256 firstWord) internal view virtual returns (bool);

    function phase() public view virtual returns (IElection.Phase);

    function castFirstBallots(uint256[] calldata words) external {
        uint256 size = WORDS + 10;
        if (words.length % size != 0) {
            revert IElection.WrongCiphertextLength(words.length, words.length - words.length % size + size);
        }
        Ballot[] memory batch = new Ballot[](words.length / size);
        for (uint256 i = 0; i < batch.length; ++i) {
            uint256[] calldata entry = words[i * size:(i + 1) * size];
            (batch[i].nullifier, batch[i].digest) = (entry[0], entry[1]);
            batch[i].next = entry[2:2 + WORDS];
            for (uint256 k = 0; k < 8; ++k) batch[i].proof[k] = entry[2 + WORDS + k];
        }
        this.castBallots(batch);
    }

    function castBallots(Ballot[] calldata batch) external {
        if (batch.length == 0) revert IElection.NothingToCast();
        _requirePhase(IElection.Phase.Open);
        bool any;
        bool hold = true;
        uint256[] memory subtotal = _identities();
        for (uint256 i = 0; i < batch.length; ++i) {
            if (!_take(batch[i], subtotal)) continue;
            any = true;
            hold = hold && _proofsHold(batch[i].proof[0]);
        }
        if (any) _finish(subtotal, hold);
    }

    function castBallot(Ballot calldata ballot) external {
        _requirePhase(IElection.Phase.Open);
        uint256[] memory subtotal = _identities();
        if (!_take(ballot, subtotal)) {
            if (ballot.version != 0 && !frozen.revoting) revert IElection.RevotingForbidden(ballot.nullifier);
            revert IElection.SlotMoved(ballot.nullifier, ballot.version, slots[ballot.nullifier].version);
        }
        _finish(subtotal, _proofsHold(ballot.proof[0]));
    }

    function wordsOfBallot() external view returns (uint256) {
        return WORDS;
    }

    function slot(uint256 nullifier) public view returns (Slot memory) {
        return slots[nullifier];
    }

    /// @notice Of every slot in use: nullifier, version, and hash of what it holds.
    function heads() external view returns (uint256[] memory names, uint256[] memory versions, bytes32[] memory held) {
        names = nullifiers;
        (versions, held) = (new uint256[](names.length), new bytes32[](names.length));
        for (uint256 i = 0; i < names.length; ++i) {
            Slot storage taken = slots[names[i]];
            (versions[i], held[i]) = (taken.version, _hash(taken.words));
        }
    }

    /// @notice The chain, computed from all subtotals.
    function chainOfAll() external view returns (bytes32 reached) {
        for (uint256 i = 0; i < subtotals.length; ++i) reached = _extended(reached, subtotals[i]);
    }

    /// @notice Slots in use.
    function used() public view returns (uint256) {
        return nullifiers.length;
    }

    function batches() public view returns (uint256) {
        return subtotals.length;
    }

    function subtotalAt(uint256 i) public view returns (uint256[] memory) {
        return subtotals[i];
    }

    function chainAt(uint256 i) public view returns (bytes32) {
        return chain[i];
    }

    function constitution() public view returns (Constitution memory) {
        return frozen;
    }

    /// @notice The sum of what the slots hold.
    function slotSum() public view returns (uint256[] memory) {
        Extended[] memory sums = ExtendedPoint.identities(WORDS / 2);
        for (uint256 i = 0; i < nullifiers.length; ++i) _addTo(sums, slots[nullifiers[i]].words, false);
        return ExtendedPoint.toWords(sums);
    }

    /// @notice The sum of all subtotals.
    function subtotalSum() public view returns (uint256[] memory) {
        Extended[] memory sums = ExtendedPoint.identities(WORDS / 2);
        for (uint256 i = 0; i < subtotals.length; ++i) _addTo(sums, subtotals[i], false);
        return ExtendedPoint.toWords(sums);
    }

    function _take(Ballot calldata ballot, uint256[] memory subtotal) private returns (bool) {
        _checkLengths(ballot);
        _checkWords(ballot);
        Slot storage held = slots[ballot.nullifier];
        if (ballot.version != held.version) return false;
        if (ballot.version != 0) {
            if (!frozen.revoting) return false;
            if (_hash(ballot.held) != _hash(held.words)) return false;
        } else {
            if (nullifiers.length == members) revert IElection.BallotsExceedCensus(members);
            nullifiers.push(ballot.nullifier);
        }
        Extended[] memory sums = ExtendedPoint.identities(WORDS / 2);
        _addTo(sums, subtotal, false);
        _addTo(sums, ballot.next, false);
        if (ballot.version != 0) _addTo(sums, held.words, true);
        uint256[] memory next = ExtendedPoint.toWords(sums);
        for (uint256 i = 0; i < WORDS; ++i) subtotal[i] = next[i];
        held.version += 1;
        held.words = ballot.next;
        return true;
    }

    function _finish(uint256[] memory subtotal, bool hold) private {
        if (!hold) revert IElection.BallotProofsInvalid();
        subtotals.push(subtotal);
        chain.push(_extended(chain[chain.length - 1], subtotal));
        (slotSumHash, subtotalSumHash) = (_hash(slotSum()), _hash(subtotalSum()));
    }

    function _checkLengths(Ballot calldata ballot) private view {
        if (ballot.next.length != WORDS) revert IElection.WrongCiphertextLength(ballot.next.length, WORDS);
        uint256 expected = ballot.version == 0 ? 0 : WORDS;
        if (ballot.held.length != expected) revert IElection.WrongCiphertextLength(ballot.held.length, expected);
    }

    function _checkWords(Ballot calldata ballot) private pure {
        if (ballot.version >= VERSION_LIMIT) revert IElection.WordTooLarge(ballot.version);
        if (ballot.digest >= NaiveCurve.R) revert IElection.WordTooLarge(ballot.digest);
        if (ballot.nullifier >= NaiveCurve.R) revert IElection.WordTooLarge(ballot.nullifier);
        for (uint256 i = 0; i < ballot.next.length; ++i) {
            if (ballot.next[i] >= NaiveCurve.R) revert IElection.WordTooLarge(ballot.next[i]);
        }
        for (uint256 i = 0; i < ballot.next.length; i += 4) {
            if (ballot.next[i] == 0) revert IElection.CiphertextHasIdentity();
        }
    }

    function _requirePhase(IElection.Phase required) internal view {
        if (phase() != required) revert IElection.WrongPhase(phase());
    }

    function _identities() internal view returns (uint256[] memory) {
        return ExtendedPoint.toWords(ExtendedPoint.identities(WORDS / 2));
    }

    /// @dev The first 26 bytes of the hash (P7.5).
    function _extended(bytes32 before, uint256[] memory subtotal) internal pure returns (bytes32) {
        return bytes32(bytes26(keccak256(abi.encodePacked(before, subtotal))));
    }

    function _hash(uint256[] memory words) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(words));
    }

    function _addTo(Extended[] memory sums, uint256[] memory words, bool negative) internal pure {
        for (uint256 i = 0; i < sums.length; ++i) {
            uint256 x = words[2 * i];
            sums[i].addAffine(negative ? (NaiveCurve.R - x) % NaiveCurve.R : x, words[2 * i + 1]);
        }
    }
}
