// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Proposals} from "../../../contracts/proposals/Proposals.sol";
import {Templates} from "../../../contracts/proposals/Templates.sol";
import {ProposalParties} from "../../../contracts/types/IProposalParties.sol";
import {IProposals, Proposal} from "../../../contracts/types/IProposals.sol";
import {ITemplates, Publication, Template} from "../../../contracts/types/ITemplates.sol";
import {deploy} from "../Deployment.sol";
import {MockElectionFactoryNaming} from "../mocks/MockElectionFactoryNaming.sol";
import {MockRollFactoryAcceptsAll} from "../mocks/MockRollFactoryAcceptsAll.sol";
import {MockRollHistory} from "../mocks/MockRollHistory.sol";
import {MockVerifierAcceptsAll} from "../mocks/MockVerifierAcceptsAll.sol";
import {IRollFactory} from "../../../contracts/types/IRollFactory.sol";
import {vm} from "../Vm.sol";
import {FuzzSelector} from "./ElectionInvariants.sol";
import {ProposalsHandler} from "./ProposalsHandler.sol";

/// @notice Templates and proposals over mocks of rolls and circuit.
contract ProposalsInvariantsTest {
    error TooSeldom(bytes32 what);

    Templates private templates;
    Proposals private proposals;
    ProposalsHandler private handler;

    function setUp() external {
        vm.warp(1_800_000_000);
        IRollFactory rollFactory = IRollFactory(address(new MockRollFactoryAcceptsAll()));
        templates = Templates(deploy("Templates", abi.encode(new MockElectionFactoryNaming(rollFactory))));
        proposals = Proposals(deploy("Proposals", abi.encode(templates, new MockVerifierAcceptsAll(4))));
        handler = new ProposalsHandler(templates, proposals, new MockRollHistory(false));
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), new bytes4[](1));
        targets[0].selectors[0] = ProposalsHandler.act.selector;
    }

    function invariant_supports_are_the_residents_with_an_odd_number_of_changes() external view {
        ProposalsHandler.Known[] memory known = handler.known();
        for (uint256 i = 0; i < known.length; ++i) _checkSupports(known[i]);
    }

    function invariant_a_reached_quota_stays_reached_and_nothing_else_of_a_proposal_changes() external view {
        ProposalsHandler.Known[] memory known = handler.known();
        for (uint256 i = 0; i < known.length; ++i) _checkFacts(known[i]);
    }

    function invariant_templates_stay_as_published_and_a_series_goes_forward() external view {
        _checkTemplates();
    }

    function test_everything_happens_and_is_refused_in_every_way() external {
        for (uint256 i = 0; i < 1500; ++i) handler.act(i);
        if (handler.taken() < 100) revert TooSeldom("taken");
        if (handler.reached() < 2) revert TooSeldom("reached");
        for (uint256 reason = 0; reason < 6; ++reason) {
            if (handler.skipped(reason) == 0) revert TooSeldom(bytes32(reason));
        }
        bytes4[12] memory refusals = [
            ITemplates.TemplateUnknown.selector,
            ITemplates.TemplateNotCurrent.selector,
            ITemplates.TemplateNotYetInForce.selector,
            ITemplates.WeeklyCensusTooSmall.selector,
            ITemplates.WeeklyCensusTooDeep.selector,
            IProposals.CutNotCurrent.selector,
            IProposals.CutNotPast.selector,
            IProposals.PeriodNotCurrent.selector,
            IProposals.SlotTooHigh.selector,
            IProposals.SlotUsed.selector,
            IProposals.PostProofInvalid.selector,
            IProposals.ActionProofsInvalid.selector
        ];
        for (uint256 i = 0; i < refusals.length; ++i) {
            if (handler.refused(refusals[i]) == 0) revert TooSeldom(refusals[i]);
        }
        ProposalsHandler.Known[] memory known = handler.known();
        for (uint256 i = 0; i < known.length; ++i) {
            _checkSupports(known[i]);
            _checkFacts(known[i]);
        }
        _checkTemplates();
    }

    function _checkSupports(ProposalsHandler.Known memory known) private view {
        uint256 odd;
        for (uint256 resident = 0; resident < handler.RESIDENTS(); ++resident) {
            uint256 changes = proposals.changes(handler.nullifierOf(resident, known.id));
            assert(changes <= 14);
            odd += changes % 2;
        }
        assert(odd == known.supporters);
        assert(proposals.proposal(known.id).supporters == odd);
    }

    function _checkFacts(ProposalsHandler.Known memory known) private view {
        Proposal memory found = proposals.proposal(known.id);
        assert(handler.frozenFacts(known.id) == known.frozen);
        assert(found.templateHash == known.templateHash && found.censusRoot != 0);
        assert(found.reachedAt == known.reachedAt);
        assert((found.reachedAt != 0) == (found.supporters == known.quota));
        IProposals.State expected = found.reachedAt != 0
            ? IProposals.State.Reached
            : block.timestamp < known.closesAt ? IProposals.State.Open : IProposals.State.Expired;
        assert(proposals.state(known.id) == expected);
        ProposalParties memory parties = proposals.partiesOf(known.id);
        Template memory template = handler.template(known.template);
        assert(parties.organizer == template.organizer && parties.reviewer == template.reviewer);
        assert(parties.council == template.council && parties.closesAt == known.closesAt);
    }

    function _checkTemplates() private view {
        uint256 published;
        for (uint256 i = 0; i < handler.TEMPLATES_MADE(); ++i) {
            bytes32 hash = templates.hashOf(handler.template(i));
            Template memory template = handler.template(i);
            Publication memory found = templates.publication(hash);
            assert(found.inForceFrom == handler.inForceFrom(i) && found.takenOverAt == handler.takenOverAt(i));
            if (found.inForceFrom == 0) {
                assert(found.reviewer == address(0) && found.council == address(0));
                continue;
            }
            assert(found.reviewer == template.reviewer && found.council == template.council);
            assert(found.organizer == address(handler) && found.serial == ++published);
        }
        uint256 inForce = handler.inForce();
        assert((inForce == 0) == (published == 0));
        bytes32 series = keccak256(
            abi.encode(
                keccak256("hanpyo.series.v1"),
                address(handler),
                false,
                bytes32("ordinances"),
                handler.template(0).rolls,
                handler.template(0).rollId,
                handler.template(0).kind
            )
        );
        bytes32 expected = inForce == 0 ? bytes32(0) : templates.hashOf(handler.template(inForce - 1));
        assert(templates.current(series) == expected);
    }
}
