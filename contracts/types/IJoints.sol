// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Constitution} from "./Constitution.sol";
import {IElection, Outcome} from "./IElection.sol";
import {IElectionFactory} from "./IElectionFactory.sol";
import {IRollSource} from "./IRollSource.sol";
import {ITrusteeBoard} from "./ITrusteeBoard.sol";

/// @notice What one box of a joint has for itself; the meaning of each field is the constitution's.
struct JointBox {
    IRollSource rolls;
    uint256 rollId;
    ITrusteeBoard board;
    uint8 consentsRequired;
    uint32 minimumCensus;
    uint32 minimumBallots;
    uint32 electors;
    bytes32 electorsSource;
}

/// @notice What boxes share that are judged together (P27.1); their hash is the `jointHash` of each.
struct JointTerms {
    /// The contract that settles.
    IJoints joints;
    /// Who says which elections are the members.
    address convener;
    /// Whether one box with too few ballots leaves the whole without a result, instead of being left out.
    bool tooFewEndsAll;
    /// Zeros in each field that a box or the hash gives.
    Constitution common;
    /// In increasing order of rolls and roll id.
    JointBox[] boxes;
}

/// @notice What a joint came to (P27.8).
struct Settlement {
    bool isSettled;
    /// Whether any box was added; otherwise the totals are zeros and the quorum is missed.
    bool isCounted;
    /// Sums over the boxes added, below 2^32.
    uint32 ballots;
    /// Of whom turnout is counted, over all boxes.
    uint64 base;
    /// Bit i: box i was never opened.
    uint128 voidBoxes;
    /// Bit i: box i had too few ballots to be counted.
    uint128 tooFewBoxes;
    Outcome outcome;
    /// Votes per option, one for each that is offered.
    uint32[] totals;
}

/// @title IJoints
/// @notice Elections that are judged together (P27).
///
/// Trust assumptions:
/// - the convener chooses, before the vote opens, whether the joint comes to be; of two equal elections, which is meant;
/// - trustees of a box can leave it void before the vote, and n - k + 1 of them can make the joint wait for ever; neither
///   lets them choose by the counts what is added;
/// - whoever settles chooses the moment alone, which changes nothing;
/// - nobody has any right over the contract: there is no owner and no pause.
interface IJoints {
    event JointConvened(bytes32 indexed jointHash, JointTerms terms, address[] elections);
    event JointSettled(bytes32 indexed jointHash, Settlement settlement);

    /// @notice The terms name another contract as the one that settles.
    /// @dev Convene and settle there.
    error JointsOfAnotherContract(address named);
    /// @notice Another account than the one that the terms name convenes.
    /// @dev Send from the account named.
    error NotTheConvener(address caller, address convener);
    /// @notice There are too few boxes to be judged together, or more than one transaction can settle.
    /// @dev Give at least 2 boxes and at most 128.
    error BoxCountWrong(uint256 given);
    /// @notice The roll of this box does not come behind that of the box before it.
    /// @dev Put the boxes in increasing order of rolls and roll id, each roll once.
    error BoxesNotInOrder(uint256 box);
    /// @notice The common constitution has a value where each box has its own.
    /// @dev Leave the field named at zero.
    error CommonFieldGiven(string field);
    /// @notice There is not one election for each box.
    /// @dev Give one election for each box, in the order of the boxes.
    error ElectionsMissing(uint256 given, uint256 boxes);
    /// @notice This election is not of the factory, or its constitution is not the one that the terms give the box.
    /// @dev Give the election that was created with the derived constitution of the box.
    error NotTheElectionOfBox(uint256 box, address election);
    /// @notice The joint has its elections.
    /// @dev Nothing to do: they stand.
    error AlreadyConvened(bytes32 jointHash);
    /// @notice The vote opened at `opensAt` (Unix seconds); a joint is convened before.
    /// @dev Create another joint with later times.
    error ConvenedTooLate(uint256 opensAt, uint256 blockTime);
    /// @notice Nobody has said which elections these terms are of.
    /// @dev Give the terms as the JointConvened event carries them.
    error NotConvened(bytes32 jointHash);
    /// @notice The joint is settled.
    /// @dev Nothing to do: the settlement stands.
    error AlreadySettled(bytes32 jointHash);
    /// @notice This box is in a phase that is not final, and is waited for.
    /// @dev Settle once every box is decided, void or known to have too few ballots.
    error JointWaits(uint256 box, IElection.Phase phase);

    /// @notice Says which elections the joint is of (P27.3); by the convener, once, before the vote opens.
    /// @param elections In the order of the boxes.
    function convene(JointTerms calldata terms, address[] calldata elections) external;

    /// @notice Adds the boxes up, and keeps what comes of it (P27.5 to P27.8); by anybody, once.
    function settle(JointTerms calldata terms) external;

    /// @notice The joint's elections in the order of the boxes; none as long as it is not convened.
    function electionsOf(bytes32 jointHash) external view returns (address[] memory);
    /// @notice What the joint came to; all zero as long as it is not settled.
    function settlement(bytes32 jointHash) external view returns (Settlement memory);
    /// @notice The hash of terms, whatever they are.
    function hashOf(JointTerms calldata terms) external pure returns (bytes32);
    /// @notice The only factory whose elections are members.
    function factory() external view returns (IElectionFactory);
}
