// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Constitution} from "../types/Constitution.sol";
import {IJoints, JointBox, JointTerms} from "../types/IJoints.sol";

/// @title JointMembers
/// @notice The one form of a joint's terms, and the constitutions that they give their boxes (P27.1, P27.2).
library JointMembers {
    uint256 private constant LEAST_BOXES = 2;
    /// @dev Bits of a settlement; measured to fit in one transaction.
    uint256 private constant MOST_BOXES = 128;

    /// @notice Reverts unless the terms have their one form.
    function requireForm(JointTerms calldata terms) internal pure {
        uint256 count = terms.boxes.length;
        if (count < LEAST_BOXES || count > MOST_BOXES) revert IJoints.BoxCountWrong(count);
        for (uint256 i = 1; i < count; ++i) {
            if (!_isBefore(terms.boxes[i - 1], terms.boxes[i])) revert IJoints.BoxesNotInOrder(i);
        }

        Constitution calldata common = terms.common;
        _requireZero(uint256(common.jointHash), "jointHash");
        _requireZero(uint160(address(common.rolls)), "rolls");
        _requireZero(common.rollId, "rollId");
        _requireZero(common.minimumCensus, "minimumCensus");
        _requireZero(uint160(address(common.board)), "board");
        _requireZero(common.consentsRequired, "consentsRequired");
        _requireZero(common.minimumBallots, "minimumBallots");
        _requireZero(common.outcome.electors, "outcome.electors");
        _requireZero(uint256(common.outcome.electorsSource), "outcome.electorsSource");
    }

    /// @notice Makes of a constitution that of the joint's box, in place.
    function derive(Constitution memory constitution, bytes32 jointHash, JointBox calldata box) internal pure {
        constitution.jointHash = jointHash;
        constitution.rolls = box.rolls;
        constitution.rollId = box.rollId;
        constitution.minimumCensus = box.minimumCensus;
        constitution.board = box.board;
        constitution.consentsRequired = box.consentsRequired;
        constitution.minimumBallots = box.minimumBallots;
        constitution.outcome.electors = box.electors;
        constitution.outcome.electorsSource = box.electorsSource;
    }

    function _isBefore(JointBox calldata box, JointBox calldata other) private pure returns (bool) {
        (address rolls, address others) = (address(box.rolls), address(other.rolls));
        return rolls < others || (rolls == others && box.rollId < other.rollId);
    }

    function _requireZero(uint256 value, string memory field) private pure {
        if (value != 0) revert IJoints.CommonFieldGiven(field);
    }
}
