// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {PublishedRolls} from "../registry/PublishedRolls.sol";
import {ResidentRegistry} from "../registry/ResidentRegistry.sol";
import {IResidentRegistry} from "../types/IResidentRegistry.sol";
import {IRollFactory, PublishedRollsTerms, RegistryTerms} from "../types/IRollFactory.sol";

/// @title RollFactory
/// @notice Makes registries and published rolls; IRollFactory documents it.
contract RollFactory is IRollFactory {
    uint256 private constant LEAST_ROTATION_DELAY = 7 days;
    uint256 private constant LEAST_CHALLENGE_PERIOD = 1 days;

    /// @inheritdoc IRollFactory
    address public immutable registryImplementation;
    /// @inheritdoc IRollFactory
    address public immutable publishedRollsImplementation;
    /// @inheritdoc IRollFactory
    mapping(address account => bool) public isRoll;
    /// @inheritdoc IRollFactory
    mapping(address account => bool) public isRegistry;

    constructor(ResidentRegistry registryCode, PublishedRolls publishedRollsCode) {
        registryImplementation = address(registryCode);
        publishedRollsImplementation = address(publishedRollsCode);
    }

    /// @inheritdoc IRollFactory
    function createRegistry(RegistryTerms calldata terms) external returns (address registry) {
        uint256 least = terms.isTest ? 1 : LEAST_ROTATION_DELAY;
        if (terms.rotationDelay < least) revert RotationDelayTooShort(terms.rotationDelay, least);
        if (terms.recoveryBody != address(0)) {
            bool isOffice = terms.recoveryBody == terms.registrar || terms.recoveryBody == terms.approver;
            if (isOffice) revert RecoveryBodyIsOffice(terms.recoveryBody);
        }

        registry = Clones.cloneWithImmutableArgs(registryImplementation, abi.encode(terms));
        isRoll[registry] = true;
        isRegistry[registry] = true;

        emit RegistryCreated(registry, msg.sender, terms);

        IResidentRegistry(registry).initialise();
    }

    /// @inheritdoc IRollFactory
    function createPublishedRolls(address registry, uint48 challengePeriod) external returns (address rolls) {
        if (!isRegistry[registry]) revert RegistryOfAnotherFactory(registry);
        bool isTest = IResidentRegistry(registry).isTest();
        uint256 least = isTest ? 1 : LEAST_CHALLENGE_PERIOD;
        if (challengePeriod < least) revert ChallengePeriodTooShort(challengePeriod, least);

        // Like a board, published rolls begin with their terms alone.
        PublishedRollsTerms memory terms = PublishedRollsTerms(registry, challengePeriod, isTest);
        rolls = Clones.cloneWithImmutableArgs(publishedRollsImplementation, abi.encode(terms));
        isRoll[rolls] = true;

        emit PublishedRollsCreated(rolls, msg.sender, terms);
    }
}
