// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title IGroth16BatchVerifier
/// @notice Verifies proofs of one circuit (P0, Groth16). Stateless.
interface IGroth16BatchVerifier {
    /// @notice A public input of a proof is not below r.
    /// @dev Refuse whoever sent the value; whoever made it makes it again, below r.
    error FieldElementTooLarge(uint256 value);
    /// @notice There are not as many public inputs as the circuit takes.
    /// @dev Give the `liveCount` inputs of every proof, or to `fold` every constant of the circuit.
    error WrongInputCount(uint256 given, uint256 expected);
    /// @notice Not even the proof that came with the key holds on this chain: its curve operations answer otherwise, or
    /// cost more than the verifier gives them.
    /// @dev Believe no verdict on a proof here, and void nothing for one; deploy with a release that knows the change.
    error KnownProofFails();

    /// @notice Number of public signals that differ per proof.
    function liveCount() external view returns (uint256);

    /// @notice The key as Groth16Batch writes it to memory, with zeros in the places that it leaves out: alpha, -beta,
    /// -gamma and -delta, then the IC of the live signals.
    function key() external view returns (uint256[] memory words);

    /// @notice `IC_0 + sum constants[m] * IC_(1 + liveCount + m)`.
    /// @dev Reverts on a constant at or above r, or a wrong number of them.
    function fold(uint256[] calldata constants) external view returns (uint256 x, uint256 y);

    /// @notice Reverts with KnownProofFails unless the proof that came with the key holds, so that a chain which judges
    /// proofs otherwise than when the key was made is told from a proof that does not hold.
    function requireKnownProof() external view;

    /// @notice Whether all proofs hold for the folded constants (x, y).
    /// @param liveInputs `liveCount` values per proof, one proof after the other; each must be below r.
    /// @param proofs A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y (G2 coordinates imaginary part first, as EIP-197).
    /// @return False for a proof that does not hold or is malformed. No proofs: true.
    function verify(uint256 x, uint256 y, uint256[] calldata liveInputs, uint256[8][] calldata proofs)
        external
        view
        returns (bool);
}
