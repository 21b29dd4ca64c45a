// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";

/// @notice Semaphore proofs that are verified together: the call of a verifier, laid out in memory as it grows.
struct SignalBatch {
    /// Address of the call: selector, x, y, places of both arrays, the signals, the proofs.
    uint256 data;
    uint256 capacity;
    uint256 taken;
}

using SignalBatches for SignalBatch global;

/// @title SignalBatches
/// @notice Collects proofs with their signals (P21.1). Written where the call will read them, they are copied once.
/// @dev The arrays stand where they would if the batch were full; the ABI lets them.
library SignalBatches {
    /// @notice Root, nullifier, message, scope.
    uint256 internal constant SIGNALS = 4;

    // Places in the call behind its first word, which ends with the selector: x, y and the places of the arrays; the
    // number of signals, and the first.
    uint256 private constant COUNT = 0x80;
    uint256 private constant INPUTS = 0xa0;

    /// @notice An empty batch for at most `capacity` proofs.
    function start(uint256 capacity) internal pure returns (SignalBatch memory batch) {
        batch.capacity = capacity;
        uint256 data;
        assembly ("memory-safe") {
            data := mload(0x40)
            mstore(0x40, add(data, add(0xe0, mul(capacity, 0x180))))
        }
        batch.data = data;
    }

    /// @notice Adds a proof. `message` and `scope` as Semaphore hashes them; the verifier checks that all are below r.
    function add(
        SignalBatch memory batch,
        uint256 root,
        uint256 nullifier,
        uint256 message,
        uint256 scope,
        uint256[8] calldata proof
    ) internal pure {
        (uint256 data, uint256 capacity, uint256 taken) = (batch.data, batch.capacity, batch.taken);
        assembly ("memory-safe") {
            let inputs := add(data, add(0x20, INPUTS))
            let input := add(inputs, mul(taken, 0x80))
            mstore(input, root)
            mstore(add(input, 0x20), nullifier)
            mstore(add(input, 0x40), message)
            mstore(add(input, 0x60), scope)
            let proofs := add(inputs, add(mul(capacity, 0x80), 0x20))
            calldatacopy(add(proofs, mul(taken, 0x100)), proof, 0x100)
        }
        batch.taken = taken + 1;
    }

    /// @notice Whether all proofs hold over the folded point (x, y). Reverts as the verifier does.
    function holds(SignalBatch memory batch, IGroth16BatchVerifier verifier, uint256 x, uint256 y)
        internal
        view
        returns (bool ok)
    {
        (uint256 data, uint256 capacity, uint256 taken) = (batch.data, batch.capacity, batch.taken);
        uint256 selector = uint32(IGroth16BatchVerifier.verify.selector);
        assembly ("memory-safe") {
            mstore(data, selector)
            let place := add(data, 0x20)
            mstore(place, x)
            mstore(add(place, 0x20), y)
            mstore(add(place, 0x40), COUNT)
            let proofs := add(INPUTS, mul(capacity, 0x80))
            mstore(add(place, 0x60), proofs)
            mstore(add(place, COUNT), mul(taken, 4))
            mstore(add(place, proofs), taken)
            let size := add(0x24, add(proofs, mul(taken, 0x100)))
            if iszero(staticcall(gas(), verifier, add(data, 0x1c), size, 0x00, 0x20)) {
                let answer := mload(0x40)
                returndatacopy(answer, 0x00, returndatasize())
                revert(answer, returndatasize())
            }
            ok := and(eq(returndatasize(), 0x20), eq(mload(0x00), 1))
        }
    }
}
