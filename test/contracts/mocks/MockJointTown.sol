// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {OutcomeRule} from "../../../contracts/types/Constitution.sol";
import {IElection, Outcome, Verdict} from "../../../contracts/types/IElection.sol";
import {Checkpoint} from "../../../contracts/types/IRollSource.sol";

/// @notice An election that is in whatever state it is given.
contract MockJointElection {
    bytes32 public immutable constitutionHash;
    IElection.Phase public phase;
    uint32 public ballots;
    uint32 public activeMembers;
    uint256[] private _counts;

    constructor(bytes32 constitutionHash_) {
        constitutionHash = constitutionHash_;
    }

    function enter(IElection.Phase phase_, uint32 ballots_, uint32 activeMembers_, uint256[] calldata counts_) external {
        (phase, ballots, activeMembers) = (phase_, ballots_, activeMembers_);
        _counts = counts_;
    }

    function counts() external view returns (uint256[] memory) {
        return _counts;
    }
}

/// @notice Factory and rolls in one: only what joints ask of them.
contract MockJointTown {
    mapping(address election => bool) public isElection;
    mapping(uint256 rollId => uint32) private _members;
    uint48 private immutable CENSUS_TIME;

    constructor(uint48 censusTime) {
        CENSUS_TIME = censusTime;
    }

    function create(bytes32 constitutionHash) external returns (MockJointElection election) {
        election = new MockJointElection(constitutionHash);
        isElection[address(election)] = true;
    }

    function setMembers(uint256 rollId, uint32 members) external {
        _members[rollId] = members;
    }

    function checkpointAt(uint256 rollId, uint48 time) external view returns (Checkpoint memory) {
        require(time == CENSUS_TIME, "time");
        return Checkpoint(time, 1, _members[rollId], 1);
    }

    /// @notice Tells apart whatever it is asked.
    function outcomeOf(
        OutcomeRule calldata rule,
        uint256[] calldata counts,
        uint256 optionCount,
        uint256 ballots,
        uint256 activeMembers
    ) external pure returns (Outcome memory) {
        uint256 digest = uint256(keccak256(abi.encode(rule, counts, optionCount, ballots, activeMembers)));
        return Outcome(true, Verdict.Accepted, uint32(digest), uint32(digest >> 32));
    }
}
