// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title LeastSpans
/// @notice The shortest spans that a template may name (P20.2): below them no block need lie in one, so nobody could
/// support, answer, convert, consent, open or vote, and every proposal would come to nothing.
library LeastSpans {
    /// To support, to answer, to convert.
    uint256 internal constant TERM = 14 days;
    /// From a conversion to the opening: trustees consent in it.
    uint256 internal constant OPEN_LEAD = 1 days;
    /// For anybody to open the box.
    uint256 internal constant OPEN_GRACE = 1 hours;
    /// As long as a polling station is open on a day of elections.
    uint256 internal constant VOTING = 12 hours;
    /// @dev Of every span of a test: some blocks.
    uint256 private constant OF_TEST = 1 minutes;

    /// @notice The least of a span that is at least `real` where it binds.
    function least(bool isTest, uint256 real) internal pure returns (uint256) {
        return isTest ? OF_TEST : real;
    }
}
