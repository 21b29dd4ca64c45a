// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IProposalParties} from "./IProposalParties.sol";

/// @notice What the chain keeps of the measures against a leaf of a proposal's text; times are Unix seconds.
struct LeafNotice {
    /// Hidden alone until then.
    uint48 aloneUntil;
    /// Who names the leaf for a joint measure.
    bool byOrganizer;
    bool byReviewer;
    bool byCouncil;
    /// When the second name made the joint measure; 0 for none.
    uint48 jointAt;
    /// From when on the joint measure is over for good; 0 if nobody restored the leaf.
    uint48 restoredFrom;
}

/// @notice How long anything of a proposal's text is hidden alone, whatever leaves and by whom.
struct AloneHiding {
    /// Unix seconds: until then something is.
    uint48 until;
    /// For how many seconds in all; those in which several leaves are hidden count once.
    uint32 used;
}

/// @title INotices
/// @notice What a proposal's parties say of it in public: measures against leaves of its text, stages in the council and
/// milestones (P24, P26). Nothing said here is ever deleted.
///
/// Trust assumptions:
/// - organizer, reviewer and council alone hide parts of a proposal for 72 hours in all; the reviewer with either of the
///   others hides a leaf until restored;
/// - a measure reaches nothing but which leaves are hidden: no support, no state, no date, no other proposal;
/// - header and title are left out of no vote, whatever hides them from readers;
/// - nobody has any right over the contract: there is no owner and no pause.
interface INotices {
    /// @notice Why a leaf is hidden: a closed list.
    enum Reason {
        /// It says who somebody is (개인정보).
        PersonalData,
        /// It injures somebody's honour or rights (정보통신망법 제44조의2).
        Defamation,
        /// It is somebody else's work.
        Copyright,
        /// It is an advertisement, and no proposal.
        Advertising,
        /// A law forbids to publish it.
        Illegal
    }

    /// @notice Where an ordinance is on its way: 법제 검토, 입법예고, 의회 제출, 위원회, 본회의, 공포.
    enum Stage {
        LegalReview,
        PreAnnouncement,
        Submitted,
        Committee,
        Plenary,
        Promulgated
    }

    enum Progress {
        Planned,
        Started,
        Done,
        Delayed,
        Dropped
    }

    /// @param from Unix seconds; the leaf is hidden from then on and before `until`.
    event LeafHidden(
        uint256 indexed id,
        bytes32 indexed leaf,
        address indexed by,
        uint48 from,
        uint48 until,
        Reason reason,
        string words
    );
    event LeafNamed(uint256 indexed id, bytes32 indexed leaf, address indexed by, Reason reason, string words);
    /// @notice The second name came: readers no longer get the leaf, and conversions leave it out from `bindsFrom` on.
    event LeafHiddenJointly(uint256 indexed id, bytes32 indexed leaf, uint48 bindsFrom);
    event NameWithdrawn(uint256 indexed id, bytes32 indexed leaf, address indexed by);
    event LeafRestored(
        uint256 indexed id, bytes32 indexed leaf, address indexed by, uint48 restoredFrom, string words
    );
    /// @param day Unix seconds of what happened, as the council says.
    event StageNoted(
        uint256 indexed id, Stage indexed stage, address indexed by, uint48 day, bytes32 evidence, string words
    );
    /// @param number Of the milestone, of the organizer's own.
    /// @param day Unix seconds for which it is planned, or on which it happened, as the organizer says.
    event MilestoneNoted(
        uint256 indexed id,
        uint16 indexed number,
        Progress progress,
        address by,
        uint48 day,
        bytes32 evidence,
        string words
    );

    /// @notice The sender is none of those who may give this notice of the proposal, or there is no such proposal.
    /// @dev Send from the account that the proposal's template names for it.
    error NotAParty(address sender);
    /// @notice The notice gives no reason in words, or more of them than are taken (bytes).
    /// @dev Say why in up to as many bytes as are shown here.
    error WordsMissingOrTooLong(uint256 given, uint256 most);
    /// @notice Parts of the proposal may be hidden alone for so many seconds more, all leaves and parties together, and
    /// these would be `given` more.
    /// @dev Hide the leaf for less, no longer than what is hidden now, or together with the reviewer.
    error HidingTooLong(uint256 given, uint256 left);
    /// @notice In the last seven days before supports close nobody hides a leaf alone (Unix seconds).
    /// @dev Name the leaf together with the reviewer, or wait until the supports are closed.
    error HidingTooLate(uint256 until, uint256 latest);
    /// @notice This party has named the leaf already, or the measure stands without it.
    /// @dev Nothing to do: the name stands.
    error LeafAlreadyNamed();
    /// @notice This party has not named the leaf, or both names are there and only a restoration undoes them.
    /// @dev Name it first, or restore the leaf.
    error NameNotThere();
    /// @notice The leaf was restored, for good, from `restoredFrom` on (Unix seconds).
    /// @dev Nothing to do: no measure hides it again.
    error LeafWasRestored(uint256 restoredFrom);
    /// @notice No joint measure hides the leaf.
    /// @dev Nothing to do: a leaf that is hidden alone comes back by itself.
    error NothingToRestore();
    /// @notice A milestone is done by evidence, and none is given.
    /// @dev Give the digest of what shows that it was done.
    error EvidenceMissing();

    /// @notice Hides a leaf from readers for a while; by organizer, reviewer or council alone.
    /// @param span Seconds, added to what the leaf is hidden for now. Parts of one proposal are hidden alone for at most
    /// 72 hours in all.
    function hide(uint256 id, bytes32 leaf, uint32 span, Reason reason, string calldata words) external;

    /// @notice Names a leaf for a joint measure, which is made when the reviewer and one other have named it.
    function name(uint256 id, bytes32 leaf, Reason reason, string calldata words) external;

    /// @notice Takes the sender's name back, before the second came.
    function withdrawName(uint256 id, bytes32 leaf) external;

    /// @notice Ends a joint measure, 24 hours from now and for good; by any of those who named the leaf.
    function restore(uint256 id, bytes32 leaf, string calldata words) external;

    /// @notice Says where an ordinance is; by the council.
    function noteStage(uint256 id, Stage stage, uint48 day, bytes32 evidence, string calldata words) external;

    /// @notice Says how far a project or promise is; by the organizer.
    function noteMilestone(
        uint256 id,
        uint16 number,
        Progress progress,
        uint48 day,
        bytes32 evidence,
        string calldata words
    ) external;

    /// @notice Which of these leaves a conversion leaves out now: bit i for the leaf i, at most 256.
    /// @dev Header and title are left out of none: whoever converts does not ask for them.
    function leftOut(uint256 id, bytes32[] calldata leaves) external view returns (uint256 bits);
    /// @notice All zero for a proposal of which nothing was ever hidden alone.
    function aloneHiding(uint256 id) external view returns (AloneHiding memory);
    /// @notice All zero for a leaf that was never named.
    function leafNotice(uint256 id, bytes32 leaf) external view returns (LeafNotice memory);
    function proposals() external view returns (IProposalParties);
}
