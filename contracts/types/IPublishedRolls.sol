// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IRollSource} from "./IRollSource.sol";

/// @notice What both offices sign of a roll (P13.2).
struct Snapshot {
    uint256 rollId;
    /// The stored one plus one.
    uint256 sequence;
    /// LeanIMT root of the identity commitments, in the order of the entries.
    uint256 root;
    /// Root of the digests over the entries; opens to `root` and the digests of its two children.
    bytes32 contentRoot;
    /// Number of entries, at least 2; it fixes the shape of both trees.
    uint32 activeMembers;
    /// Unix seconds; the signatures are valid before this time, no longer at it.
    uint48 expiresAt;
}

/// @notice A snapshot as it was published.
struct PublishedSnapshot {
    uint256 sequence;
    uint256 root;
    bytes32 contentRoot;
    uint32 activeMembers;
    /// Unix seconds: challenges are taken before this time; from it on the snapshot is a checkpoint for ever.
    uint48 finalAt;
}

/// @notice One node on the way from a place to the content root: its value, and the digest of its other child.
struct Step {
    uint256 value;
    bytes32 sibling;
}

/// @notice What a digest is the hash of. An entry is 12 words: registrarPseudonym, approverPseudonym, sequence,
/// identityCommitment, and the 8 of its proof. A node is 3: value, left digest, right digest.
struct Opening {
    bool isEntry;
    uint256[] words;
}

/// @notice An entry with its place, and the steps from it to the content root.
struct ShownEntry {
    uint32 index;
    Opening opening;
    Step[] path;
}

/// @notice What was shown to be wrong with a snapshot.
enum Fault {
    /// No such resident can be enrolled, or the proof of knowledge does not hold.
    EntryInvalid,
    /// Two entries with the same pseudonym or identity commitment.
    EntriesAlike,
    /// A value of the tree is not the hash of the values below, or an entry stands where a node must, or a node where
    /// an entry must (as when there are more or fewer entries than active members).
    NodeWrong
}

/// @title IPublishedRolls
/// @notice Rolls published as a file, with root and content root on chain and a period in which anybody may show that
/// a snapshot is wrong (P13).
///
/// Trust assumptions:
/// - registrar and approver together can enrol persons who do not exist; counts per roll are public;
/// - if the two publish a content root whose file they keep back, nobody can show what is wrong with it: an observer
///   who cannot get the whole file objects before the census; ballots can never outnumber `activeMembers`;
/// - one observer who has the whole file and reaches the chain within the period is enough to void a wrong snapshot;
/// - one office alone can only withdraw or withhold.
interface IPublishedRolls is IRollSource {
    event SnapshotPublished(
        uint256 indexed rollId,
        uint256 sequence,
        uint256 root,
        bytes32 contentRoot,
        uint32 activeMembers,
        uint8 depth,
        uint48 finalAt
    );
    event SnapshotVoided(uint256 indexed rollId, uint256 sequence, Fault fault);
    event SnapshotWithdrawn(uint256 indexed rollId, uint256 sequence, address office);

    /// @notice This is not the signature of the office named over these facts.
    /// @dev Ask the office named to sign them with its current key, for this chain and this contract.
    error OfficeSignatureInvalid(address office);
    /// @notice The account is neither registrar nor approver of the registry now.
    /// @dev Name either office, and sign with its current key.
    error NotAnOffice(address account);
    /// @notice The offices' signatures were valid until `expiresAt` (Unix seconds).
    /// @dev Ask both offices to sign the snapshot again.
    error SnapshotExpired(uint256 expiresAt, uint256 blockTime);
    /// @notice The snapshot's sequence is not the next of its roll.
    /// @dev Ask both offices to sign the snapshot with the sequence expected.
    error SnapshotSequenceNotNext(uint256 given, uint256 expected);
    /// @notice A snapshot has at least 2 entries.
    /// @dev Enrol so few residents on chain instead.
    error SnapshotTooSmall(uint256 activeMembers);
    /// @notice Another snapshot of this roll can still be challenged, until `finalAt` (Unix seconds).
    /// @dev Wait until the pending snapshot is final, or have an office withdraw it.
    error SnapshotPending(uint256 sequence, uint256 finalAt);
    /// @notice No snapshot of this roll can be challenged or withdrawn now.
    /// @dev Nothing to do: none was published, its period is over, or it has fallen.
    error NoSnapshotPending(uint256 rollId);
    /// @notice Root and children do not hash to the content root.
    /// @dev Build the snapshot again; root, children and content root do not belong together.
    error ContentRootMismatch(bytes32 given, bytes32 computed);
    /// @notice What was shown does not lead to the pending snapshot's content root.
    /// @dev Make the path again from the file whose content root is pending.
    error NotInSnapshot(bytes32 computed);
    /// @notice A child that was shown is not the one that the node names.
    /// @dev Open the two children of the node that is shown.
    error ChildMismatch(bytes32 given, bytes32 computed);
    /// @notice A node was shown where an entry is asked for.
    /// @dev Show an entry; that a node stands in an entry's place is shown with `challengeNode`.
    error EntryExpected(uint256 index);
    /// @notice Nothing is wrong with what was shown.
    /// @dev Nothing to do, unless something else is wrong: then show that.
    error NoFault();
    /// @notice So little gas is left before the proof is checked that one that holds could seem not to.
    /// @dev Send it with a gas limit of 1,500,000: `needed` must be left where the proof is checked.
    error GasTooLow(uint256 given, uint256 needed);

    /// @notice Publishes a snapshot on the word of both offices; begins its challenge period (P13.2).
    /// @param left Digest of the content root's left child; `right` of its right one.
    function publish(
        Snapshot calldata snapshot,
        bytes32 left,
        bytes32 right,
        bytes calldata registrarSignature,
        bytes calldata approverSignature
    ) external;

    /// @notice Takes the pending snapshot back, by one office's EIP-712 signature over its sequence.
    function withdraw(uint256 rollId, address office, bytes calldata signature) external;

    /// @notice Voids the pending snapshot if the entry shown is invalid (P13.3).
    function challengeEntry(uint256 rollId, ShownEntry calldata entry) external;

    /// @notice Voids the pending snapshot if two entries have a pseudonym or the identity commitment in common.
    function challengePair(uint256 rollId, ShownEntry calldata first, ShownEntry calldata second) external;

    /// @notice Voids the pending snapshot if what stands at a place is of the wrong kind, or is a node whose value is
    /// not the hash of its children's.
    /// @param level 0 for the leaves.
    /// @param path The steps from the place to the content root.
    /// @param openings Of the place, its left child and its right child; the children are ignored if the kind is wrong.
    function challengeNode(
        uint256 rollId,
        uint8 level,
        uint32 index,
        Step[] calldata path,
        Opening[3] calldata openings
    ) external;

    /// @notice The registry whose offices publish, and whose rotations hold here too.
    function registry() external view returns (address);
    /// @notice Seconds from publication in which a snapshot can be challenged.
    function challengePeriod() external view returns (uint48);
    /// @notice Snapshots of a roll published so far, voided and withdrawn ones included.
    function sequenceOf(uint256 rollId) external view returns (uint256);
    /// @notice The snapshot that can be challenged now; all zero if there is none.
    function pending(uint256 rollId) external view returns (PublishedSnapshot memory);

    /// @notice The context that the proof of an entry is bound to: that of P1.3, with this contract as the registry.
    function enrolmentContext(
        bytes32 registrarPseudonym,
        bytes32 approverPseudonym,
        uint32 sequence,
        uint256 identityCommitment
    ) external view returns (uint256);
}
