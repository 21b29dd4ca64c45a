// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {CellTerms} from "../../../contracts/types/BallotTerms.sol";
import {Constitution} from "../../../contracts/types/Constitution.sol";
import {IElection} from "../../../contracts/types/IElection.sol";
import {ProposalParties} from "../../../contracts/types/IProposalParties.sol";
import {IProposals, Proposal} from "../../../contracts/types/IProposals.sol";
import {Publication, Template} from "../../../contracts/types/ITemplates.sol";
import {ITrusteeBoard} from "../../../contracts/types/ITrusteeBoard.sol";
import {Span} from "../../../contracts/types/Timing.sol";

/// @notice A board that has a term alone.
contract MockBoardWithTerm {
    uint48 public immutable termEndsAt;

    constructor(uint48 termEndsAt_) {
        termEndsAt = termEndsAt_;
    }
}

/// @notice An election whose phase is given to it.
contract MockElectionInPhase {
    IElection.Phase public phase;

    function enter(IElection.Phase phase_) external {
        phase = phase_;
    }
}

/// @notice Templates, proposals and a factory in one: only what conversions, rounds and notices ask of them.
contract MockQuotaTown {
    address public immutable organizer;
    address public immutable reviewer;
    mapping(uint256 id => Proposal) private _proposals;
    mapping(bytes32 templateHash => Publication) private _publications;
    mapping(bytes32 templateHash => CellTerms) private _cells;
    mapping(bytes32 templateHash => uint48) private _budgets;
    mapping(uint256 id => uint40) public costOf;
    bytes32 public newest;
    /// What the last election was created with.
    bytes32 public createdWith;
    address public created;

    constructor(address organizer_, address reviewer_) {
        (organizer, reviewer) = (organizer_, reviewer_);
    }

    function publish(bytes32 templateHash, Publication calldata publication_) external {
        _publications[templateHash] = publication_;
        newest = templateHash;
    }

    function setCell(bytes32 templateHash, CellTerms calldata terms, uint48 budget) external {
        (_cells[templateHash], _budgets[templateHash]) = (terms, budget);
    }

    function postProject(uint256 id, bytes32 templateHash, bytes32 digest, uint32 supporters, uint40 cost) external {
        Proposal storage posted = _proposals[id];
        (posted.templateHash, posted.digest, posted.supporters) = (templateHash, digest, supporters);
        (posted.postedAt, costOf[id]) = (1, cost);
    }

    function makeBoard(uint256 termEndsAt) external returns (address) {
        return address(new MockBoardWithTerm(uint48(termEndsAt)));
    }

    function post(uint256 id, bytes32 templateHash, bytes32 digest) external {
        (_proposals[id].templateHash, _proposals[id].digest) = (templateHash, digest);
        _proposals[id].postedAt = 1;
    }

    function reach(uint256 id) external {
        _proposals[id].reachedAt = uint48(block.timestamp);
    }

    function create(Constitution calldata constitution, bytes calldata content, uint8[] calldata)
        external
        returns (address)
    {
        require(keccak256(content) == constitution.contentHash, "content");
        createdWith = keccak256(abi.encode(constitution));
        return created = address(new MockElectionInPhase());
    }

    function templates() external view returns (address) {
        return address(this);
    }

    function electionFactory() external view returns (address) {
        return address(this);
    }

    function proposal(uint256 id) external view returns (Proposal memory) {
        return _proposals[id];
    }

    function state(uint256 id) external view returns (IProposals.State) {
        if (_proposals[id].postedAt == 0) return IProposals.State.None;
        return _proposals[id].reachedAt == 0 ? IProposals.State.Open : IProposals.State.Reached;
    }

    function partiesOf(uint256) external view returns (ProposalParties memory) {
        return ProposalParties(organizer, reviewer, address(0), 0);
    }

    function cellOf(bytes32 templateHash) external view returns (CellTerms memory, uint48) {
        return (_cells[templateHash], _budgets[templateHash]);
    }

    /// @notice Every size of ballot.
    function implementation(uint8) external view returns (address) {
        return address(this);
    }

    function publication(bytes32 templateHash) external view returns (Publication memory) {
        return _publications[templateHash];
    }

    function current(bytes32) external view returns (bytes32) {
        return newest;
    }

    function postponement(bytes32) external pure returns (Span memory) {}

    function hashOf(Template calldata template) external pure returns (bytes32) {
        return keccak256(abi.encode(template));
    }
}
