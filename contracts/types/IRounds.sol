// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Ending} from "./IConversions.sol";
import {IElection} from "./IElection.sol";
import {IProposals} from "./IProposals.sol";
import {Template} from "./ITemplates.sol";
import {TextLeaf} from "./TextLeaf.sol";

/// @notice What an assessor says of a project.
enum Verdict {
    None,
    Infeasible,
    Feasible
}

/// @notice What the chain keeps of a project beside its posting.
struct Project {
    /// Hash of the title's leaf; 0 as long as nobody inserted the project.
    bytes32 titleLeaf;
    Verdict verdict;
    /// Whether the second assessment came.
    bool isReviewed;
    bool isListed;
    /// By the last assessment that said feasible; 0 for the one that it was posted with.
    uint40 cost;
}

/// @notice A project on a list, by what its place is decided (P25.3).
struct Listed {
    uint256 id;
    uint32 supporters;
    uint48 postedAt;
}

/// @notice What the chain keeps of a cell from its list on; times are Unix seconds, 0 for never.
struct CellCourse {
    /// When the term last began anew, because an election was void or a board is fit again.
    uint48 reopenedAt;
    /// Since when no board is fit; 0 while one is, or nobody said so.
    uint48 pausedAt;
    Ending ending;
    /// The last one, as long as it is not void.
    address election;
}

/// @notice A project as a ballot has it (P25.5).
struct Option {
    uint256 id;
    /// Of its text.
    bytes32 digest;
    uint40 cost;
    bytes title;
}

/// @title IRounds
/// @notice Cells of budget rounds, from the close of their supports to the end of their votes (P25). A cell is a template
/// of that kind, and its hash names it.
///
/// Trust assumptions:
/// - the organizer's assessment in its time, the reviewer's in its own, and time are all that changes what follows; each
///   of the two can keep a project from the ballot, by a verdict that everybody sees;
/// - silence keeps none from it: what nobody assessed is feasible at the cost that it was posted with;
/// - whoever inserts, in whichever order, comes to the same list; what nobody inserts is not on it;
/// - whoever opens chooses the moment within the term, and nothing of the election;
/// - trustees can withhold their consent, after which anybody opens the same list anew;
/// - nobody has any right over the contract: there is no owner and no pause.
interface IRounds {
    enum State {
        None,
        /// Residents post and support.
        Open,
        /// The organizer assesses.
        Assessing,
        /// Anybody inserts; in the first part of it the reviewer assesses.
        Listing,
        /// Anybody opens the ballot.
        Openable,
        /// Its election is on its way; one that is undecided stays so.
        Voting,
        Decided,
        /// Too few ballots, or too few for the quorum below which the box stays closed.
        Failed,
        /// Nobody opened in time.
        Lapsed,
        /// Nothing was listed.
        Closed
    }

    /// @param by Organizer or reviewer.
    /// @param cost In won; of a project that is not feasible what was said of it, 0 for nothing.
    /// @param digest SHA-256 of the assessment's text.
    event ProjectAssessed(
        bytes32 indexed cell, uint256 indexed id, address by, Verdict verdict, uint40 cost, bytes32 digest
    );
    /// @param displaced The project that fell out; 0 for none.
    /// @param title UTF-8, as the text has it.
    event ProjectInserted(bytes32 indexed cell, uint256 indexed id, uint256 displaced, bytes32 salt, bytes title);
    /// @notice The second assessment found a listed project not feasible.
    event ProjectRemoved(bytes32 indexed cell, uint256 indexed id);
    event CellOpened(bytes32 indexed cell, address indexed election, address by);
    event CellSettled(bytes32 indexed cell, address indexed election, IElection.Phase phase);
    event TermPaused(bytes32 indexed cell);
    event TermResumed(bytes32 indexed cell);

    /// @notice No project of a budget cell was posted under this id.
    /// @dev Look at the number again, and at the contract that it belongs to.
    error NotAProject(uint256 id);
    /// @notice The sender assesses from `startsAt` on and before `until` (Unix seconds), and not now.
    /// @dev Nothing can be done outside of that time; what nobody assessed is feasible at the cost it was posted with.
    error NotAssessedNow(uint256 startsAt, uint256 until, uint256 blockTime);
    /// @notice The assessment says nothing, or has no text.
    /// @dev Say feasible or infeasible, and give the digest of the text.
    error AssessmentEmpty();
    /// @notice An assessment of the sender stands.
    /// @dev Nothing to do: the organizer changes it only from infeasible to feasible, the reviewer never.
    error AssessmentStands(Verdict verdict);
    /// @notice Projects are inserted from `startsAt` on and before `until` (Unix seconds), and not now.
    /// @dev Insert in that time.
    error NotInsertedNow(uint256 startsAt, uint256 until, uint256 blockTime);
    /// @notice The project was found not feasible.
    /// @dev Nothing to do, unless an assessor changes it in time.
    error ProjectInfeasible(uint256 id);
    /// @notice The project is on the list.
    /// @dev Nothing to do.
    error AlreadyListed(uint256 id);
    /// @notice The list is full of projects that come before this one.
    /// @dev Nothing to do: it has too few supports, or was posted too late.
    error NoPlaceOnList(uint256 id);
    /// @notice Nobody opens the cell's ballot in this state.
    /// @dev Look at its state: its time has not come, or it is over.
    error CellNotOpenable(State state);
    /// @notice The titles are not as many as the list has projects.
    /// @dev Give the title of each project in the list's order, from the events of their insertion.
    error TitlesMissing(uint256 given, uint256 listed);
    /// @notice This is not the title with which the project at that place was inserted.
    /// @dev Give titles and salts in the list's order, from the events of their insertion.
    error TitleOfAnotherProject(uint256 place, uint256 id);
    /// @notice The cell has no election that is to be settled.
    /// @dev Nothing to do.
    error NoElectionToSettle(State state);

    /// @notice Assesses a project (P25.2); by its template's organizer, and a second time by its reviewer.
    function assess(uint256 id, Verdict verdict, uint40 cost, bytes32 digest) external;

    /// @notice Puts a project at its place on its cell's list (P25.3); by anybody.
    /// @param leafHashes Of all leaves of its text; that of the title is not read.
    /// @param title With its salt.
    function insert(uint256 id, bytes32[] calldata leafHashes, TextLeaf calldata title) external;

    /// @notice Opens a cell's ballot (P25.5, P25.6); by anybody, within the term.
    /// @param titles Of each listed project in the list's order, with their salts.
    function open(Template calldata template, TextLeaf[] calldata titles) external returns (address election);

    /// @notice Notes that no board is fit, from when on the term stands still (P25.4); by anybody.
    function pauseTerm(Template calldata template) external;

    /// @notice Notes that a board is fit again, which begins the term anew; by anybody.
    function resumeTerm(Template calldata template) external;

    /// @notice Takes over how the cell's election ended (P25.7); by anybody.
    function settle(bytes32 cell) external;

    function state(bytes32 cell) external view returns (State);
    /// @notice From when and before when anybody opens, Unix seconds; 0 and 0 of what is no cell.
    function term(bytes32 cell) external view returns (uint256 from, uint256 until);
    function course(bytes32 cell) external view returns (CellCourse memory);
    /// @notice The list in its order.
    function listed(bytes32 cell) external view returns (Listed[] memory);
    function project(uint256 id) external view returns (Project memory);
    /// @notice What a project is taken to cost, in won (P25.2).
    function cost(uint256 id) external view returns (uint256);
    function proposals() external view returns (IProposals);
}
