// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IRollSource} from "./IRollSource.sol";
import {ITrusteeBoard} from "./ITrusteeBoard.sol";

/// @notice What a single ballot may contain (P5.1). Every kind of ballot is a setting of these.
struct BallotRules {
    /// Number of options offered, 1 to `ballotSize`.
    uint8 optionCount;
    /// Most points for one option, 1 to 255.
    uint8 maxPerOption;
    /// Least and most points of a ballot, both below 2^16; a blank ballot is legal exactly when `minTotal` is 0.
    uint16 minTotal;
    uint16 maxTotal;
    /// What the points of a ballot may cost at most, in the unit of `costs`; 2^48 - 1 for no limit.
    uint48 budget;
    /// Most credits, the sum of the squared points; 2^24 - 1 for no limit.
    uint24 credits;
    /// Whether nonzero points must differ from one another (ranking by points).
    bool distinct;
    /// Cost of one point for each option, `optionCount` entries below 2^40; zeros for none.
    uint40[] costs;
}

/// @notice When things happen; times are Unix seconds, spans are seconds.
struct Schedule {
    /// The roll's last checkpoint at or before this time is the census; at least a day before opening.
    uint48 censusTime;
    uint48 opensAt;
    /// `open` must come within this span from `opensAt`, or the election is void.
    uint48 openGrace;
    /// The closing time that people see.
    uint48 closesAt;
    /// The ballot box closes this span after `closesAt`, so that acknowledged ballots still land.
    uint48 closeGrace;
    /// Until then the trustees owe their shares; later ones are accepted all the same.
    uint48 sharesDueAt;
    /// The span between the first `sum` and `seal`, at least a minute: a wrong sum is seen before it is frozen.
    uint48 sealDelay;
}

enum OutcomeKind {
    Referendum,
    Ranking,
    Greedy,
    GreedyNoSkip
}

/// @notice What happens to options with equal votes where not all of them fit.
enum TieBreak {
    /// The one listed first comes first.
    ListedOrder,
    /// The cheaper one comes first, among equal costs the one listed first. Greedy rules only.
    CheaperFirst,
    /// All of them or none. Not for a referendum.
    None
}

/// @notice A share of a whole, exactly as a law writes it: in lowest terms, denominator not 0, at most 1/1.
struct Fraction {
    uint32 numerator;
    uint32 denominator;
    /// Reached by more than it only (never of 1/1); otherwise by it already.
    bool moreThan;
}

/// @notice What the counts mean (P10.2).
struct OutcomeRule {
    OutcomeKind kind;
    TieBreak tieBreak;
    /// Turnout needed, of the electors or the census's active members, whichever are more; at least 0/1 for none.
    Fraction quorum;
    /// Electors by a certified figure; 0 for the census alone.
    uint32 electors;
    /// SHA-256 of the source of that figure; 0 exactly if there is none.
    bytes32 electorsSource;
    /// Referendum: share of yes among yes and no that accepts. At least 0/1 for the other kinds, which have none.
    Fraction passingShare;
    /// Ranking: how many options are selected.
    uint8 winners;
    /// Options with fewer votes are left out; those without any always are.
    uint24 minimumVotes;
    /// Greedy rules: what may be spent, and the cost of each option (`optionCount` entries; empty otherwise).
    uint48 budget;
    uint40[] costs;
}

/// @notice The frozen parameters of an election.
struct Constitution {
    /// keccak256 of the content (title, question, options) that the creation event carries.
    bytes32 contentHash;
    /// Of a roll factory that the election factory names.
    IRollSource rolls;
    uint256 rollId;
    /// Fewest active members with which the election may open (anonymity).
    uint32 minimumCensus;
    /// Of the election factory's board factory.
    ITrusteeBoard board;
    /// Consents needed to open, at least min(k + 1, n).
    uint8 consentsRequired;
    /// Fewest ballots that are counted (secrecy); at least 1.
    uint32 minimumBallots;
    /// Whether a later ballot replaces an earlier one.
    bool revoting;
    /// Whether covers are allowed; false until masked elections are released.
    bool masked;
    /// Options of the circuit that the ballots are proved with.
    uint8 ballotSize;
    BallotRules rules;
    Schedule schedule;
    OutcomeRule outcome;
}
