// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice Whose notices a proposal can have, and when its supports close; all zero of one that was never posted.
struct ProposalParties {
    address organizer;
    address reviewer;
    /// 0 for none.
    address council;
    /// Unix seconds.
    uint48 closesAt;
}

/// @title IProposalParties
/// @notice What notices need to know of a proposal; its template fixed it when it was posted (P20.2).
interface IProposalParties {
    function partiesOf(uint256 id) external view returns (ProposalParties memory);
}
