// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {JointMembers} from "../libraries/JointMembers.sol";
import {Outcomes} from "../libraries/Outcomes.sol";
import {Constitution} from "../types/Constitution.sol";
import {IElection} from "../types/IElection.sol";
import {IElectionFactory} from "../types/IElectionFactory.sol";
import {IJoints, JointBox, JointTerms, Settlement} from "../types/IJoints.sol";

/// @title Joints
/// @notice Adds up elections that are judged together; IJoints documents it.
contract Joints is IJoints {
    /// @inheritdoc IJoints
    IElectionFactory public immutable factory;
    mapping(bytes32 jointHash => address[]) private _elections;
    mapping(bytes32 jointHash => Settlement) private _settlements;

    constructor(IElectionFactory factory_) {
        factory = factory_;
    }

    /// @inheritdoc IJoints
    function convene(JointTerms calldata terms, address[] calldata elections) external {
        if (address(terms.joints) != address(this)) revert JointsOfAnotherContract(address(terms.joints));
        if (msg.sender != terms.convener) revert NotTheConvener(msg.sender, terms.convener);
        bytes32 jointHash = hashOf(terms);
        if (_elections[jointHash].length != 0) revert AlreadyConvened(jointHash);
        uint256 opensAt = terms.common.schedule.opensAt;
        if (block.timestamp >= opensAt) revert ConvenedTooLate(opensAt, block.timestamp);
        JointMembers.requireForm(terms);
        if (elections.length != terms.boxes.length) revert ElectionsMissing(elections.length, terms.boxes.length);
        Constitution memory member = terms.common;
        for (uint256 i = 0; i < elections.length; ++i) {
            JointMembers.derive(member, jointHash, terms.boxes[i]);
            bool isMember = factory.isElection(elections[i])
                && IElection(elections[i]).constitutionHash() == keccak256(abi.encode(member));
            if (!isMember) revert NotTheElectionOfBox(i, elections[i]);
        }

        _elections[jointHash] = elections;

        emit JointConvened(jointHash, terms, elections);
    }

    /// @inheritdoc IJoints
    function settle(JointTerms calldata terms) external {
        bytes32 jointHash = hashOf(terms);
        address[] memory elections = _elections[jointHash];
        if (elections.length == 0) revert NotConvened(jointHash);
        if (_settlements[jointHash].isSettled) revert AlreadySettled(jointHash);
        Settlement memory settled = _added(terms, elections);

        _settlements[jointHash] = settled;

        emit JointSettled(jointHash, settled);
    }

    /// @inheritdoc IJoints
    function electionsOf(bytes32 jointHash) external view returns (address[] memory) {
        return _elections[jointHash];
    }

    /// @inheritdoc IJoints
    function settlement(bytes32 jointHash) external view returns (Settlement memory) {
        return _settlements[jointHash];
    }

    /// @inheritdoc IJoints
    function hashOf(JointTerms calldata terms) public pure returns (bytes32) {
        return keccak256(abi.encode(terms));
    }

    function _added(JointTerms calldata terms, address[] memory elections)
        private
        view
        returns (Settlement memory settled)
    {
        uint256 optionCount = terms.common.rules.optionCount;
        uint256[] memory totals = new uint256[](optionCount);
        uint256 ballots;
        uint256 base;
        settled.isSettled = true;
        for (uint256 i = 0; i < elections.length; ++i) {
            IElection election = IElection(elections[i]);
            IElection.Phase phase = election.phase();
            base += _electorate(terms, i, phase == IElection.Phase.Void ? address(0) : elections[i]);
            if (phase == IElection.Phase.Void) {
                settled.voidBoxes |= uint128(1 << i);
            } else if (phase == IElection.Phase.TooFew) {
                settled.tooFewBoxes |= uint128(1 << i);
            } else if (phase == IElection.Phase.Decided) {
                settled.isCounted = true;
                ballots += election.ballots();
                uint256[] memory counts = election.counts();
                for (uint256 option = 0; option < optionCount; ++option) totals[option] += counts[option];
            } else {
                revert JointWaits(i, phase);
            }
        }
        // Below 128 * 2^32.
        settled.base = uint64(base);
        settled.totals = new uint32[](optionCount);
        if (terms.tooFewEndsAll && settled.tooFewBoxes != 0) settled.isCounted = false;
        if (!settled.isCounted) {
            settled.outcome = Outcomes.quorumMissed(terms.common.outcome.kind);
            return settled;
        }

        // Of each box below 2^24, and there are at most 128.
        settled.ballots = uint32(ballots);
        for (uint256 option = 0; option < optionCount; ++option) settled.totals[option] = uint32(totals[option]);
        settled.outcome = factory.outcomeOf(terms.common.outcome, totals, optionCount, ballots, base);
    }

    /// @dev Of whom a box's turnout is counted; of one that was never opened by its roll.
    /// @param opened Zero if it was not.
    function _electorate(JointTerms calldata terms, uint256 i, address opened) private view returns (uint256) {
        JointBox calldata box = terms.boxes[i];
        uint256 members = opened == address(0)
            ? box.rolls.checkpointAt(box.rollId, terms.common.schedule.censusTime).activeMembers
            : IElection(opened).activeMembers();
        return members > box.electors ? members : box.electors;
    }
}
