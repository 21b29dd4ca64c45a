// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ResidentRegistry} from "../../../contracts/registry/ResidentRegistry.sol";
import {IOffices, RecoverySignatures, RotationSignatures} from "../../../contracts/types/IOffices.sol";
import {
    Enrolment,
    IResidentRegistry,
    Newcomer,
    NewcomerBatch,
    Resident
} from "../../../contracts/types/IResidentRegistry.sol";
import {NaiveCurve} from "../naive/NaiveCurve.sol";
import {NaiveRolls} from "../naive/NaiveRolls.sol";
import {Seed} from "../naive/Seeds.sol";
import {vm} from "../Vm.sol";

/// @notice Offices, impostors and time; predicts what the registry answers and keeps what it should hold.
contract RegistryHandler is NaiveRolls {
    error Surprise(bytes output, bytes expected);
    error RefusedAsExpected();

    uint256 public constant PEOPLE = 12;
    uint256 public constant ROLLS = 3;
    uint256 public constant BODY = 5;
    uint48 private constant FAR = 4_102_444_800;
    uint256 private constant LIFE = 30 days;

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
    uint256 public rotationNonce;
    /// Of the pending recovery: which office, its successor's key, from when on (0 for none).
    uint256 private lostOffice;
    uint256 private successor;
    uint256 public recoverableAt;
    uint256 public recoveryNonce;
    uint256 public rotations;
    uint256 public recoveries;
    uint256 public vetoes;
    /// Of each office, when it was last recovered (0 for never), and which of them last.
    uint256[2] public recoveredAt;
    uint256 private lastRecovered;
    /// Batches of newcomers that the registry took.
    uint256 public batches;

    constructor(ResidentRegistry registry) {
        REGISTRY = registry;
    }

    function act(uint256 entropy) external {
        Seed memory random = Seed(uint256(keccak256(abi.encode(entropy, ++steps))));
        if (random.below(16) > 5) return _actOnOffices(random);

        // What was expected to be refused is undone in the model as well.
        bytes memory action = random.onceIn(3)
            ? abi.encodeCall(this.enrolNewcomers, (random.next()))
            : abi.encodeCall(this.enrol, (random.next()));
        (bool ok, bytes memory reason) = address(this).call(action);
        if (!ok && bytes4(reason) != RefusedAsExpected.selector) revert Surprise(reason, "");
    }

    function actOnOffices(uint256 entropy) external {
        _actOnOffices(Seed(uint256(keccak256(abi.encode(entropy, ++steps)))));
    }

    function _actOnOffices(Seed memory random) private {
        uint256 kind = random.below(10);
        if (kind == 0) _announce(random);
        else if (kind == 1) _rotate(random);
        else if (kind == 2) _announceRecovery(random);
        else if (kind == 3 || kind == 4) _recover(random);
        else if (kind == 5 && random.onceIn(2)) _veto(random);
        else _pass(random);
    }

    /// @notice As the registry shows announcements: 0 once they have lapsed.
    function shownAt(uint256 due) external view returns (uint256) {
        return block.timestamp < due + LIFE ? due : 0;
    }

    /// @dev Some seconds, some days, or to the edge of what is announced.
    function _pass(Seed memory random) private {
        uint256 due = random.onceIn(2) ? recoverableAt : effectiveAt;
        uint256 edge = due + (random.onceIn(4) ? LIFE : 0) + random.below(2);
        if (due != 0 && --edge > block.timestamp && random.onceIn(2)) vm.warp(edge);
        else vm.warp(block.timestamp + (random.onceIn(3) ? 1 days * (1 + random.below(40)) : random.below(3)));
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
            uint256 flaw = i == spoilt ? random.below(11) : 11;
            if (flaw < 11) expected = _spoil(entry, person, flaw, random);
            if (flaw == 11 || expected.length == 0) _apply(entry, person);
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

    /// @notice Enrols one to three newcomers under one signature of each office; some are none.
    function enrolNewcomers(uint256 seed) external {
        Seed memory random = Seed(seed);
        NewcomerBatch memory batch;
        (batch.rollIds, batch.expiresAt) = (_someRolls(random), FAR);
        batch.newcomers = new Newcomer[](1 + random.below(random.onceIn(2) ? 1 : 3));
        uint256 flaw = random.below(16);
        bytes memory expected;
        bool isProved = true;
        uint256 first = random.onceIn(4) ? random.below(PEOPLE) : _firstNewPerson();
        for (uint256 i = 0; i < batch.newcomers.length; ++i) {
            uint256 person = (first + i) % PEOPLE;
            Newcomer memory newcomer = batch.newcomers[i];
            (newcomer.registrarPseudonym, newcomer.approverPseudonym) = (pseudonym(1, person), pseudonym(2, person));
            newcomer.identityCommitment = uint256(keccak256(abi.encode(++fresh))) % NaiveCurve.R;
            bytes memory fault;
            if (flaw < 5 && i == batch.newcomers.length - 1) fault = _spoilNewcomer(newcomer, person, flaw, random);
            // Whoever is known joins no batch.
            bool isKnown = newcomer.registrarPseudonym != 0 && residents[person].sequence > 0;
            if (isKnown && bytes4(fault) != IResidentRegistry.IdentityCommitmentInvalid.selector) {
                fault = abi.encodeWithSelector(
                    IResidentRegistry.ResidentRecordDiffers.selector, newcomer.registrarPseudonym
                );
            }
            if (expected.length == 0) expected = fault;
            if (newcomer.proof[0] != 0) isProved = false;
            if (expected.length == 0) _applyNewcomer(newcomer, batch.rollIds, person);
        }
        if (expected.length == 0 && !isProved) {
            expected = abi.encodeWithSelector(IResidentRegistry.EnrolmentProofInvalid.selector);
        }
        bytes memory early = _spoilBatch(batch, flaw, random);
        if (early.length > 0) expected = early;
        if (!_call(abi.encodeCall(IResidentRegistry.enrolNewcomers, (batch)), expected, random)) {
            revert RefusedAsExpected();
        }
        ++batches;
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
            entry.rollIds = _someRolls(random);
        }
        entry.earlier = known;
        entry.siblings = new uint256[][](known.rollIds.length);
    }

    function _someRolls(Seed memory random) private pure returns (uint256[] memory rollIds) {
        uint256 chosen = 1 + random.below((1 << ROLLS) - 1);
        rollIds = new uint256[](_bits(chosen));
        uint256 place;
        for (uint256 roll = 0; roll < ROLLS; ++roll) {
            if ((chosen >> roll) & 1 == 1) rollIds[place++] = roll;
        }
    }

    /// @dev What the registry must answer; empty if the flaw does not apply to this entry.
    function _spoil(Enrolment memory entry, uint256 person, uint256 flaw, Seed memory random)
        private
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
            if (removal) entry.rollIds = _someRolls(random);
            // The registry notices when it joins: the earlier one must have left by then.
            _leaveAll(entry, person);
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
        if (flaw == 8) return abi.encodeWithSelector(IOffices.OfficeSignatureInvalid.selector, address(0));
        if (flaw == 9 && residents[person].sequence == 0) {
            (entry.identityCommitment, entry.rollIds) = (0, new uint256[](0));
            return abi.encodeWithSelector(IResidentRegistry.ResidentUnknown.selector, entry.registrarPseudonym);
        }
        if (flaw == 10) {
            _spoilRecord(entry, person, random);
            return abi.encodeWithSelector(IResidentRegistry.ResidentRecordDiffers.selector, entry.registrarPseudonym);
        }
        return "";
    }

    /// @dev A record that is not this resident's: one word of it is another, or it is somebody else's, or none.
    function _spoilRecord(Enrolment memory entry, uint256 person, Seed memory random) private view {
        uint256 kind = random.below(6);
        if (residents[person].sequence == 0) {
            // For a newcomer, none but one would do.
            entry.earlier.sequence = 1;
            entry.sequence = 2;
        } else if (kind == 0) {
            entry.earlier.approverPseudonym = pseudonym(2, (person + 1) % PEOPLE);
            entry.approverPseudonym = entry.earlier.approverPseudonym;
        } else if (kind == 1) {
            ++entry.earlier.sequence;
            ++entry.sequence;
        } else if (kind == 2) {
            ++entry.earlier.identityCommitment;
        } else if (kind == 3) {
            entry.earlier.rollIds = new uint256[](residents[person].rollIds.length + 1);
        } else if (kind == 4) {
            entry.earlier = Resident(0, 0, 0, new uint256[](0));
            entry.sequence = 1;
        } else {
            entry.earlier.rollIds = new uint256[](residents[person].rollIds.length == 0 ? 1 : 0);
        }
    }

    /// @dev What is wrong with a newcomer, who is somebody new.
    function _spoilNewcomer(Newcomer memory newcomer, uint256 person, uint256 flaw, Seed memory random)
        private
        view
        returns (bytes memory)
    {
        if (flaw == 0) {
            newcomer.identityCommitment = random.onceIn(2) ? 0 : NaiveCurve.R + random.below(2);
            return abi.encodeWithSelector(
                IResidentRegistry.IdentityCommitmentInvalid.selector, newcomer.identityCommitment
            );
        }
        if (flaw == 1 && issued.length > 0) {
            newcomer.identityCommitment = issued[random.below(issued.length)];
            return
                abi.encodeWithSelector(IResidentRegistry.IdentityCommitmentUsed.selector, newcomer.identityCommitment);
        }
        uint256 other = (person + 1 + random.below(PEOPLE - 1)) % PEOPLE;
        if (flaw == 2 && residents[other].sequence > 0) newcomer.approverPseudonym = pseudonym(2, other);
        if (flaw == 3) newcomer.registrarPseudonym = 0;
        if (flaw == 4) newcomer.proof[0] = type(uint256).max;
        if (newcomer.registrarPseudonym != 0 && newcomer.approverPseudonym == pseudonym(2, person)) return "";
        return abi.encodeWithSelector(
            IResidentRegistry.PseudonymMismatch.selector, newcomer.registrarPseudonym, newcomer.approverPseudonym
        );
    }

    /// @dev What is looked at before any newcomer; signs what is left as it is.
    function _spoilBatch(NewcomerBatch memory batch, uint256 flaw, Seed memory random)
        private
        view
        returns (bytes memory expected)
    {
        if (flaw == 5) {
            batch.expiresAt = uint48(block.timestamp - random.below(2));
            expected =
                abi.encodeWithSelector(IResidentRegistry.VoucherExpired.selector, batch.expiresAt, block.timestamp);
        }
        if (flaw == 6) {
            batch.rollIds = new uint256[](2 * random.below(2));
            expected = abi.encodeWithSelector(IResidentRegistry.RollIdsInvalid.selector);
        }
        _signBatch(batch, flaw == 7 ? random.below(2) : 2, random);
        if (flaw > 6 && flaw < 9) expected = abi.encodeWithSelector(IOffices.OfficeSignatureInvalid.selector, address(0));
        if (flaw == 8) _alter(batch, random);
    }

    /// @dev Whatever both offices signed, as a submitter might have it otherwise.
    function _alter(NewcomerBatch memory batch, Seed memory random) private pure {
        uint256 kind = random.below(6);
        Newcomer memory last = batch.newcomers[batch.newcomers.length - 1];
        if (kind == 0) ++batch.expiresAt;
        else if (kind == 1) batch.rollIds[0] += ROLLS;
        else if (kind == 2) last.approverPseudonym = bytes32(uint256(last.approverPseudonym) ^ 1);
        else if (kind == 3) last.registrarPseudonym = bytes32(uint256(last.registrarPseudonym) ^ 1);
        else if (kind == 4) last.identityCommitment ^= 1;
        else batch.newcomers = new Newcomer[](batch.newcomers.length - 1);
    }

    function _applyNewcomer(Newcomer memory newcomer, uint256[] memory rollIds, uint256 person) private {
        Resident storage known = residents[person];
        for (uint256 i = 0; i < rollIds.length; ++i) _join(rollIds[i], newcomer.identityCommitment);
        (known.approverPseudonym, known.sequence) = (newcomer.approverPseudonym, 1);
        (known.identityCommitment, known.rollIds) = (newcomer.identityCommitment, rollIds);
        _issue(newcomer.identityCommitment);
    }

    /// @dev With a stranger's key for office `forged`, if it is 0 or 1.
    function _signBatch(NewcomerBatch memory batch, uint256 forged, Seed memory random) private view {
        bytes memory hashes;
        for (uint256 i = 0; i < batch.newcomers.length; ++i) {
            Newcomer memory one = batch.newcomers[i];
            bytes32 hash = _hash(
                "Newcomer(bytes32 registrarPseudonym,bytes32 approverPseudonym,uint256 identityCommitment)",
                abi.encode(one.registrarPseudonym, one.approverPseudonym, one.identityCommitment)
            );
            hashes = abi.encodePacked(hashes, hash);
        }
        bytes32 message = _hash(
            "NewcomerBatch(Newcomer[] newcomers,uint256[] rollIds,uint48 expiresAt)Newcomer(bytes32 registrarPseudonym,bytes32 approverPseudonym,uint256 identityCommitment)",
            abi.encode(keccak256(hashes), keccak256(abi.encodePacked(batch.rollIds)), batch.expiresAt)
        );
        uint256 wrong = random.onceIn(2) ? 1000 : keys[1 - (forged & 1)];
        batch.registrarSignature = _signature(forged == 0 ? wrong : keys[0], message);
        batch.approverSignature = _signature(forged == 1 ? wrong : keys[1], message);
    }

    function _apply(Enrolment memory entry, uint256 person) private {
        Resident storage known = residents[person];
        _leaveAll(entry, person);
        for (uint256 i = 0; i < entry.rollIds.length; ++i) _join(entry.rollIds[i], entry.identityCommitment);
        (known.approverPseudonym, known.sequence) = (entry.approverPseudonym, entry.sequence);
        (known.identityCommitment, known.rollIds) = (entry.identityCommitment, entry.rollIds);
        if (entry.identityCommitment != 0) _issue(entry.identityCommitment);
    }

    function _leaveAll(Enrolment memory entry, uint256 person) private {
        Resident storage known = residents[person];
        for (uint256 i = 0; i < known.rollIds.length; ++i) {
            entry.siblings[i] = _leave(known.rollIds[i], known.identityCommitment);
        }
    }

    /// @dev Somebody whom the registry does not know, if there is anybody.
    function _firstNewPerson() private view returns (uint256 person) {
        while (person < PEOPLE - 1 && residents[person].sequence > 0) ++person;
    }

    function _issue(uint256 identityCommitment) private {
        issued.push(identityCommitment);
        if (!seen[identityCommitment]) ++distinct;
        seen[identityCommitment] = true;
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
        uint256[2] memory next = [_candidate(0, random), _candidate(1, random)];
        (address a, address b) = (vm.addr(next[0]), vm.addr(next[1]));
        bool stale = rotationNonce > 0 && random.onceIn(4);
        bytes memory facts = abi.encode(a, b, stale ? rotationNonce - 1 : rotationNonce);
        bytes32 hash = _hash("Rotation(address registrar,address approver,uint256 nonce)", facts);
        bytes32 acceptance = _hash("RotationAcceptance(address registrar,address approver,uint256 nonce)", facts);
        uint256 forged = random.onceIn(2) ? random.below(4) : 4;
        RotationSignatures memory signatures = RotationSignatures({
            registrar: _signature(forged == 0 ? 1000 : keys[0], hash),
            approver: _signature(forged == 1 ? 1000 : keys[1], hash),
            nextRegistrar: _signature(forged == 2 ? 1000 : next[0], acceptance),
            nextApprover: _signature(forged == 3 ? 1000 : next[1], acceptance)
        });
        bytes memory expected;
        if (forged == 3 && !_holds(next[1])) expected = abi.encodeWithSelector(IOffices.AcceptanceInvalid.selector, b);
        if (forged == 2 && !_holds(next[0])) expected = abi.encodeWithSelector(IOffices.AcceptanceInvalid.selector, a);
        if (stale || forged < 2) {
            expected = abi.encodeWithSelector(IOffices.OfficeSignatureInvalid.selector, address(0));
        }
        if (next[1] == keys[0]) expected = abi.encodeWithSelector(IOffices.OfficeChangesSeat.selector, b);
        if (next[0] == keys[1]) expected = abi.encodeWithSelector(IOffices.OfficeChangesSeat.selector, a);
        if (next[0] == BODY || next[1] == BODY) {
            expected = abi.encodeWithSelector(IOffices.OfficesMustDiffer.selector, vm.addr(BODY));
        }
        if (a == b) expected = abi.encodeWithSelector(IOffices.OfficesMustDiffer.selector, a);
        if (!_call(abi.encodeCall(IOffices.announceRotation, (a, b, signatures)), expected, random)) return;
        (nextKeys, effectiveAt) = (next, block.timestamp + REGISTRY.rotationDelay());
        recoverableAt = 0;
        ++rotationNonce;
        ++recoveryNonce;
        ++rotations;
    }

    function _rotate(Seed memory random) private {
        bytes memory expected;
        if (effectiveAt == 0) {
            expected = abi.encodeWithSelector(IOffices.RotationNotAnnounced.selector);
        } else if (block.timestamp < effectiveAt) {
            expected = abi.encodeWithSelector(IOffices.RotationNotReady.selector, effectiveAt, block.timestamp);
        } else if (block.timestamp >= effectiveAt + LIFE) {
            expected = _lapsed(effectiveAt);
        }
        if (!_call(abi.encodeCall(IOffices.rotate, ()), expected, random)) return;
        (keys, effectiveAt, recoverableAt) = (nextKeys, 0, 0);
    }

    function _announceRecovery(Seed memory random) private {
        uint256 office = random.below(2);
        uint256 lost = random.onceIn(6) ? 1000 : keys[office];
        uint256 next = random.onceIn(6) ? [keys[0], keys[1], BODY][random.below(3)] : 20 + random.below(3);
        bool stale = recoveryNonce > 0 && random.onceIn(6);
        bytes memory facts = abi.encode(vm.addr(lost), vm.addr(next), stale ? recoveryNonce - 1 : recoveryNonce);
        bytes32 hash = _hash("Recovery(address lost,address successor,uint256 nonce)", facts);
        bytes32 acceptance = _hash("RecoveryAcceptance(address lost,address successor,uint256 nonce)", facts);
        uint256 forged = random.onceIn(2) ? random.below(3) : 3;
        // The thief of one key has everything but the other office's word.
        uint256 thief = random.onceIn(2) ? keys[office] : 1000;
        RecoverySignatures memory signatures = RecoverySignatures({
            body: _signature(forged == 0 ? thief : BODY, hash),
            otherOffice: _signature(forged == 1 ? thief : keys[1 - office], hash),
            successor: _signature(forged == 2 ? thief : next, acceptance)
        });
        bytes memory expected = _recoveryRefusal(office, lost, next, stale ? 0 : forged);
        bytes memory call = abi.encodeCall(IOffices.announceRecovery, (vm.addr(lost), vm.addr(next), signatures));
        if (!_call(call, expected, random)) return;
        (lostOffice, successor, recoverableAt) = (office, next, block.timestamp + 30 days);
        ++recoveryNonce;
        ++rotationNonce;
    }

    function _recoveryRefusal(uint256 office, uint256 lost, uint256 next, uint256 forged)
        private
        view
        returns (bytes memory)
    {
        if (lost == 1000) return abi.encodeWithSelector(IOffices.NotAnOffice.selector, vm.addr(lost));
        if (next == keys[0] || next == keys[1] || next == BODY) {
            return abi.encodeWithSelector(IOffices.OfficesMustDiffer.selector, vm.addr(next));
        }
        if (recoverableAt != 0 && block.timestamp < recoverableAt + LIFE) {
            address pending = vm.addr(keys[lostOffice]);
            return abi.encodeWithSelector(IOffices.RecoveryPending.selector, pending, recoverableAt);
        }
        uint256 other = recoveredAt[1 - office];
        if (other != 0 && lastRecovered != office && block.timestamp + 30 days < other + 365 days) {
            return abi.encodeWithSelector(IOffices.OtherOfficeRecovered.selector, other + 365 days);
        }
        if (forged == 0) return abi.encodeWithSelector(IOffices.BodySignatureInvalid.selector, vm.addr(BODY));
        if (forged == 1) return abi.encodeWithSelector(IOffices.OfficeSignatureInvalid.selector, address(0));
        if (forged == 2) return abi.encodeWithSelector(IOffices.AcceptanceInvalid.selector, vm.addr(next));
        return "";
    }

    function _recover(Seed memory random) private {
        bytes memory expected;
        if (recoverableAt == 0) {
            expected = abi.encodeWithSelector(IOffices.RecoveryNotAnnounced.selector);
        } else if (block.timestamp < recoverableAt) {
            expected = abi.encodeWithSelector(IOffices.RecoveryNotReady.selector, recoverableAt, block.timestamp);
        } else if (block.timestamp >= recoverableAt + LIFE) {
            expected = _lapsed(recoverableAt);
        }
        if (!_call(abi.encodeCall(IOffices.recover, ()), expected, random)) return;
        uint256 other = recoveredAt[1 - lostOffice];
        assert(other == 0 || block.timestamp >= other + 365 days);
        keys[lostOffice] = successor;
        (recoveredAt[lostOffice], lastRecovered) = (block.timestamp, lostOffice);
        (effectiveAt, recoverableAt) = (0, 0);
        ++rotationNonce;
        ++recoveries;
    }

    function _veto(Seed memory random) private {
        uint256 key = random.onceIn(2) ? keys[lostOffice] : [keys[1 - lostOffice], BODY, successor + 1000][random.below(3)];
        bytes memory facts = abi.encode(vm.addr(keys[lostOffice]), vm.addr(successor + 1), recoveryNonce);
        if (recoverableAt != 0) facts = abi.encode(vm.addr(keys[lostOffice]), vm.addr(successor), recoveryNonce);
        bytes32 hash = _hash("RecoveryVeto(address lost,address successor,uint256 nonce)", facts);
        bytes memory expected;
        if (key != keys[lostOffice]) {
            expected = abi.encodeWithSelector(IOffices.OfficeSignatureInvalid.selector, address(0));
        }
        if (recoverableAt == 0) expected = abi.encodeWithSelector(IOffices.RecoveryNotAnnounced.selector);
        if (!_call(abi.encodeCall(IOffices.vetoRecovery, (_signature(key, hash))), expected, random)) return;
        recoverableAt = 0;
        ++vetoes;
    }

    /// @dev A new key, sometimes the present one, seldom the other office's or the body's.
    function _candidate(uint256 office, Seed memory random) private view returns (uint256) {
        if (random.onceIn(12)) return BODY;
        if (random.onceIn(12)) return keys[1 - office];
        return random.onceIn(4) ? keys[office] : 10 + random.below(4);
    }

    function _holds(uint256 key) private view returns (bool) {
        return key == keys[0] || key == keys[1];
    }

    function _lapsed(uint256 due) private view returns (bytes memory) {
        return abi.encodeWithSelector(IOffices.AnnouncementLapsed.selector, due + LIFE, block.timestamp);
    }

    /// @param facts Words.
    function _hash(string memory typeString, bytes memory facts) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(keccak256(bytes(typeString)), facts));
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
        if (bytes4(expected) == IOffices.OfficeSignatureInvalid.selector) {
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
