// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IRollFactory} from "../../../contracts/types/IRollFactory.sol";

/// @notice Names one roll factory: only what templates ask of the election factory.
contract MockElectionFactoryNaming {
    IRollFactory private immutable _rollFactory;

    constructor(IRollFactory rollFactory) {
        _rollFactory = rollFactory;
    }

    function rollFactories() external view returns (IRollFactory[] memory factories) {
        factories = new IRollFactory[](1);
        factories[0] = _rollFactory;
    }
}
