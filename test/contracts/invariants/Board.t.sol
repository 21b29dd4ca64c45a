// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BoardFactory} from "../../../contracts/factory/BoardFactory.sol";
import {TrusteeBoard} from "../../../contracts/trustees/TrusteeBoard.sol";
import {BoardTerms} from "../../../contracts/types/IBoardFactory.sol";
import {ITrusteeBoard} from "../../../contracts/types/ITrusteeBoard.sol";
import {Point} from "../../../contracts/types/Point.sol";
import {deploy} from "../Deployment.sol";
import {MockVerifierAcceptsAll} from "../mocks/MockVerifierAcceptsAll.sol";
import {KnownTrustees} from "../naive/KnownTrustees.sol";
import {NaiveCurve} from "../naive/NaiveCurve.sol";
import {vm} from "../Vm.sol";
import {BoardHandler} from "./BoardHandler.sol";
import {FuzzSelector} from "./ElectionInvariants.sol";

/// @notice A board of 2 of 3, its share proofs accepted unless they are marked.
contract BoardInvariantsTest {
    uint48 private constant START = 1_800_000_000;
    uint256 private constant COUNT = 3;
    uint256 private constant THRESHOLD = 2;

    TrusteeBoard private board;
    BoardHandler private handler;

    function setUp() external {
        vm.warp(START);
        address code = deploy("TrusteeBoard", abi.encode(new MockVerifierAcceptsAll(10)));
        BoardFactory factory = BoardFactory(deploy("BoardFactory", abi.encode(code)));
        BoardTerms memory terms;
        terms.factory = address(1);
        terms.trustees = new address[](COUNT);
        for (uint256 i = 0; i < COUNT; ++i) terms.trustees[i] = address(uint160(0x1000 + i));
        terms.threshold = THRESHOLD;
        (terms.registerBy, terms.dealBy) = (START + 7 days, START + 14 days);
        terms.termEndsAt = START + 365 days;
        board = TrusteeBoard(factory.createBoard(terms));
        handler = BoardHandler(deploy("BoardHandler", abi.encode(board)));
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), new bytes4[](1));
        targets[0].selectors[0] = BoardHandler.act.selector;
    }

    function invariant_a_board_goes_forward_and_its_keys_are_the_sums_of_its_dealings() external view {
        _checkStage();
        _checkKeys();
    }

    /// @dev A board that has not all it needs names who is missing.
    function _checkStage() private view {
        ITrusteeBoard.Stage stage = board.stage();
        assert(stage == handler.expectedStage());
        address[] memory missing = board.missing();
        uint256 place;
        bool firstRound = handler.registeredCount() < COUNT;
        for (uint256 seat = 1; seat <= COUNT; ++seat) {
            bool done = firstRound ? handler.hasRegistered(seat) : handler.hasDealt(seat);
            if (!done) assert(missing[place++] == board.trusteeAt(seat));
            assert(NaiveCurve.same(board.encryptionKey(seat), handler.expectedEncryptionKey(seat)));
        }
        assert(missing.length == place);
        assert((stage == ITrusteeBoard.Stage.Ready) == (place == 0));
    }

    function _checkKeys() private view {
        for (uint256 j = 1; j <= COUNT; ++j) {
            assert(NaiveCurve.same(board.shareKey(j), handler.expectedShareKey(j)));
        }
        assert(NaiveCurve.same(board.electionKey(), handler.expectedShareKey(0)));
    }

    /// @notice Whatever keys there are at the end of a run interpolate: none changes after the last dealing.
    function afterInvariant() external view {
        _checkInterpolation();
    }

    /// @dev K = (j Y_i - i Y_j) / (j - i), here without dividing, for every two seats.
    function _checkInterpolation() private view {
        if (board.stage() != ITrusteeBoard.Stage.Ready) return;
        for (uint256 i = 1; i <= COUNT; ++i) {
            for (uint256 j = i + 1; j <= COUNT; ++j) {
                Point memory left = KnownTrustees.times(board.electionKey(), j - i);
                Point memory right = NaiveCurve.add(
                    KnownTrustees.times(board.shareKey(i), j),
                    NaiveCurve.negate(KnownTrustees.times(board.shareKey(j), i))
                );
                assert(NaiveCurve.same(left, right));
            }
        }
    }

    function test_the_trustees_make_a_board_ready_against_all_mistakes() external {
        for (uint256 i = 0; i < 100; ++i) handler.act(i);
        assert(board.stage() == ITrusteeBoard.Stage.Ready);
        assert(!NaiveCurve.same(board.electionKey(), Point(0, 0)));
        _checkInterpolation();
    }
}
