// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ResidentRegistry} from "../../../contracts/registry/ResidentRegistry.sol";
import {Enrolment, IResidentRegistry, Resident} from "../../../contracts/types/IResidentRegistry.sol";
import {NaiveCurve} from "../naive/NaiveCurve.sol";
import {NaiveRolls} from "../naive/NaiveRolls.sol";
import {Seed} from "../naive/Seeds.sol";
import {vm} from "../Vm.sol";

/// @notice Offices, impostors and time; predicts what the registry answers and keeps what it should hold.
contract RegistryHandler is NaiveRolls {
    error Surprise(bytes output, bytes expected);
    error RefusedAsExpected();

    uint256 public constant PEOPLE = 6;
    uint256 public constant ROLLS = 3;
    uint48 private constant FAR = 4_102_444_800;

    ResidentRegistry public immutable REGISTRY;
    uint256 private steps;
    uint256 private fresh;
    mapping(uint256 person => Resident) private residents;
    uint256[] public issued;
    /// How many different ones `issued` has.
    uint256 public distinct;
    mapping(uint256 identityCommitment => bool) private seen;
    /// Numbers of the keys in force, and of the announced ones (0 for none).
    uint256[2] public keys = [uint256(1), 2];
    uint256[2] public nextKeys;
    uint256 public effectiveAt;
    uint256 public rotations;

    constructor(ResidentRegistry registry) {
        REGISTRY = registry;
    }

    function act(uint256 entropy) external {
        Seed memory random = Seed(uint256(keccak256(abi.encode(entropy, ++steps))));
        uint256 kind = random.below(10);
        if (kind < 6) {
            // What was expected to be refused is undone in the model as well.
            try this.enrol(random.next()) {}
            catch (bytes memory reason) {
                if (bytes4(reason) != RefusedAsExpected.selector) revert Surprise(reason, "");
            }
        } else if (kind == 6) {
            _announce(random);
        } else if (kind == 7) {
            _rotate(random);
        } else {
            vm.warp(block.timestamp + (random.onceIn(4) ? 1 days : random.below(3)));
        }
    }

    /// @notice Enrols, re-issues or removes one to three residents.
    function enrol(uint256 seed) external {
        Seed memory random = Seed(seed);
        Enrolment[] memory entries = new Enrolment[](1 + random.below(3));
        uint256 spoilt = random.onceIn(2) ? random.below(entries.length) : entries.length;
        bytes memory expected;
        for (uint256 i = 0; i < entries.length; ++i) {
            uint256 person = random.below(PEOPLE);
            Enrolment memory entry = _entry(person, random);
            uint256 flaw = i == spoilt ? random.below(10) : 10;
            if (flaw < 10) expected = _spoil(entry, person, flaw, random);
            if (flaw == 10 || expected.length == 0) _apply(entry, person);
            _sign(entry, flaw == 8 ? random.below(2) : 2, random);
            entries[i] = entry;
            if (expected.length > 0) {
                // Nothing after it is looked at, except for its proof.
                assembly ("memory-safe") {
                    mstore(entries, add(i, 1))
                }
                break;
            }
        }
        if (_call(abi.encodeCall(IResidentRegistry.enrol, (entries)), expected, random)) return;
        revert RefusedAsExpected();
    }

    function resident(uint256 person) external view returns (Resident memory) {
        return residents[person];
    }

    function issuedCount() external view returns (uint256) {
        return issued.length;
    }

    function pseudonym(uint256 office, uint256 person) public pure returns (bytes32) {
        return keccak256(abi.encode(office, person));
    }

    function _entry(uint256 person, Seed memory random) private returns (Enrolment memory entry) {
        Resident storage known = residents[person];
        (entry.registrarPseudonym, entry.approverPseudonym) = (pseudonym(1, person), pseudonym(2, person));
        entry.sequence = known.sequence + 1;
        entry.expiresAt = FAR;
        if (known.sequence == 0 || !random.onceIn(3)) {
            entry.identityCommitment = uint256(keccak256(abi.encode(++fresh))) % NaiveCurve.R;
            uint256 chosen = 1 + random.below((1 << ROLLS) - 1);
            entry.rollIds = new uint256[](_bits(chosen));
            uint256 place;
            for (uint256 roll = 0; roll < ROLLS; ++roll) {
                if ((chosen >> roll) & 1 == 1) entry.rollIds[place++] = roll;
            }
        }
        entry.siblings = new uint256[][](known.rollIds.length);
    }

    /// @dev What the registry must answer; empty if the flaw does not apply to this entry.
    function _spoil(Enrolment memory entry, uint256 person, uint256 flaw, Seed memory random)
        private
        view
        returns (bytes memory)
    {
        bool removal = entry.identityCommitment == 0;
        uint256 other = (person + 1) % PEOPLE;
        if (flaw == 0) {
            entry.expiresAt = uint48(block.timestamp - random.below(2));
            return abi.encodeWithSelector(IResidentRegistry.VoucherExpired.selector, entry.expiresAt, block.timestamp);
        }
        if (flaw == 1) {
            uint256 next = entry.sequence;
            entry.sequence = uint32(random.onceIn(2) ? next - 1 : next + 1);
            return abi.encodeWithSelector(IResidentRegistry.SequenceNotNext.selector, entry.sequence, next);
        }
        if (flaw == 2 && issued.length > 0) {
            entry.identityCommitment = issued[random.below(issued.length)];
            return abi.encodeWithSelector(IResidentRegistry.IdentityCommitmentUsed.selector, entry.identityCommitment);
        }
        if (flaw == 3) {
            entry.identityCommitment = NaiveCurve.R + random.below(2);
            return
                abi.encodeWithSelector(IResidentRegistry.IdentityCommitmentInvalid.selector, entry.identityCommitment);
        }
        if (flaw == 4 && (residents[person].sequence > 0 || residents[other].sequence > 0)) {
            entry.approverPseudonym = pseudonym(2, other);
            return abi.encodeWithSelector(
                IResidentRegistry.PseudonymMismatch.selector, entry.registrarPseudonym, entry.approverPseudonym
            );
        }
        if (flaw == 5) {
            entry.rollIds = new uint256[](removal ? 1 : 2 * random.below(2));
            return abi.encodeWithSelector(IResidentRegistry.RollIdsInvalid.selector);
        }
        if (flaw == 6 && !removal) {
            entry.proof[0] = type(uint256).max;
            return abi.encodeWithSelector(IResidentRegistry.EnrolmentProofInvalid.selector);
        }
        if (flaw == 7) {
            uint256 expected = residents[person].rollIds.length;
            entry.siblings = new uint256[][](expected + 1);
            return abi.encodeWithSelector(IResidentRegistry.SiblingsMissing.selector, expected + 1, expected);
        }
        if (flaw == 8) return abi.encodeWithSelector(IResidentRegistry.OfficeSignatureInvalid.selector, address(0));
        if (flaw == 9 && residents[person].sequence == 0) {
            (entry.identityCommitment, entry.rollIds) = (0, new uint256[](0));
            return abi.encodeWithSelector(IResidentRegistry.ResidentUnknown.selector, entry.registrarPseudonym);
        }
        return "";
    }

    function _apply(Enrolment memory entry, uint256 person) private {
        Resident storage known = residents[person];
        for (uint256 i = 0; i < known.rollIds.length; ++i) {
            entry.siblings[i] = _leave(known.rollIds[i], known.identityCommitment);
        }
        for (uint256 i = 0; i < entry.rollIds.length; ++i) _join(entry.rollIds[i], entry.identityCommitment);
        (known.approverPseudonym, known.sequence) = (entry.approverPseudonym, entry.sequence);
        (known.identityCommitment, known.rollIds) = (entry.identityCommitment, entry.rollIds);
        if (entry.identityCommitment == 0) return;
        issued.push(entry.identityCommitment);
        if (!seen[entry.identityCommitment]) ++distinct;
        seen[entry.identityCommitment] = true;
    }

    /// @dev With a stranger's key for office `forged`, if it is 0 or 1.
    function _sign(Enrolment memory entry, uint256 forged, Seed memory random) private view {
        bytes32 typeHash = keccak256(
            "Voucher(bytes32 pseudonym,uint32 sequence,uint256 identityCommitment,uint256[] rollIds,uint48 expiresAt)"
        );
        for (uint256 office = 0; office < 2; ++office) {
            bytes32 name = office == 0 ? entry.registrarPseudonym : entry.approverPseudonym;
            bytes32 rolls = keccak256(abi.encodePacked(entry.rollIds));
            bytes32 hash = keccak256(
                abi.encode(typeHash, name, entry.sequence, entry.identityCommitment, rolls, entry.expiresAt)
            );
            // A stranger's, or the other office's.
            uint256 wrong = random.onceIn(2) ? 1000 : keys[1 - office];
            bytes memory signature = _signature(office == forged ? wrong : keys[office], hash);
            if (office == 0) entry.registrarSignature = signature;
            else entry.approverSignature = signature;
        }
    }

    function _announce(Seed memory random) private {
        (uint256 first, uint256 second) = (10 + random.below(4), 10 + random.below(4));
        (address a, address b) = (vm.addr(first), vm.addr(second));
        bytes32 typeHash = keccak256("Rotation(address registrar,address approver,uint256 nonce)");
        bool stale = rotations > 0 && random.onceIn(4);
        bytes32 hash = keccak256(abi.encode(typeHash, a, b, stale ? rotations - 1 : rotations));
        uint256 forged = random.onceIn(3) ? random.below(2) : 2;
        bytes memory expected;
        if (stale || forged < 2) {
            expected = abi.encodeWithSelector(IResidentRegistry.OfficeSignatureInvalid.selector, address(0));
        }
        if (a == b) expected = abi.encodeWithSelector(IResidentRegistry.OfficesMustDiffer.selector, a);
        bytes memory call = abi.encodeCall(
            IResidentRegistry.announceRotation,
            (a, b, _signature(forged == 0 ? 1000 : keys[0], hash), _signature(forged == 1 ? 1000 : keys[1], hash))
        );
        if (!_call(call, expected, random)) return;
        (nextKeys, effectiveAt) = ([first, second], block.timestamp + REGISTRY.rotationDelay());
        ++rotations;
    }

    function _rotate(Seed memory random) private {
        bytes memory expected;
        if (effectiveAt == 0) {
            expected = abi.encodeWithSelector(IResidentRegistry.RotationNotAnnounced.selector);
        } else if (block.timestamp < effectiveAt) {
            expected =
                abi.encodeWithSelector(IResidentRegistry.RotationNotReady.selector, effectiveAt, block.timestamp);
        }
        if (!_call(abi.encodeCall(IResidentRegistry.rotate, ()), expected, random)) return;
        (keys, effectiveAt) = (nextKeys, 0);
    }

    function _signature(uint256 key, bytes32 structHash) private view returns (bytes memory) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Hanpyo ResidentRegistry"),
                keccak256("1"),
                block.chainid,
                REGISTRY
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked("\x19\x01", domain, structHash)));
        return abi.encodePacked(r, s, v);
    }

    /// @dev By anybody. An address in OfficeSignatureInvalid must be one of the offices.
    function _call(bytes memory data, bytes memory expected, Seed memory random) private returns (bool) {
        vm.prank(address(uint160(random.next())));
        (bool ok, bytes memory output) = address(REGISTRY).call(data);
        bool alike = keccak256(output) == keccak256(expected);
        if (bytes4(expected) == IResidentRegistry.OfficeSignatureInvalid.selector) {
            alike = keccak256(output) == keccak256(abi.encodeWithSelector(bytes4(expected), vm.addr(keys[0])))
                || keccak256(output) == keccak256(abi.encodeWithSelector(bytes4(expected), vm.addr(keys[1])));
        }
        if (ok != (expected.length == 0) || !alike) revert Surprise(output, expected);
        return ok;
    }

    function _bits(uint256 set) private pure returns (uint256 count) {
        for (; set != 0; set >>= 1) count += set & 1;
    }
}
