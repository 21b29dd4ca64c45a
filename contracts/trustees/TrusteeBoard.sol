// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../libraries/BabyJubjub.sol";
import {SigmaProofs} from "../libraries/SigmaProofs.sol";
import {BoardTerms} from "../types/IBoardFactory.sol";
import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";
import {EncryptedShare, ITrusteeBoard} from "../types/ITrusteeBoard.sol";
import {Point, SigmaProof} from "../types/Point.sol";
import {Dealings} from "./Dealings.sol";
import {FrozenTerms} from "./FrozenTerms.sol";

/// @title TrusteeBoard
/// @notice P2. No owner: after its creation only its trustees act, each twice.
/// @dev Cloned with `abi.encode(terms)` as immutable arguments; the contract deployed here is only the code that clones
/// share, and refuses.
contract TrusteeBoard is FrozenTerms {
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

    /// @param verifier Of keyShare.circom.
    constructor(IGroth16BatchVerifier verifier) {
        VERIFIER = verifier;
        (FOLDED_X, FOLDED_Y) = verifier.fold(new uint256[](0));
    }

    /// @inheritdoc ITrusteeBoard
    function register(Point calldata q, SigmaProof calldata proof, bytes32 commitment) external {
        BoardTerms memory terms = _terms();
        uint256 seat = _seatOf(msg.sender, terms);
        _requireStage(Stage.Registering, terms);
        if (_has(registered, seat)) revert AlreadyRegistered(seat);

        Point memory key = BabyJubjub.fromOutside(q);
        for (uint256 other = 1; other <= terms.trustees.length; ++other) {
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
        BoardTerms memory terms = _terms();
        uint256 seat = _seatOf(msg.sender, terms);
        uint256 count = terms.trustees.length;
        _requireStage(Stage.Dealing, terms);
        if (_has(dealt, seat)) revert AlreadyDealt(seat);
        if (polynomial.length != terms.threshold) revert WrongPolynomialLength(polynomial.length, terms.threshold);
        if (shares.length != count) revert WrongShareCount(shares.length, count);
        bytes32 committed = _commitmentOf(seat, polynomial);
        if (committed != commitments[seat]) revert CommitmentMismatch(committed, commitments[seat]);

        Point[] memory coefficients = BabyJubjub.fromOutside(polynomial);
        uint256[] memory dealtWords = Dealings.shareWords(coefficients, count);
        if (!_sharesHold(seat, dealtWords, shares)) revert ShareProofsInvalid(seat);

        dealt |= 1 << seat;
        keySums = Dealings.add(keySums, dealtWords, coefficients[0]);

        emit SharesDealt(seat, polynomial, shares);
        if (dealt == _everybody(count)) {
            Point memory key = _electionKey(count);
            if (BabyJubjub.isIdentity(key)) revert ElectionKeyIsIdentity();
            emit ElectionKeyMade(key);
        }
    }

    /// @inheritdoc ITrusteeBoard
    function missing() external view returns (address[] memory absent) {
        address[] memory trustees = _terms().trustees;
        uint256 done = registered == _everybody(trustees.length) ? dealt : registered;
        uint256 count;
        for (uint256 seat = 1; seat <= trustees.length; ++seat) {
            if (!_has(done, seat)) ++count;
        }
        absent = new address[](count);
        count = 0;
        for (uint256 seat = 1; seat <= trustees.length; ++seat) {
            if (!_has(done, seat)) absent[count++] = trustees[seat - 1];
        }
    }

    /// @inheritdoc ITrusteeBoard
    function encryptionKey(uint256 seat) external view returns (Point memory) {
        _requireSeat(seat, _terms().trustees.length);
        return encryptionKeys[seat];
    }

    /// @inheritdoc ITrusteeBoard
    function shareKey(uint256 seat) external view returns (Point memory) {
        _requireSeat(seat, _terms().trustees.length);
        if (dealt == 0) return Point(0, 0);
        return Point(keySums[2 * seat - 2], keySums[2 * seat - 1]);
    }

    /// @inheritdoc ITrusteeBoard
    function electionKey() external view returns (Point memory) {
        BoardTerms memory terms = _terms();
        if (_stage(terms) != Stage.Ready) return Point(0, 0);
        return _electionKey(terms.trustees.length);
    }

    /// @inheritdoc ITrusteeBoard
    function stage() external view returns (Stage) {
        return _stage(_terms());
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

    function _stage(BoardTerms memory terms) private view returns (Stage) {
        uint256 everybody = _everybody(terms.trustees.length);
        if (registered != everybody) return block.timestamp > terms.registerBy ? Stage.Dead : Stage.Registering;
        if (dealt != everybody) return block.timestamp > terms.dealBy ? Stage.Dead : Stage.Dealing;
        return Stage.Ready;
    }

    /// @dev K, once everybody has dealt.
    function _electionKey(uint256 count) private view returns (Point memory) {
        return Point(keySums[2 * count], keySums[2 * count + 1]);
    }

    function _requireStage(Stage expected, BoardTerms memory terms) private view {
        Stage current = _stage(terms);
        if (current != expected) revert WrongStage(current);
    }

    /// @dev A bit for each seat.
    function _everybody(uint256 count) private pure returns (uint256) {
        return (1 << (count + 1)) - 2;
    }

    function _has(uint256 seats, uint256 seat) private pure returns (bool) {
        return (seats >> seat) & 1 == 1;
    }
}
