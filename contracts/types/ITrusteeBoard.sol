// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Point, SigmaProof} from "./Point.sol";

/// @notice One encrypted share of a dealing, for one seat (P2.2).
struct EncryptedShare {
    Point ephemeral;
    uint256 ciphertext;
    uint256[8] proof;
}

/// @title ITrusteeBoard
/// @notice n trustees make one election key, k of n, in two transactions each.
///
/// Trust assumptions:
/// - k trustees together can decrypt any ballot at any time, unseen; fewer learn nothing;
/// - any trustee can stop the ceremony (and is named), none can bias the key;
/// - nobody has a right over a board after its creation.
interface ITrusteeBoard {
    enum Stage {
        Registering,
        Dealing,
        Ready,
        Dead
    }

    event TrusteeRegistered(uint256 indexed seat, address trustee, Point encryptionKey, SigmaProof proof, bytes32 commitment);
    /// @dev `polynomial` as given (Q), `ephemerals` and `ciphertexts` by seat.
    event SharesDealt(uint256 indexed seat, Point[] polynomial, EncryptedShare[] shares);
    event ElectionKeyMade(Point electionKey);

    /// @notice The sender has no seat on this board.
    /// @dev Send from the account that the board names for the seat.
    error NotATrustee(address account);
    /// @notice The board is in this stage, in which the call is not taken.
    /// @dev Look at the stage of the board: each round has its time, and a dead board is to be deployed anew.
    error WrongStage(Stage stage);
    /// @notice This trustee has registered before.
    /// @dev Nothing to do: the registration stands.
    error AlreadyRegistered(uint256 seat);
    /// @notice This trustee has dealt before.
    /// @dev Nothing to do: the dealing stands.
    error AlreadyDealt(uint256 seat);
    /// @notice The seat named has registered this key.
    /// @dev Use a trustee key of your own.
    error EncryptionKeyUsed(uint256 seat);
    /// @notice There is no seat of this number.
    /// @dev Name a seat from 1 to the number of trustees.
    error SeatInvalid(uint256 seat);
    /// @notice The proof is not one by this key, for this board, seat and account.
    /// @dev Make the proof again with the key that is registered, for this board, seat and account.
    error RegistrationProofInvalid(uint256 seat);
    /// @notice The polynomial is not the one that was committed to at the registration.
    /// @dev Deal with the key that you registered with.
    error CommitmentMismatch(bytes32 computed, bytes32 stored);
    /// @notice The polynomial has not as many points as the threshold.
    /// @dev Deal exactly as many points as the board's threshold.
    error WrongPolynomialLength(uint256 given, uint256 threshold);
    /// @notice There is not one share for every seat.
    /// @dev Deal one share to every seat, your own included.
    error WrongShareCount(uint256 given, uint256 trustees);
    /// @notice At least one share of this dealer does not match the polynomial, or there was too little gas to check.
    /// @dev Make the dealing again with the same key, and give more gas.
    error ShareProofsInvalid(uint256 seat);
    /// @notice The logarithms that the trustees dealt add up to 0 (P2.3); the board can only die.
    /// @dev Deploy another board; these trustees' polynomials cancel each other.
    error ElectionKeyIsIdentity();

    /// @notice Round 1 (P2.1). `encryptionKey` as Q.
    function register(Point calldata encryptionKey, SigmaProof calldata proof, bytes32 commitment) external;

    /// @notice Round 2 (P2.2). `polynomial` as Q, exactly `threshold` points; one share per seat in order.
    function deal(Point[] calldata polynomial, EncryptedShare[] calldata shares) external;

    function stage() external view returns (Stage);
    /// @notice Trustees who have not done the current round, or had not when the board died.
    function missing() external view returns (address[] memory);
    function factory() external view returns (address);
    function trusteeCount() external view returns (uint256);
    function threshold() external view returns (uint256);
    /// @notice Last second of round 1 and of round 2, Unix seconds.
    function registerBy() external view returns (uint48);
    function dealBy() external view returns (uint48);
    /// @notice Unix seconds; the board's elections must have their shares due before.
    function termEndsAt() external view returns (uint48);
    /// @notice Whether the board serves test elections alone, without the floors that protect voters.
    function isTest() external view returns (bool);
    /// @notice Seats count from 1; the functions by seat refuse others with SeatInvalid.
    function trusteeAt(uint256 seat) external view returns (address);
    /// @notice E_j as P; zero until the trustee has registered.
    function encryptionKey(uint256 seat) external view returns (Point memory);
    /// @notice K, zero until the board is ready.
    function electionKey() external view returns (Point memory);
    /// @notice Y_j, complete once the board is ready.
    function shareKey(uint256 seat) external view returns (Point memory);
}
