// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Election} from "../../../contracts/elections/Election.sol";
import {Constitution} from "../../../contracts/types/Constitution.sol";
import {IElection} from "../../../contracts/types/IElection.sol";
import {Checkpoint} from "../../../contracts/types/IRollSource.sol";
import {deploy} from "../Deployment.sol";
import {ElectionTown} from "../elections/ElectionTown.sol";
import {NaiveElection} from "../naive/NaiveElection.sol";
import {ElectionHandler} from "./ElectionHandler.sol";

/// @dev What the test runner asks for by `targetSelectors`.
struct FuzzSelector {
    address addr;
    bytes4[] selectors;
}

/// @notice What must hold of an election after every step of the adversary.
abstract contract ElectionInvariants is ElectionTown {
    Election internal election;
    NaiveElection internal naive;
    ElectionHandler internal handler;
    bytes32 private frozenHash;
    bytes32 private frozenConstitution;
    uint256 private frozenScope;

    function _start(Constitution memory c, bool reliable, uint32 residents) internal {
        election = _create(c);
        naive = NaiveElection(deploy("NaiveElection", abi.encode(election, reliable)));
        Checkpoint memory good = Checkpoint({time: START, depth: 4, activeMembers: residents, root: 4242});
        handler = ElectionHandler(deploy("ElectionHandler", abi.encode(naive, rolls, good)));
        frozenHash = keccak256(abi.encode(c));
        frozenConstitution = keccak256(abi.encode(election.constitution()));
        frozenScope = uint256(
            keccak256(abi.encode(keccak256("hanpyo.scope.v1"), block.chainid, address(election), frozenHash))
        ) >> 8;
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), new bytes4[](1));
        targets[0].selectors[0] = ElectionHandler.act.selector;
    }

    /// @notice The adversary is no straw man: in one election it succeeds and is refused with everything there is.
    function test_the_adversary_succeeds_and_fails_with_every_function() external {
        for (uint256 i = 0; i < 350; ++i) handler.act(i, address(this));
        require(election.phase() == IElection.Phase.Decided, string(abi.encodePacked("phase ", bytes1(uint8(48 + uint256(election.phase()))))));
        for (uint256 action = 0; action <= uint256(ElectionHandler.Action.Result); ++action) {
            require(handler.successes(ElectionHandler.Action(action)) > 0, string(abi.encodePacked("success ", bytes1(uint8(48 + action)))));
            require(handler.refusals(ElectionHandler.Action(action)) > 0, string(abi.encodePacked("refusal ", bytes1(uint8(48 + action)))));
        }
        _checkTally();
        _checkSlots();
        _checkFrozen();
        _checkState();
    }

    /// @notice From wherever the adversary left it, the election can be brought to its end.
    function afterInvariant() external {
        handler.finish();
        _checkTally();
        _checkState();
        if (election.phase() == IElection.Phase.Decided) {
            assert(keccak256(abi.encode(election.counts())) == keccak256(abi.encode(handler.plainCounts())));
        }
    }

    function _checkTally() internal view {
        bytes32 held = naive.slotSumHash();
        assert(naive.subtotalSumHash() == held);
        if (election.sumHash() != 0) assert(election.sumHash() == held);
        assert(election.tallyChain() == naive.chainOfAll());
        assert(election.sumCursor() == naive.sumCursor());
        assert(election.sumHash() == naive.sumHash());
    }

    function _checkSlots() internal view {
        (uint256[] memory nullifiers, uint256[] memory versions, bytes32[] memory held) = naive.heads();
        assert(election.ballots() == nullifiers.length && nullifiers.length <= election.activeMembers());
        for (uint256 i = 0; i < nullifiers.length; ++i) {
            (uint32 version, uint224 heldHash) = election.slot(nullifiers[i]);
            assert(version == versions[i]);
            assert(heldHash == uint224(uint256(held[i])));
        }
    }

    function _checkFrozen() internal view {
        assert(election.constitutionHash() == frozenHash);
        assert(keccak256(abi.encode(election.constitution())) == frozenConstitution);
        assert(election.scope() == frozenScope);
        assert(election.censusRoot() == naive.root());
        assert(election.activeMembers() == naive.members());
    }

    function _checkState() internal view {
        IElection.Phase phase = election.phase();
        assert(phase == naive.phase());
        assert(election.consents() == naive.consents());
        assert(election.shares() == naive.shares());
        assert(keccak256(abi.encode(election.counts())) == keccak256(abi.encode(naive.counts())));
        assert(keccak256(abi.encode(election.outcome())) == keccak256(abi.encode(naive.outcome())));
        assert((election.counts().length != 0) == naive.decided());
        bool overdue = block.timestamp > election.constitution().schedule.sharesDueAt;
        assert(election.undecided() == (phase == IElection.Phase.Sealed && naive.used() != 0 && overdue));
    }
}
