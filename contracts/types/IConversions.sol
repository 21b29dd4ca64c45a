// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IElection} from "./IElection.sol";
import {INotices} from "./INotices.sol";
import {IProposals} from "./IProposals.sol";
import {Template} from "./ITemplates.sol";
import {TextLeaf} from "./TextLeaf.sol";

/// @notice What the organizer answers; the later in this list is the more favourable.
enum Reply {
    None,
    Refused,
    Accepted
}

/// @notice How the vote of a proposal ended.
enum Ending {
    None,
    Decided,
    Failed
}

/// @notice What the chain keeps of a proposal from its quota on; times are Unix seconds.
struct Course {
    /// When the first answer came; 0 for none.
    uint48 answeredAt;
    /// When an answer first said that it is accepted; 0 for none.
    uint48 acceptedAt;
    Reply reply;
    /// When the time for a conversion last began anew, because an election was void or a board is fit again; 0 for never.
    uint48 reopenedAt;
    /// Since when no board is fit; 0 while one is, or nobody said so.
    uint48 pausedAt;
    Ending ending;
    /// The last one, as long as it is not void.
    address election;
}

/// @title IConversions
/// @notice What follows a quota: the organizer's answer, the vote, its end (P22, P23).
///
/// Trust assumptions:
/// - the organizer's first answer, and time, are all that changes what follows; its silence lets anybody go on;
/// - whoever converts chooses the moment within the term, and nothing of the election;
/// - a measure of the reviewer and one other leaves paragraphs out of the vote, and reaches nothing else;
/// - trustees can withhold their consent, after which anybody converts anew;
/// - nobody has any right over the contract: there is no owner and no pause.
interface IConversions {
    enum State {
        None,
        Open,
        Expired,
        /// The quota is reached, and nothing has followed.
        Reached,
        /// Answered, or the time for a conversion began anew: one may come.
        Answered,
        /// Its election is on its way; one that is undecided stays so.
        Converted,
        Decided,
        /// Nobody converted in time.
        Lapsed,
        /// Refused in time under a template that lets a refusal close a proposal.
        Closed,
        /// Too few ballots, or too few for the quorum below which the box stays closed.
        Failed
    }

    /// @param cost What the organizer says that it costs, in won; 0 for nothing said.
    /// @param digest SHA-256 of the answer's text.
    /// @param late Whether the time for an answer was over, so that it changes nothing.
    event ProposalAnswered(uint256 indexed id, Reply reply, uint40 cost, bytes32 digest, bool late);
    event ProposalConverted(uint256 indexed id, address indexed election, address by);
    event ProposalSettled(uint256 indexed id, address indexed election, IElection.Phase phase);
    event TermPaused(uint256 indexed id);
    event TermResumed(uint256 indexed id);

    /// @notice The notices are of other proposals.
    /// @dev Deploy with notices of the same contract of proposals.
    error NoticesOfOtherProposals(address proposals);
    /// @notice The proposal's quota is not reached.
    /// @dev Wait until it is.
    error QuotaNotReached(uint256 id);
    /// @notice The answer says nothing, or has no text.
    /// @dev Say accepted or refused, and give the digest of the text.
    error AnswerEmpty();
    /// @notice An answer stands that is as favourable, or more.
    /// @dev Nothing to do: an answer is only ever changed from refused to accepted.
    error AnswerStands(Reply reply);
    /// @notice The proposal was posted under another template.
    /// @dev Give the fields of the template of this hash, as the event of its publication has them.
    error TemplateOfAnotherProposal(bytes32 given, bytes32 posted);
    /// @notice Nobody converts the proposal in this state.
    /// @dev Look at its state: it is no more to be converted, or has no quota yet.
    error NotConvertible(State state);
    /// @notice A conversion comes from `from` on (Unix seconds): after the answer, or after the time for one.
    /// @dev Wait until then.
    error ConversionTooEarly(uint256 from, uint256 blockTime);
    /// @notice Neither the template's board nor that of the newest one of its series serves until the shares are due.
    /// @dev Have the term paused until a template with another board is in force.
    error NoBoardFit(uint256 sharesDueAt);
    /// @notice A board is fit, so the term runs.
    /// @dev Convert the proposal.
    error BoardIsFit(address board);
    /// @notice The time for a conversion stands still already, or it does not and there is nothing to resume.
    /// @dev Nothing to do.
    error TermAsItIs(bool paused);
    /// @notice The election is in this phase, which is not final.
    /// @dev Wait for a final phase. One that is sealed and overdue stays undecided until its trustees' shares come.
    error ElectionNotOver(IElection.Phase phase);
    /// @notice The proposal has no election that is to be settled.
    /// @dev Nothing to do.
    error NothingToSettle(State state);

    /// @notice Answers a proposal whose quota is reached (P22.1); by the organizer of its template.
    function answer(uint256 id, Reply reply, uint40 cost, bytes32 digest) external;

    /// @notice Brings a proposal to a vote (P23); by anybody, within the term.
    /// @param leaves All of the text: those that a joint measure hides now by their hash, all others with text and salt.
    function convert(uint256 id, Template calldata template, TextLeaf[] calldata leaves)
        external
        returns (address election);

    /// @notice Notes that no board is fit, from when on the term stands still (P22.4); by anybody.
    function pauseTerm(uint256 id, Template calldata template) external;

    /// @notice Notes that a board is fit again, which begins the term anew; by anybody.
    function resumeTerm(uint256 id, Template calldata template) external;

    /// @notice Takes over how the proposal's election ended (P22.5); by anybody.
    function settle(uint256 id) external;

    function state(uint256 id) external view returns (State);
    /// @notice From when and before when anybody converts, Unix seconds; 0 and 0 where nobody does. While the term
    /// stands still, `until` moves on.
    function conversionTerm(uint256 id) external view returns (uint256 from, uint256 until);
    function course(uint256 id) external view returns (Course memory);
    function proposals() external view returns (IProposals);
    function notices() external view returns (INotices);
}
