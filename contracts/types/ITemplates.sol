// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BallotTerms, CellTerms, ConversionMode, ProposalKind} from "./BallotTerms.sol";
import {IElectionFactory} from "./IElectionFactory.sol";
import {IRollSource} from "./IRollSource.sol";
import {ITrusteeBoard} from "./ITrusteeBoard.sol";
import {Span, Timing} from "./Timing.sol";

/// @notice What is promised to proposals that are posted under it (P20.2). Spans are seconds.
struct Template {
    /// Publishes, and answers.
    address organizer;
    /// Who checks measures against texts (P24.3): an account of its own.
    address reviewer;
    /// The council's account, for its stages; 0 for none.
    address council;
    /// Name of the series, of the organizer's own: a later template of one series, over the same roll, takes over from an
    /// earlier one.
    bytes32 series;
    /// Whether posts and supports are rehearsed. Lifts floors and notice; the rolls are a test's too.
    bool isTest;
    /// Of a roll factory that the election factory names.
    IRollSource rolls;
    uint256 rollId;
    /// Supports that oblige the organizer to answer: an absolute number (P20.5); of a budget cell 0, as here window,
    /// answerTerm, quotaArithmetic and convertTerm (P20.8).
    uint32 quota;
    /// Fewest active members of a census under which somebody may post (anonymity); at least 100, of a test 1.
    uint32 leastMembers;
    /// From a posting to its close; at least 14 days, of a test a minute, as of all terms here.
    uint32 window;
    /// Name of the limit, of the organizer's own: templates with one name share the slots of a period.
    bytes32 limitName;
    /// How long a period is, at least a day, and how many posts a resident has in it, at least 1.
    uint32 periodLength;
    uint8 postsPerPeriod;
    /// From the quota to the end of the time for an answer; at least 14 days.
    uint32 answerTerm;
    /// SHA-256 of the text of the ordinance that this rests on, and of the arithmetic of the quota.
    bytes32 legalBasis;
    bytes32 quotaArithmetic;
    ProposalKind kind;
    /// Never exactly for a policy.
    ConversionMode conversion;
    /// From the end of the answer's time to the last conversion; at least 14 days, 0 of a policy.
    uint32 convertTerm;
    BallotTerms ballot;
    /// From what the schedule of the vote follows.
    Timing timing;
    CellTerms cell;
}

/// @notice What the chain keeps of a template, beside its hash.
struct Publication {
    address organizer;
    /// Unix seconds; 0 of a template that was never published.
    uint48 inForceFrom;
    /// Place in its series, from 1.
    uint32 serial;
    /// Whether its roll has a companion of the same moment (P21.6): a registry's, not a published one's.
    bool takesNewcomers;
    /// The two other parties of its proposals (P26); no council is 0.
    address reviewer;
    /// As in the template.
    uint32 answerTerm;
    uint32 convertTerm;
    ProposalKind kind;
    ConversionMode conversion;
    address council;
    /// Last time at which one can post under it, by its own terms and the end of its board's term; never before the one
    /// of the template that it took over from (P20.3).
    uint48 lastPostingAt;
    uint32 quota;
    ITrusteeBoard board;
    uint8 consentsRequired;
    /// When a later template took over; 0 for never. It can be posted under for a day more.
    uint48 takenOverAt;
}

/// @title ITemplates
/// @notice Templates of proposals, which nobody can change or take back (P20).
///
/// Trust assumptions:
/// - an organizer writes whatever templates it likes; two weeks of notice show them before they bind anybody;
/// - a template that nobody can post under takes over from none, nor does one over another roll, for more members than
///   the first of its series asks for, for a shorter time or with a quota out of reach, so an organizer cannot stop new
///   proposals by one;
/// - what a vote is under, a template fixes with everything but its dates; publication runs the factory's own rules on
///   it, so that no proposal meets a trap when its quota is reached;
/// - nobody has any right over what was published, its organizer not either, but that organizer and reviewer together
///   postpone votes once.
interface ITemplates {
    /// @param templateHash Of the template on this chain and contract (P20.1).
    event TemplatePublished(
        bytes32 indexed templateHash, bytes32 indexed seriesKey, uint32 serial, uint48 inForceFrom, Template template
    );
    /// @notice One of the two that postpone named a span; with the same of both, TemplatePostponed follows.
    event PostponementNamed(bytes32 indexed templateHash, address indexed by, Span span);
    /// @notice No vote that is converted from now on has its box open in the span.
    event TemplatePostponed(bytes32 indexed templateHash, Span span);
    event TemplateTookOver(bytes32 indexed seriesKey, bytes32 indexed templateHash, bytes32 indexed predecessor);

    /// @notice The sender is not the organizer that the template names.
    /// @dev Send from the organizer's account, or name the sender as organizer.
    error NotTheOrganizer(address sender, address organizer);
    /// @notice This field of the template is out of its range or contradicts another.
    /// @dev Correct the field named.
    error TemplateInvalid(string field);
    /// @notice The template and its rolls are not both for tests, or both for real.
    /// @dev Use rolls that are a test's exactly if the template is one.
    error TemplateMarkDiffers(bool template, bool rolls);
    /// @notice This very template was published before.
    /// @dev Nothing to do: it stands. Name a new series to publish its text once more.
    error TemplateKnown(bytes32 templateHash);
    /// @notice The first template of the series asks for fewer members of a census than this one.
    /// @dev Ask for at most as many as are shown here, or begin another series.
    error LeastMembersRaised(uint256 given, uint256 most);
    /// @notice A template with this limit's name has another length of period or another number of posts.
    /// @dev Agree with the two values shown, or give the limit another name.
    error LimitsDiffer(uint256 periodLength, uint256 postsPerPeriod);
    /// @notice The board's term ends before the last shares of a proposal's vote could be due (Unix seconds).
    /// @dev Name a board whose term reaches the time shown, or shorten window, terms, blackouts or postponement.
    error BoardTermTooShort(uint256 termEndsAt, uint256 dueBefore);
    /// @notice The board of this template ends before that of the template it would take over from (Unix seconds).
    /// @dev Name a board that serves at least as long.
    error BoardEndsSooner(uint256 termEndsAt, uint256 predecessor);
    /// @notice By its terms and its board one could post under this template for a shorter time than under the one that it
    /// would take over from (Unix seconds of the last posting).
    /// @dev Shorten window, terms, blackouts or postponement, or name a board that serves for longer.
    error PostingEndsSooner(uint256 lastPostingAt, uint256 predecessor);
    /// @notice More supports are needed than are in reach: than the template before needs, and than half of the members
    /// of this week's census.
    /// @dev Ask for at most as many as are shown here, or wait until more residents are enrolled.
    error QuotaOutOfReach(uint256 given, uint256 most);
    /// @notice A cell is followed by another one only after its last posting, and before that of the next (Unix seconds).
    /// @dev Wait until the supports of the cell before are closed, or give the next one later times.
    error CellNotNext(uint256 lastPostingAt, uint256 nextLastPostingAt);
    /// @notice The sender is neither the template's organizer nor its reviewer.
    /// @dev Send from one of the two accounts; a postponement takes both, an assessment one.
    error NeitherOrganizerNorReviewer(address sender);
    /// @notice The template was postponed, which happens once.
    /// @dev Nothing to do: the span agreed on stands.
    error AlreadyPostponed();
    /// @notice No template of this hash was published here.
    /// @dev Give the fields exactly as the event of the publication has them.
    error TemplateUnknown(bytes32 templateHash);
    /// @notice The template's notice runs until `inForceAt` (Unix seconds).
    /// @dev Wait until then, or use the template that is in force.
    error TemplateNotYetInForce(uint256 inForceAt, uint256 blockTime);
    /// @notice Another template of the series is in force now, `current`.
    /// @dev Use that one; a later template takes over by a call that anybody may send, and the one before can be posted
    /// under for a day more.
    error TemplateNotCurrent(bytes32 current);
    /// @notice The census of this week has fewer members than the template or the group needs.
    /// @dev Wait until enough residents are enrolled; each Thursday 00:00 UTC is a new census, in use a day later.
    error WeeklyCensusTooSmall(uint256 activeMembers, uint256 least);
    /// @notice The tree of this week's census is deeper than the circuit can prove.
    /// @dev Use a smaller roll, or a release with a circuit of greater depth.
    error WeeklyCensusTooDeep(uint256 depth, uint256 most);

    /// @notice Publishes a template (P20.1): the first of its series is in force after its notice.
    function publish(Template calldata template) external returns (bytes32 templateHash);

    /// @notice Puts a later template of a series in force; by anybody, once its notice is over and people can post under
    /// it (P20.3).
    function takeOver(Template calldata template) external;

    /// @notice Adds one span to the blackouts of a template, of conversions from then on (P20.7): once organizer and
    /// reviewer have both named the same.
    function postpone(Template calldata template, Span calldata span) external;

    /// @notice Reverts unless the template is in force now, or was until another took over, less than a day ago.
    function requireInForce(Template calldata template) external view returns (bytes32 templateHash);

    /// @notice Reverts unless the template was published here.
    function requireKnown(Template calldata template) external view returns (bytes32 templateHash);

    /// @notice Of this chain and contract.
    function hashOf(Template calldata template) external view returns (bytes32);
    /// @notice Both 0 unless it was postponed.
    function postponement(bytes32 templateHash) external view returns (Span memory);
    function publication(bytes32 templateHash) external view returns (Publication memory);
    /// @notice Terms and budget of a budget cell; all 0 of any other template.
    function cellOf(bytes32 templateHash) external view returns (CellTerms memory terms, uint48 budget);
    /// @notice The template of a series that is in force, or will be the first; 0 for an unknown series.
    function current(bytes32 seriesKey) external view returns (bytes32 templateHash);
    /// @notice The factory whose roll factories' rolls templates may name.
    function electionFactory() external view returns (IElectionFactory);
}
