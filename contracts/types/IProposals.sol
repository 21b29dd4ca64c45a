// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "./IGroth16BatchVerifier.sol";
import {IProposalParties} from "./IProposalParties.sol";
import {ITemplates, Template} from "./ITemplates.sol";

/// @notice A new proposal: what a resident posts, without saying who (P21.3).
struct Posting {
    /// In force at the time of posting.
    Template template;
    /// Of the text, salted; the text itself is not on chain.
    bytes32 digest;
    /// What a project of a budget cell costs, in won; 0 outside of a cell.
    uint40 cost;
    /// Of the weekly census that the proof is over, Unix seconds.
    uint48 cut;
    /// Number of the period, and which of a resident's posts in it, from 0.
    uint32 period;
    uint8 slot;
    /// Of the resident in this slot; below r.
    uint256 nullifier;
    /// Semaphore proof: A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y.
    uint256[8] proof;
}

/// @notice A support or a withdrawal (P21.5).
struct Action {
    uint256 id;
    /// Of the resident for this proposal; below r.
    uint256 nullifier;
    /// How many changes this resident made before: even to support, odd to withdraw.
    uint8 version;
    /// The cut of the newcomers' group that the proof is over (P21.6); 0 for the proposal's census.
    uint48 newcomersCut;
    /// As in `Posting`.
    uint256[8] proof;
}

/// @notice What the chain keeps of a proposal.
struct Proposal {
    uint256 censusRoot;
    /// Unix seconds; supports are taken before `closesAt`, no longer at it.
    uint48 postedAt;
    uint48 closesAt;
    /// When the quota was reached; 0 as long as it is not.
    uint48 reachedAt;
    uint32 supporters;
    uint32 quota;
    /// Of the census.
    uint32 activeMembers;
    /// Number of the census's week: its cut divided by a week.
    uint16 week;
    bytes32 templateHash;
    bytes32 digest;
}

/// @title IProposals
/// @notice Residents post proposals, support them and withdraw their support, all of it anonymously and countable by
/// anybody (P21). A quota that is reached stays reached.
///
/// Trust assumptions:
/// - the offices of a roll together can enrol persons who do not exist; enrolled residents are public per proposal;
/// - nobody can remove a support but the resident who gave it, and nobody at all once the quota is reached;
/// - whoever sends has no rights and sees no more than the chain does;
/// - nobody has any right over the contract: there is no owner, no pause and no other way to change a count.
interface IProposals is IProposalParties {
    enum State {
        None,
        Open,
        Expired,
        Reached
    }

    /// @notice Why an action of a batch changed nothing, the first of these that holds (P21.7).
    enum SkipReason {
        /// No proposal of this id was posted.
        ProposalUnknown,
        /// Nobody showed the newcomers' group of that cut, or it is older than the proposal's census.
        GroupUnknown,
        /// The resident made another number of changes.
        VersionMoved,
        /// The window is over.
        Closed,
        /// The quota is reached.
        Latched,
        /// The resident made all changes that there are.
        LimitReached
    }

    /// @param postNullifier Of the slot that this used up.
    event ProposalPosted(
        uint256 indexed id,
        bytes32 indexed templateHash,
        bytes32 digest,
        uint256 censusRoot,
        uint48 cut,
        uint32 period,
        uint8 slot,
        uint256 postNullifier,
        uint256[8] proof
    );
    /// @notice A project of a budget cell (P21.3); ProposalPosted follows.
    event ProjectPosted(uint256 indexed id, bytes32 indexed cell, uint40 cost);
    /// @dev A support if the version is even, else a withdrawal.
    event SupportChanged(
        uint256 indexed id, uint256 indexed nullifier, uint8 version, uint48 newcomersCut, uint256[8] proof
    );
    event ActionSkipped(uint256 index, SkipReason reason);
    event QuotaReached(uint256 indexed id, uint32 supporters);
    event NewcomersShown(bytes32 indexed templateHash, uint48 indexed cut, uint256 root, uint32 activeMembers);

    /// @notice This is not the census that is in use (Unix seconds).
    /// @dev Make the proof again over the census of the cut shown.
    error CutNotCurrent(uint256 givenAt, uint256 inUseAt);
    /// @notice This is not a weekly census that is a day past (Unix seconds).
    /// @dev Name the latest one shown, or an earlier one.
    error CutNotPast(uint256 givenAt, uint256 latestAt);
    /// @notice These rolls are published as a file, and nothing dates a newcomers' group against them: whoever was
    /// re-issued an identity could support twice.
    /// @dev Support over the census of the proposal alone, or post under a template over a registry.
    error NewcomersNotTaken(address rolls);
    /// @notice This is not the period of now.
    /// @dev Make the proof again for the period shown.
    error PeriodNotCurrent(uint256 given, uint256 current);
    /// @notice A resident has fewer posts than that in a period.
    /// @dev Use a slot below the number shown, or wait for the next period.
    error SlotTooHigh(uint256 slot, uint256 postsPerPeriod);
    /// @notice This resident has posted in this slot before.
    /// @dev Use another slot of the period, or wait for the next one.
    error SlotUsed(uint256 nullifier);
    /// @notice The cell's supports are closed (Unix seconds), and with them its postings.
    /// @dev Post in a cell whose supports are open.
    error CellClosed(uint256 closedAt);
    /// @notice The project costs less than the cell takes, or more than there is; a proposal in no cell has no cost.
    /// @dev Give a cost within the two values shown, in won.
    error CostOutOfRange(uint256 given, uint256 least, uint256 most);
    /// @notice The proof of the posting does not hold.
    /// @dev Make the proof again, for this template, text, census and slot, on this chain.
    error PostProofInvalid();
    /// @notice The batch has no actions.
    /// @dev Send at least one.
    error NothingToDo();
    /// @notice At least one proof of the batch does not hold, and none was counted.
    /// @dev Check each proof before sending, and send the batch without those that do not hold.
    error ActionProofsInvalid();

    /// @notice Posts a proposal (P21.1 to P21.4). Anybody may send it.
    /// @return id Below 2^248.
    function post(Posting calldata posting) external returns (uint256 id);

    /// @notice Supports and withdrawals of any proposals, in order (P21.5 to P21.7). Anybody may send them.
    function act(Action[] calldata actions) external;

    /// @notice Keeps the root of a template's newcomers' group at a cut, so that actions can name it (P21.6).
    function showNewcomers(Template calldata template, uint48 cut) external;

    function state(uint256 id) external view returns (State);
    /// @notice All zero for an id that was never posted.
    function proposal(uint256 id) external view returns (Proposal memory);
    /// @notice What a project of a budget cell was posted to cost, in won; 0 of any other proposal.
    function costOf(uint256 id) external view returns (uint40);
    /// @notice How many changes were made under a nullifier; the resident supports if it is odd.
    function changes(uint256 nullifier) external view returns (uint8);
    /// @notice The proposal that a posting's nullifier was used for; 0 for none.
    function postedWith(uint256 postNullifier) external view returns (uint256 id);
    /// @notice The root of a template's newcomers' group at a cut; 0 if nobody showed it.
    function newcomersRoot(bytes32 templateHash, uint256 cut) external view returns (uint256);
    function templates() external view returns (ITemplates);
    /// @notice Of Semaphore's proofs of depth 20.
    function verifier() external view returns (IGroth16BatchVerifier);
}
