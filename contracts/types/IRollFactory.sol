// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice What a registry fixes at its creation (P1.1).
struct RegistryTerms {
    /// The first holders of both offices, distinct.
    address registrar;
    address approver;
    /// Who may replace a lost office key together with the other office; neither office, 0 for nobody.
    address recoveryBody;
    /// Seconds between announcement and effect of new office keys; at least 7 days, or 1 second of a test.
    uint48 rotationDelay;
    /// Without the floors that protect voters: its rolls serve test elections alone.
    bool isTest;
}

/// @notice What published rolls fix at their creation (P13.1).
struct PublishedRollsTerms {
    /// The registry whose offices publish, and whose rotations hold here too.
    address registry;
    /// Seconds in which a snapshot can be challenged; at least 1 day, or 1 second of a test.
    uint48 challengePeriod;
    /// As the registry says.
    bool isTest;
}

/// @title IRollFactory
/// @notice Makes registries and published rolls whose code nobody has to believe (P2.5).
///
/// Trust assumptions:
/// - whoever deployed the factory chose the code behind its rolls, Semaphore's group contract and the verifier
///   included; that code is compared once, for all rolls that the factory ever makes;
/// - nobody has any right over the factory or over what it made; anybody may create.
interface IRollFactory {
    event RegistryCreated(address indexed registry, address indexed creator, RegistryTerms terms);
    event PublishedRollsCreated(address indexed rolls, address indexed creator, PublishedRollsTerms terms);

    /// @notice The delay leaves people too little time to see that the offices change (seconds).
    /// @dev Create the registry with a delay of at least 7 days; a test may have any but 0.
    error RotationDelayTooShort(uint256 given, uint256 least);
    /// @notice The challenge period leaves observers too little time (seconds).
    /// @dev Create published rolls with a period of at least a day; a test may have any but 0.
    error ChallengePeriodTooShort(uint256 given, uint256 least);
    /// @notice The recovery body is registrar or approver.
    /// @dev Name a body with an account of its own, or 0 for none.
    error RecoveryBodyIsOffice(address body);
    /// @notice This factory did not make the registry.
    /// @dev Name a registry that this factory made.
    error RegistryOfAnotherFactory(address registry);

    /// @notice Makes a registry (P1.1).
    function createRegistry(RegistryTerms calldata terms) external returns (address registry);

    /// @notice Makes published rolls over a registry of this factory (P13.1); a test exactly if the registry is one.
    function createPublishedRolls(address registry, uint48 challengePeriod) external returns (address rolls);

    /// @notice Whether this factory made the registry or the published rolls.
    function isRoll(address account) external view returns (bool);
    function isRegistry(address account) external view returns (bool);
    /// @notice What registries are cloned from, and what published rolls are cloned from.
    function registryImplementation() external view returns (address);
    function publishedRollsImplementation() external view returns (address);
}
