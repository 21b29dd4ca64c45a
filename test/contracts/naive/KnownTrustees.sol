// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../../../contracts/libraries/BabyJubjub.sol";
import {IElection} from "../../../contracts/types/IElection.sol";
import {Checkpoint} from "../../../contracts/types/IRollSource.sol";
import {Point, SigmaProof} from "../../../contracts/types/Point.sol";
import {NaiveCurve} from "./NaiveCurve.sol";

/// @notice A board of 3 of 5 whose polynomial is known, and the proofs that its trustees make (P4.1, P9.2).
library KnownTrustees {
    uint256 internal constant TRUSTEES = 5;
    uint256 internal constant THRESHOLD = 3;
    uint256 private constant L = NaiveCurve.L;

    /// @notice x_j; seat 0 has the logarithm of the election key.
    function secret(uint256 seat) internal pure returns (uint256 value) {
        for (uint256 m = THRESHOLD; m > 0; --m) {
            value = addmod(mulmod(value, seat, L), uint256(keccak256(abi.encode("coefficient", m))) % L, L);
        }
    }

    /// @notice Y_j; seat 0 has the election key. Written down, as every proof asks for one.
    function publicKey(uint256 seat) internal pure returns (Point memory) {
        if (seat == 0) {
            return Point(
                21071832094381872637279130175972051341774274493804418538386073911490398103283,
                15298128915943493860831345158286653773336770367140836658354028597312315029910
            );
        }
        if (seat == 1) {
            return Point(
                20758924267613564393110475741592128012081519120182471680306218530088944320010,
                20493529668255677408162289869445098318171476739213260874421583104472793484017
            );
        }
        if (seat == 2) {
            return Point(
                7670955196546070737218529990727654245351927200407709974904939772451973679163,
                6037991688907833625448935820269815323067410818276335789497289513547735766910
            );
        }
        if (seat == 3) {
            return Point(
                20624662833133543145695295624203160526310492798032695750303515199509090983669,
                3367038016078041753702745370311668768295750283761105915513835428586785354894
            );
        }
        if (seat == 4) {
            return Point(
                13611093036335184664141401222176515229520211100384470212351532804088635298965,
                110011724338411758226000112029739964425239844757226553621670731140538823601
            );
        }
        if (seat == 5) {
            return Point(
                11417295172463074323150770150771846910962491746652248555624822877185017643093,
                19962663596328999198856408278979245964190625609359699471459538006683034751305
            );
        }
        revert("The board has no such seat");
    }

    function shareKeys() internal pure returns (Point[] memory keys) {
        keys = new Point[](TRUSTEES);
        for (uint256 j = 1; j <= TRUSTEES; ++j) keys[j - 1] = publicKey(j);
    }

    function times(Point memory point, uint256 scalar) internal view returns (Point memory) {
        Point[] memory points = new Point[](1);
        uint256[] memory scalars = new uint256[](1);
        (points[0], scalars[0]) = (point, scalar);
        return BabyJubjub.multiSum(points, scalars);
    }

    /// @notice A seat's consent over a census.
    function consent(IElection election, uint256 seat, Checkpoint memory census, uint256 nonce)
        internal
        view
        returns (SigmaProof memory)
    {
        nonce %= L;
        Point memory r = times(BabyJubjub.generator(), nonce);
        return _respond(consentChallenge(election, seat, census, r), seat, nonce);
    }

    function consentChallenge(IElection election, uint256 seat, Checkpoint memory census, Point memory r)
        internal
        view
        returns (uint256)
    {
        bytes memory statement = abi.encode(
            keccak256("hanpyo.consent.v2"),
            block.chainid,
            election.constitution().board,
            election,
            election.constitutionHash(),
            seat,
            publicKey(seat),
            census.time,
            census.root,
            census.depth,
            census.activeMembers,
            r
        );
        return uint128(uint256(keccak256(statement)));
    }

    /// @notice x_j C1_t as P, for a sum's words.
    function share(uint256[] memory sum, uint256 seat) internal view returns (Point[] memory points) {
        points = new Point[](sum.length / 4);
        for (uint256 t = 0; t < points.length; ++t) points[t] = times(Point(sum[4 * t], sum[4 * t + 1]), secret(seat));
    }

    /// @notice The same points as Q, as clients send them.
    function outside(Point[] memory points) internal view returns (Point[] memory given) {
        uint256 eighth = NaiveCurve.inverse(8, L);
        given = new Point[](points.length);
        for (uint256 t = 0; t < points.length; ++t) given[t] = times(points[t], eighth);
    }

    /// @notice The proof that goes with a seat's share (as P).
    function proveShare(
        IElection election,
        uint256 seat,
        uint256[] memory sum,
        Point[] memory points,
        uint256 nonce
    ) internal view returns (SigmaProof memory) {
        nonce %= L;
        (bytes32 transcript, Point memory base,) = shareStatement(election, seat, sum, points);
        Point memory r1 = times(BabyJubjub.generator(), nonce);
        return _respond(shareChallenge(transcript, r1, times(base, nonce)), seat, nonce);
    }

    /// @notice T, C and D of P9.2.
    function shareStatement(IElection election, uint256 seat, uint256[] memory sum, Point[] memory points)
        internal
        view
        returns (bytes32 transcript, Point memory base, Point memory multiple)
    {
        Point[] memory bases = new Point[](points.length);
        for (uint256 t = 0; t < points.length; ++t) bases[t] = Point(sum[4 * t], sum[4 * t + 1]);
        transcript = keccak256(
            abi.encode(
                keccak256("hanpyo.share.v1"),
                block.chainid,
                election,
                keccak256(abi.encodePacked(sum)),
                seat,
                publicKey(seat),
                BabyJubjub.toWords(bases),
                BabyJubjub.toWords(points)
            )
        );
        uint256[] memory coefficients = new uint256[](points.length);
        for (uint256 t = 0; t < points.length; ++t) {
            coefficients[t] = uint128(uint256(keccak256(abi.encode(transcript, t))));
        }
        return (transcript, BabyJubjub.multiSum(bases, coefficients), BabyJubjub.multiSum(points, coefficients));
    }

    function shareChallenge(bytes32 transcript, Point memory r1, Point memory r2) internal pure returns (uint256) {
        return uint128(uint256(keccak256(abi.encode(transcript, r1, r2))));
    }

    function _respond(uint256 challenge, uint256 seat, uint256 nonce) private pure returns (SigmaProof memory) {
        return SigmaProof(challenge, addmod(nonce, mulmod(challenge, secret(seat), L), L));
    }
}
