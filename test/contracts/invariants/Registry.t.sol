// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Semaphore} from "@semaphore-protocol/contracts/Semaphore.sol";
import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";
import {RollFactory} from "../../../contracts/factory/RollFactory.sol";
import {ResidentRegistry} from "../../../contracts/registry/ResidentRegistry.sol";
import {Resident} from "../../../contracts/types/IResidentRegistry.sol";
import {RegistryTerms} from "../../../contracts/types/IRollFactory.sol";
import {Checkpoint, IRollSource} from "../../../contracts/types/IRollSource.sol";
import {deploy} from "../Deployment.sol";
import {MockVerifierAcceptsAll} from "../mocks/MockVerifierAcceptsAll.sol";
import {vm} from "../Vm.sol";
import {FuzzSelector} from "./ElectionInvariants.sol";
import {RegistryHandler} from "./RegistryHandler.sol";

/// @notice A registry over the real Semaphore contract, its offices' real signatures, and a mock of the circuit.
contract RegistryInvariantsTest {
    error TooSeldom(uint256 rotations, uint256 recoveries, uint256 vetoes);

    ResidentRegistry private registry;
    RegistryHandler private handler;

    function setUp() external {
        vm.warp(1_800_000_000);
        Semaphore semaphore = new Semaphore(ISemaphoreVerifier(address(0)));
        address code = deploy("ResidentRegistry", abi.encode(semaphore, new MockVerifierAcceptsAll(2)));
        RollFactory factory = RollFactory(deploy("RollFactory", abi.encode(code, address(0))));
        RegistryTerms memory terms;
        (terms.registrar, terms.approver, terms.recoveryBody) = (vm.addr(1), vm.addr(2), vm.addr(5));
        // Short enough for rotations to take place in a run.
        (terms.rotationDelay, terms.isTest) = (2 days, true);
        registry = ResidentRegistry(factory.createRegistry(terms));
        handler = new RegistryHandler(registry);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), new bytes4[](1));
        targets[0].selectors[0] = RegistryHandler.act.selector;
    }

    function invariant_residents_and_rolls_are_what_both_offices_said() external view {
        _checkResidents();
        _checkRolls();
    }

    /// @dev By both offices' word, or by that of body and other office after 30 days without a veto.
    function invariant_offices_pass_by_the_word_of_those_who_may_and_never_both_by_recovery_within_a_year()
        external
        view
    {
        assert(registry.registrar() == vm.addr(handler.keys(0)));
        assert(registry.approver() == vm.addr(handler.keys(1)));
        assert(registry.registrar() != registry.approver());
        assert(registry.rotationNonce() == handler.rotationNonce());
        assert(registry.recoveryNonce() == handler.recoveryNonce());
        assert(registry.announcedRotation().effectiveAt == handler.shownAt(handler.effectiveAt()));
        assert(registry.announcedRecovery().effectiveAt == handler.shownAt(handler.recoverableAt()));
        (uint256 first, uint256 second) = (handler.recoveredAt(0), handler.recoveredAt(1));
        assert(registry.lastRecovery().time == (first > second ? first : second));
        assert(registry.lastRecovery().ofRegistrar == (first > second));
    }

    function test_offices_pass_in_every_way() external {
        for (uint256 i = 0; i < 600; ++i) handler.actOnOffices(i);
        (uint256 rotations, uint256 recoveries, uint256 vetoes) =
            (handler.rotations(), handler.recoveries(), handler.vetoes());
        if (rotations == 0 || recoveries == 0 || vetoes == 0) revert TooSeldom(rotations, recoveries, vetoes);
    }

    /// @dev A commitment is used once, for ever.
    function _checkResidents() private view {
        for (uint256 person = 0; person < handler.PEOPLE(); ++person) {
            Resident memory known = handler.resident(person);
            bytes32 hash = known.sequence == 0 ? bytes32(0) : _recordHash(known);
            assert(registry.residentRecord(handler.pseudonym(1, person)) == hash);
        }
        assert(handler.issuedCount() == handler.distinct());
    }

    function _recordHash(Resident memory known) private pure returns (bytes32) {
        bytes memory head =
            abi.encode(keccak256("hanpyo.resident.v1"), known.approverPseudonym, known.sequence, known.identityCommitment);
        // The list follows where its offset says: after five words.
        return keccak256(abi.encodePacked(head, uint256(160), known.rollIds.length, known.rollIds));
    }

    /// @dev Rolls and checkpoints are those of plain lists.
    function _checkRolls() private view {
        for (uint256 roll = 0; roll < handler.ROLLS(); ++roll) {
            assert(registry.activeMembers(roll) == handler.activeMembers(roll));
            Checkpoint[] memory list = handler.allCheckpoints(roll);
            uint256 last = list.length - (list.length == 0 ? 0 : 1);
            Checkpoint memory none;
            for (uint256 i = 0; i < list.length; ++i) {
                uint48 time = list[i].time;
                assert(i == 0 || time > list[i - 1].time);
                _checkAt(roll, time - 1, i == 0 ? none : list[i - 1]);
                _checkAt(roll, time, list[i]);
                _checkAt(roll, time + 1, i < last && list[i + 1].time == time + 1 ? list[i + 1] : list[i]);
            }
            _checkAt(roll, 0, none);
            _checkAt(roll, uint48(block.timestamp - 1), handler.lastCheckpoint(roll, block.timestamp - 1));
            _checkAt(roll, uint48(block.timestamp), none);
            _checkAt(roll, type(uint48).max, none);
        }
    }

    function test_the_registry_fills_against_all_mistakes() external {
        for (uint256 i = 0; i < 160; ++i) handler.act(i);
        assert(handler.issuedCount() > 10 && handler.rotations() > 0 && handler.batches() > 1);
        for (uint256 roll = 0; roll < handler.ROLLS(); ++roll) {
            assert(handler.checkpointCount(roll) > 2);
            assert(registry.activeMembers(roll) == handler.activeMembers(roll));
        }
    }

    /// @dev `expected` is the last checkpoint at or before `time`, if the chain is past it.
    function _checkAt(uint256 roll, uint48 time, Checkpoint memory expected) private view {
        try registry.checkpointAt(roll, time) returns (Checkpoint memory found) {
            assert(time < block.timestamp);
            assert(keccak256(abi.encode(found)) == keccak256(abi.encode(expected)));
        } catch (bytes memory reason) {
            bytes4 selector = IRollSource.CheckpointNotYetFinal.selector;
            assert(time >= block.timestamp);
            assert(keccak256(reason) == keccak256(abi.encodeWithSelector(selector, time, block.timestamp)));
        }
    }
}
