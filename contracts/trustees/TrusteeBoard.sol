// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../libraries/BabyJubjub.sol";
import {SigmaProofs} from "../libraries/SigmaProofs.sol";
import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";
import {EncryptedShare, ITrusteeBoard} from "../types/ITrusteeBoard.sol";
import {Point, SigmaProof} from "../types/Point.sol";
import {BoardTerms, BoardParameters} from "./BoardTerms.sol";
import {Dealings} from "./Dealings.sol";

/// @title TrusteeBoard
/// @notice P2. No owner: after its deployment only its trustees act, each twice.
contract TrusteeBoard is BoardTerms {
    bytes32 private constant REGISTRATION_TAG = keccak256("hanpyo.registration.v1");
    bytes32 private constant DEALING_TAG = keccak256("hanpyo.dealing.v1");
    bytes32 private constant KEY_SHARE_TAG = keccak256("hanpyo.keyshare.v1");

    IGroth16BatchVerifier private immutable VERIFIER;
    uint256 private immutable FOLDED_X;
    uint256 private immutable FOLDED_Y;

    uint256 private registered;
    uint256 private dealt;
    mapping(uint256 seat => Point) private encryptionKeys;
    mapping(uint256 seat => bytes32) private commitments;
    /// @dev Words of Y_1, ..., Y_n and K, summed over the dealings so far; empty before the first.
    uint256[] private keySums;

    constructor(BoardParameters memory parameters) BoardTerms(parameters) {
        VERIFIER = parameters.verifier;
        (FOLDED_X, FOLDED_Y) = parameters.verifier.fold(new uint256[](0));
    }

    /// @inheritdoc ITrusteeBoard
    function register(Point calldata q, SigmaProof calldata proof, bytes32 commitment) external {
        uint256 seat = _seatOf(msg.sender);
        _requireStage(Stage.Registering);
        if (_has(registered, seat)) revert AlreadyRegistered(seat);

        Point memory key = BabyJubjub.fromOutside(q);
        for (uint256 other = 1; other <= trusteeCount; ++other) {
            Point storage known = encryptionKeys[other];
            if (known.x == key.x && known.y == key.y) revert EncryptionKeyUsed(other);
        }
        if (proof.challenge != _registrationChallenge(seat, key, proof)) revert RegistrationProofInvalid(seat);

        registered |= 1 << seat;
        encryptionKeys[seat] = key;
        commitments[seat] = commitment;

        emit TrusteeRegistered(seat, msg.sender, q, proof, commitment);
    }

    /// @inheritdoc ITrusteeBoard
    function deal(Point[] calldata polynomial, EncryptedShare[] calldata shares) external {
        uint256 seat = _seatOf(msg.sender);
        _requireStage(Stage.Dealing);
        if (_has(dealt, seat)) revert AlreadyDealt(seat);
        if (polynomial.length != threshold) revert WrongPolynomialLength(polynomial.length, threshold);
        if (shares.length != trusteeCount) revert WrongShareCount(shares.length, trusteeCount);
        bytes32 committed = _commitmentOf(seat, polynomial);
        if (committed != commitments[seat]) revert CommitmentMismatch(committed, commitments[seat]);

        Point[] memory coefficients = BabyJubjub.fromOutside(polynomial);
        uint256[] memory dealtWords = Dealings.shareWords(coefficients, trusteeCount);
        if (!_sharesHold(seat, dealtWords, shares)) revert ShareProofsInvalid(seat);

        dealt |= 1 << seat;
        keySums = Dealings.add(keySums, dealtWords, coefficients[0]);

        emit SharesDealt(seat, polynomial, shares);
        if (stage() == Stage.Ready) {
            Point memory key = electionKey();
            if (BabyJubjub.isIdentity(key)) revert ElectionKeyIsIdentity();
            emit ElectionKeyMade(key);
        }
    }

    /// @inheritdoc ITrusteeBoard
    function missing() external view returns (address[] memory absent) {
        Stage current = stage();
        uint256 done = registered == _everybody() ? dealt : registered;
        if (current == Stage.Ready) return absent;

        uint256 count;
        for (uint256 seat = 1; seat <= trusteeCount; ++seat) {
            if (!_has(done, seat)) ++count;
        }
        absent = new address[](count);
        count = 0;
        for (uint256 seat = 1; seat <= trusteeCount; ++seat) {
            if (!_has(done, seat)) absent[count++] = trusteeAt(seat);
        }
    }

    /// @inheritdoc ITrusteeBoard
    function encryptionKey(uint256 seat) external view returns (Point memory) {
        _requireSeat(seat);
        return encryptionKeys[seat];
    }

    /// @inheritdoc ITrusteeBoard
    function shareKey(uint256 seat) external view returns (Point memory) {
        _requireSeat(seat);
        if (dealt == 0) return Point(0, 0);
        return Point(keySums[2 * seat - 2], keySums[2 * seat - 1]);
    }

    /// @inheritdoc ITrusteeBoard
    function electionKey() public view returns (Point memory) {
        if (stage() != Stage.Ready) return Point(0, 0);
        return Point(keySums[2 * trusteeCount], keySums[2 * trusteeCount + 1]);
    }

    /// @inheritdoc ITrusteeBoard
    function stage() public view returns (Stage) {
        if (registered != _everybody()) return block.timestamp > registerBy ? Stage.Dead : Stage.Registering;
        if (dealt != _everybody()) return block.timestamp > dealBy ? Stage.Dead : Stage.Dealing;
        return Stage.Ready;
    }

    /// @dev P2.1.
    function _registrationChallenge(uint256 seat, Point memory key, SigmaProof calldata proof)
        private
        view
        returns (uint256)
    {
        Point memory r = SigmaProofs.commitment(proof, key);
        bytes32 digest = keccak256(
            abi.encode(REGISTRATION_TAG, block.chainid, address(this), seat, msg.sender, key.x, key.y, r.x, r.y)
        );
        return uint128(uint256(digest));
    }

    /// @dev P2.1.
    function _commitmentOf(uint256 seat, Point[] calldata polynomial) private view returns (bytes32) {
        uint256[] memory words = BabyJubjub.toWords(polynomial);
        return keccak256(abi.encode(DEALING_TAG, block.chainid, address(this), seat, msg.sender, words));
    }

    /// @dev P2.2: all proofs in one batch, over the points that the contract computed itself.
    function _sharesHold(uint256 dealer, uint256[] memory dealtWords, EncryptedShare[] calldata shares)
        private
        view
        returns (bool)
    {
        uint256 context = uint256(keccak256(abi.encode(KEY_SHARE_TAG, block.chainid, address(this)))) >> 8;
        uint256[] memory inputs = new uint256[](10 * shares.length);
        uint256[8][] memory proofs = new uint256[8][](shares.length);
        for (uint256 m = 0; m < shares.length; ++m) {
            EncryptedShare calldata share = shares[m];
            Point storage key = encryptionKeys[m + 1];
            uint256 first = 10 * m;
            (inputs[first], inputs[first + 1]) = (dealtWords[2 * m], dealtWords[2 * m + 1]);
            (inputs[first + 2], inputs[first + 3]) = (share.ephemeral.x, share.ephemeral.y);
            inputs[first + 4] = share.ciphertext;
            (inputs[first + 5], inputs[first + 6]) = (key.x, key.y);
            (inputs[first + 7], inputs[first + 8], inputs[first + 9]) = (context, dealer, m + 1);
            proofs[m] = share.proof;
        }
        return VERIFIER.verify(FOLDED_X, FOLDED_Y, inputs, proofs);
    }

    function _requireStage(Stage expected) private view {
        Stage current = stage();
        if (current != expected) revert WrongStage(current);
    }

    /// @dev A bit for each seat.
    function _everybody() private view returns (uint256) {
        return (1 << (trusteeCount + 1)) - 2;
    }

    function _has(uint256 seats, uint256 seat) private pure returns (bool) {
        return (seats >> seat) & 1 == 1;
    }
}
