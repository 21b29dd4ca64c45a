// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../../../contracts/libraries/BabyJubjub.sol";
import {SigmaProofs} from "../../../contracts/libraries/SigmaProofs.sol";
import {TrusteeBoard} from "../../../contracts/trustees/TrusteeBoard.sol";
import {EncryptedShare, ITrusteeBoard} from "../../../contracts/types/ITrusteeBoard.sol";
import {Point, SigmaProof} from "../../../contracts/types/Point.sol";
import {KnownDealers} from "../naive/KnownDealers.sol";
import {KnownTrustees} from "../naive/KnownTrustees.sol";
import {NaiveCurve} from "../naive/NaiveCurve.sol";
import {Seed} from "../naive/Seeds.sol";
import {vm} from "../Vm.sol";

/// @notice Trustees and strangers who act in any order, and time that passes; predicts what the board answers.
contract BoardHandler {
    error Surprise(bytes output, bytes expected);

    TrusteeBoard public immutable BOARD;
    uint256 private immutable COUNT;
    uint256 private immutable THRESHOLD;
    uint256 private steps;
    mapping(uint256 seat => bool) public hasRegistered;
    mapping(uint256 seat => bool) public hasDealt;
    uint256 public registeredCount;
    uint256 public dealtCount;
    ITrusteeBoard.Stage public stageNow;
    /// By seat; 0 has the election key. What the board must answer: made when a seat deals, as only that changes it.
    mapping(uint256 seat => Point) private shareKeys;
    mapping(uint256 seat => Point) private encryptionKeys;

    constructor(TrusteeBoard board) {
        (BOARD, COUNT, THRESHOLD) = (board, board.trusteeCount(), board.threshold());
        for (uint256 seat = 1; seat <= COUNT; ++seat) encryptionKeys[seat] = KnownDealers.encryptionKey(seat);
    }

    function act(uint256 entropy) external {
        Seed memory random = Seed(uint256(keccak256(abi.encode(entropy, ++steps))));
        uint256 kind = random.below(16);
        bool dealing = BOARD.stage() == ITrusteeBoard.Stage.Dealing;
        if (kind < 6) _register(1 + random.below(COUNT), random);
        else if (kind < 12 || (dealing && kind < 15)) _deal(1 + random.below(COUNT), random);
        else _wait(random);
        _followStage();
    }

    /// @notice What the stage must be now.
    function expectedStage() public view returns (ITrusteeBoard.Stage) {
        bool registering = registeredCount < COUNT;
        if (!registering && dealtCount == COUNT) return ITrusteeBoard.Stage.Ready;
        if (block.timestamp > (registering ? BOARD.registerBy() : BOARD.dealBy())) return ITrusteeBoard.Stage.Dead;
        return registering ? ITrusteeBoard.Stage.Registering : ITrusteeBoard.Stage.Dealing;
    }

    /// @notice What the board must answer; (0, 0) before there is one, seat 0 for the election key.
    function expectedShareKey(uint256 seat) external view returns (Point memory) {
        return shareKeys[seat];
    }

    function expectedEncryptionKey(uint256 seat) external view returns (Point memory key) {
        if (hasRegistered[seat]) return encryptionKeys[seat];
    }

    function _register(uint256 seat, Seed memory random) private {
        address trustee = BOARD.trusteeAt(seat);
        (Point memory q, SigmaProof memory proof) = KnownDealers.registration(BOARD, seat, trustee, random.next());
        bytes32 commitment =
            KnownDealers.commitment(BOARD, seat, trustee, KnownDealers.polynomial(seat, THRESHOLD));
        bytes memory expected;
        address sender = trustee;
        uint256 flaw = random.below(9);
        if (flaw == 0) {
            sender = address(uint160(random.next()));
            expected = abi.encodeWithSelector(ITrusteeBoard.NotATrustee.selector, sender);
        } else if (expectedStage() != ITrusteeBoard.Stage.Registering) {
            expected = abi.encodeWithSelector(ITrusteeBoard.WrongStage.selector, expectedStage());
        } else if (hasRegistered[seat]) {
            expected = abi.encodeWithSelector(ITrusteeBoard.AlreadyRegistered.selector, seat);
        } else if (flaw == 1) {
            // Another seat's key and proof.
            uint256 other = 1 + seat % COUNT;
            (q, proof) = KnownDealers.registration(BOARD, other, BOARD.trusteeAt(other), random.next());
            expected = hasRegistered[other]
                ? abi.encodeWithSelector(ITrusteeBoard.EncryptionKeyUsed.selector, other)
                : abi.encodeWithSelector(ITrusteeBoard.RegistrationProofInvalid.selector, seat);
        } else if (flaw == 2) {
            proof.challenge ^= 1 << random.below(128);
            expected = abi.encodeWithSelector(ITrusteeBoard.RegistrationProofInvalid.selector, seat);
        } else if (flaw == 3) {
            proof.challenge |= 1 << 128;
            expected = abi.encodeWithSelector(SigmaProofs.ChallengeTooLarge.selector, proof.challenge);
        }
        if (_call(sender, abi.encodeCall(ITrusteeBoard.register, (q, proof, commitment)), expected)) {
            hasRegistered[seat] = true;
            ++registeredCount;
        }
    }

    function _deal(uint256 seat, Seed memory random) private {
        address sender = BOARD.trusteeAt(seat);
        Point[] memory polynomial = KnownDealers.polynomial(seat, THRESHOLD);
        EncryptedShare[] memory shares = KnownDealers.shares(COUNT);
        bytes memory expected;
        uint256 flaw = random.below(10);
        if (flaw == 0) {
            sender = address(uint160(random.next()));
            expected = abi.encodeWithSelector(ITrusteeBoard.NotATrustee.selector, sender);
        } else if (expectedStage() != ITrusteeBoard.Stage.Dealing) {
            expected = abi.encodeWithSelector(ITrusteeBoard.WrongStage.selector, expectedStage());
        } else if (hasDealt[seat]) {
            expected = abi.encodeWithSelector(ITrusteeBoard.AlreadyDealt.selector, seat);
        } else if (flaw == 1) {
            uint256 length = [0, THRESHOLD - 1, THRESHOLD + 1, 100][random.below(4)];
            polynomial = KnownDealers.polynomial(seat, length);
            expected = abi.encodeWithSelector(ITrusteeBoard.WrongPolynomialLength.selector, length, THRESHOLD);
        } else if (flaw == 2) {
            shares = KnownDealers.shares(COUNT + 1 - 2 * random.below(2));
            expected = abi.encodeWithSelector(ITrusteeBoard.WrongShareCount.selector, shares.length, COUNT);
        } else if (flaw == 3) {
            bytes32 stored = KnownDealers.commitment(BOARD, seat, sender, polynomial);
            polynomial[random.below(THRESHOLD)] = KnownDealers.encryptionKey(random.next());
            bytes32 given = KnownDealers.commitment(BOARD, seat, sender, polynomial);
            expected = abi.encodeWithSelector(ITrusteeBoard.CommitmentMismatch.selector, given, stored);
        } else if (flaw == 4) {
            shares[random.below(COUNT)].proof[0] = type(uint256).max;
            expected = abi.encodeWithSelector(ITrusteeBoard.ShareProofsInvalid.selector, seat);
        }
        if (_call(sender, abi.encodeCall(ITrusteeBoard.deal, (polynomial, shares)), expected)) {
            hasDealt[seat] = true;
            ++dealtCount;
            _sumDealings();
        }
    }

    /// @dev The keys of all seats, and the election key once everybody has dealt, from the dealers' secrets.
    function _sumDealings() private {
        for (uint256 j = 0; j <= COUNT; ++j) {
            if (j == 0 && dealtCount < COUNT) continue;
            uint256 logarithm;
            for (uint256 dealer = 1; dealer <= COUNT; ++dealer) {
                if (!hasDealt[dealer]) continue;
                logarithm = addmod(logarithm, KnownDealers.shareOf(dealer, THRESHOLD, j), NaiveCurve.L);
            }
            shareKeys[j] = KnownTrustees.times(BabyJubjub.generator(), logarithm);
        }
    }

    /// @dev To a deadline, a second before or after it, or a part of the way.
    function _wait(Seed memory random) private {
        uint256 deadline = registeredCount < COUNT ? BOARD.registerBy() : BOARD.dealBy();
        if (block.timestamp > deadline) deadline = block.timestamp + 30 days;
        uint256 target = random.onceIn(6)
            ? deadline + random.below(3) - 1
            : block.timestamp + random.below((deadline - block.timestamp) / 8 + 1);
        if (target > block.timestamp) vm.warp(target);
    }

    function _call(address sender, bytes memory data, bytes memory expected) private returns (bool) {
        vm.prank(sender);
        (bool ok, bytes memory output) = address(BOARD).call(data);
        if (ok != (expected.length == 0) || keccak256(output) != keccak256(expected)) revert Surprise(output, expected);
        return ok;
    }

    /// @dev Registering, Dealing, Ready; Dead from the first two; nothing from the others.
    function _followStage() private {
        ITrusteeBoard.Stage next = BOARD.stage();
        if (next == stageNow) return;
        if (next == ITrusteeBoard.Stage.Dead) assert(uint256(stageNow) < uint256(ITrusteeBoard.Stage.Ready));
        else assert(uint256(next) == uint256(stageNow) + 1 && stageNow != ITrusteeBoard.Stage.Ready);
        stageNow = next;
    }
}
