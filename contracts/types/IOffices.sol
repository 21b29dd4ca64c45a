// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice Announced holders of both offices.
struct Rotation {
    address registrar;
    address approver;
    /// Unix seconds.
    uint48 effectiveAt;
}

/// @notice Who signs a rotation (P1.6).
struct RotationSignatures {
    /// Of the current registrar and approver, over `Rotation`.
    bytes registrar;
    bytes approver;
    /// Of the next registrar and approver, over `RotationAcceptance`; ignored for an account that holds an office now.
    bytes nextRegistrar;
    bytes nextApprover;
}

/// @notice An announced successor of a lost office key.
struct Recovery {
    address lost;
    address successor;
    /// Unix seconds.
    uint48 effectiveAt;
}

/// @notice Who signs a recovery (P1.8).
struct RecoverySignatures {
    /// Of the recovery body and of the office that is not lost, over `Recovery`.
    bytes body;
    bytes otherOffice;
    /// Over `RecoveryAcceptance`.
    bytes successor;
}

/// @notice The last recovery that was carried out; all zero if there was none.
struct PastRecovery {
    bool ofRegistrar;
    /// Unix seconds.
    uint48 time;
}

/// @title IOffices
/// @notice Who holds the two offices, and how that changes.
///
/// Trust assumptions:
/// - both offices together can hand both over, after `rotationDelay`;
/// - the recovery body and one office together can hand the other over, after 30 days, unless its key says no, and
///   hold both then if the successor is theirs;
/// - the recovery body alone, or with the thief of one key while the other office watches, can do nothing;
/// - nobody holds an office without having signed for it, but for the two whom the registry began with.
interface IOffices {
    event RotationAnnounced(address registrar, address approver, uint48 effectiveAt);
    event RotationCancelled(address registrar, address approver);
    event OfficesRotated(address registrar, address approver);
    event RecoveryAnnounced(address indexed lost, address successor, uint48 effectiveAt);
    event RecoveryVetoed(address indexed lost, address successor);
    event RecoveryCancelled(address indexed lost, address successor);
    event OfficeRecovered(address indexed lost, address successor);

    /// @notice This is not the signature of the office named over these facts.
    /// @dev Ask the office named to sign them with its current key, for this chain and this contract.
    error OfficeSignatureInvalid(address office);
    /// @notice The account that is to hold an office has not signed that it accepts it.
    /// @dev Have the account named sign its acceptance of this change, with the nonce that the registry names.
    error AcceptanceInvalid(address account);
    /// @notice This is not the recovery body's signature over these facts.
    /// @dev Ask the recovery body to sign this recovery, for this chain and this registry.
    error BodySignatureInvalid(address body);
    /// @notice The account is neither registrar nor approver of the registry now.
    /// @dev Name either office, and sign with its current key.
    error NotAnOffice(address account);
    /// @notice The announced offices come into force at `effectiveAt` (Unix seconds).
    /// @dev Wait for the time named.
    error RotationNotReady(uint256 effectiveAt, uint256 blockTime);
    /// @notice No change of offices is announced, or it is in force already.
    /// @dev Announce the new offices first, with both current offices' signatures.
    error RotationNotAnnounced();
    /// @notice The announcement was good until `lapsedAt` (Unix seconds).
    /// @dev Announce the change again, with new signatures.
    error AnnouncementLapsed(uint256 lapsedAt, uint256 blockTime);
    /// @notice Two of the offices and the recovery body have the same account.
    /// @dev Name accounts of their own for both offices, and others than the recovery body's.
    error OfficesMustDiffer(address office);
    /// @notice The account holds the other office now; residents' pseudonyms go by seat, and all would count as new.
    /// @dev Leave it in its seat, or name an account that holds no office.
    error OfficeChangesSeat(address office);
    /// @notice An office has no account.
    /// @dev Name the account of each office.
    error OfficeAddressZero();
    /// @notice The registry was made without a recovery body.
    /// @dev Rotate the keys if both work; else make another registry and enrol anew.
    error RecoveryNotForeseen();
    /// @notice Another recovery is pending until it is carried out, vetoed, cancelled or lapsed.
    /// @dev Wait for what becomes of the pending one.
    error RecoveryPending(address lost, uint256 effectiveAt);
    /// @notice The other office was recovered within a year before this recovery would take effect.
    /// @dev Announce it 30 days before the time named, or rotate the keys if both work.
    error OtherOfficeRecovered(uint256 possibleAt);
    /// @notice No recovery is announced: none was, or it was carried out, vetoed or cancelled.
    /// @dev Announce it first, with the signatures of the recovery body, the other office and the successor.
    error RecoveryNotAnnounced();
    /// @notice The recovery can be carried out from `effectiveAt` (Unix seconds) on; until it is, the lost key can veto it.
    /// @dev Wait for the time named.
    error RecoveryNotReady(uint256 effectiveAt, uint256 blockTime);
    /// @notice The registry has its first offices.
    /// @dev Nothing to do: offices change by rotation or recovery alone.
    error AlreadyInitialised();

    /// @notice Puts the first offices in force, once: its factory calls it in the call that makes the registry (P1.1).
    function initialise() external;

    /// @notice Announces new office keys (P1.6); replaces an earlier announcement and cancels a pending recovery.
    function announceRotation(address nextRegistrar, address nextApprover, RotationSignatures calldata signatures)
        external;

    /// @notice Puts the announced keys in force once the delay has passed, and cancels a pending recovery.
    function rotate() external;

    /// @notice Announces that `successor` is to hold the office whose key is lost (P1.8); voids what was signed for a
    /// rotation before.
    function announceRecovery(address lost, address successor, RecoverySignatures calldata signatures) external;

    /// @notice Takes the pending recovery back, by the signature of the key that it would replace over `RecoveryVeto`.
    function vetoRecovery(bytes calldata signature) external;

    /// @notice Puts the successor in force once 30 days have passed; cancels an announced rotation.
    function recover() external;

    function registrar() external view returns (address);
    function approver() external view returns (address);
    /// @notice Who may recover a lost office key together with the other office; 0 for nobody.
    function recoveryBody() external view returns (address);
    /// @notice Seconds between announcement and effect of a rotation.
    function rotationDelay() external view returns (uint48);
    /// @notice The nonce that the next `Rotation` and its acceptances must carry.
    function rotationNonce() external view returns (uint256);
    /// @notice The nonce that the next `Recovery` with its acceptance, or the veto of the pending one, must carry.
    function recoveryNonce() external view returns (uint256);
    /// @notice The announced rotation; all zero if there is none or it has lapsed.
    function announcedRotation() external view returns (Rotation memory);
    /// @notice The pending recovery; all zero if there is none or it has lapsed.
    function announcedRecovery() external view returns (Recovery memory);
    function lastRecovery() external view returns (PastRecovery memory);
}
