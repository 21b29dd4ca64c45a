// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ProposalTexts} from "../../../contracts/libraries/ProposalTexts.sol";
import {TextLeaf} from "../../../contracts/types/TextLeaf.sol";
import {deploy} from "../Deployment.sol";
import {ProposalTextCalculator} from "../mocks/ProposalTextCalculator.sol";
import {Seed} from "../naive/Seeds.sol";
import {vm} from "../Vm.sol";

contract ProposalTextsTest {
    ProposalTextCalculator private immutable CALCULATOR =
        ProposalTextCalculator(deploy("ProposalTextCalculator", ""));

    function testFuzz_hiding_paragraphs_leaves_the_digest(uint256 seed) external view {
        Seed memory draw = Seed(seed);
        TextLeaf[] memory leaves = _text(draw);
        bytes32 digest = CALCULATOR.digest(leaves);
        bytes32[] memory hashes = CALCULATOR.leafHashes(leaves);
        for (uint256 i = 2; i < leaves.length; ++i) {
            if (draw.onceIn(2)) leaves[i] = TextLeaf(hashes[i], "");
        }
        assert(CALCULATOR.digest(leaves) == digest);
    }

    function testFuzz_any_other_byte_salt_place_or_number_is_another_text(uint256 seed) external view {
        Seed memory draw = Seed(seed);
        TextLeaf[] memory leaves = _text(draw);
        bytes32 digest = CALCULATOR.digest(leaves);
        uint256 index = draw.below(leaves.length);
        TextLeaf memory leaf = leaves[index];

        leaf.word ^= bytes32(1 << draw.below(256));
        assert(CALCULATOR.digest(leaves) != digest);

        leaves = _text(Seed(seed));
        leaf = leaves[index];
        uint256 place = draw.below(leaf.text.length);
        leaf.text[place] = bytes1(uint8(leaf.text[place]) ^ uint8(1 << draw.below(8)));
        assert(CALCULATOR.digest(leaves) != digest);

        leaves = _text(Seed(seed));
        uint256 other = (index + 1) % leaves.length;
        (leaves[index], leaves[other]) = (leaves[other], leaves[index]);
        assert(CALCULATOR.digest(leaves) != digest);

        assert(CALCULATOR.digest(_without(_text(Seed(seed)), index)) != digest);
    }

    function testFuzz_content_holds_template_question_and_all_leaves(uint256 seed) external view {
        Seed memory draw = Seed(seed);
        TextLeaf[] memory leaves = _text(draw);
        (bytes32 template, bytes memory question) = (bytes32(draw.next()), abi.encode(draw.next()));
        bytes memory content = CALCULATOR.content(template, question, leaves);
        (bytes32 format, bytes32 shownTemplate, bytes memory shownQuestion, TextLeaf[] memory shown) =
            abi.decode(content, (bytes32, bytes32, bytes, TextLeaf[]));
        assert(format == "hanpyo-proposal-content-1" && shownTemplate == template);
        assert(keccak256(shownQuestion) == keccak256(question));
        assert(keccak256(abi.encode(shown)) == keccak256(abi.encode(leaves)));
    }

    function test_a_text_has_3_to_64_leaves() external {
        _refused(_leaves(2, 10), abi.encodeWithSelector(ProposalTexts.LeafCountWrong.selector, 2, 3, 64));
        _refused(new TextLeaf[](0), abi.encodeWithSelector(ProposalTexts.LeafCountWrong.selector, 0, 3, 64));
        CALCULATOR.leafHashes(_leaves(3, 10));
        CALCULATOR.leafHashes(_leaves(64, 10));
        _refused(_leaves(65, 10), abi.encodeWithSelector(ProposalTexts.LeafCountWrong.selector, 65, 3, 64));
    }

    function test_a_text_has_at_most_24576_bytes_its_title_256_and_its_header_1024() external {
        TextLeaf[] memory leaves = _leaves(4, 10);
        (leaves[0].text, leaves[1].text) = (new bytes(1024), new bytes(256));
        leaves[2].text = new bytes(24_576 - 1024 - 256 - 10);
        CALCULATOR.leafHashes(leaves);
        leaves[3].text = new bytes(11);
        _refused(leaves, abi.encodeWithSelector(ProposalTexts.TextTooLong.selector, 2, 24_577, 24_576));

        leaves = _leaves(3, 10);
        leaves[1].text = new bytes(257);
        _refused(leaves, abi.encodeWithSelector(ProposalTexts.TextTooLong.selector, 1, 257, 256));
        leaves[0].text = new bytes(1025);
        _refused(leaves, abi.encodeWithSelector(ProposalTexts.TextTooLong.selector, 0, 1025, 1024));
    }

    function test_header_and_title_are_never_hidden() external {
        for (uint256 i = 0; i < 2; ++i) {
            TextLeaf[] memory leaves = _leaves(3, 10);
            leaves[i] = TextLeaf(CALCULATOR.leafHashes(leaves)[i], "");
            _refused(leaves, abi.encodeWithSelector(ProposalTexts.HeadLeafHidden.selector, i));
        }
        TextLeaf[] memory hidden = _leaves(3, 10);
        hidden[2].text = "";
        assert(CALCULATOR.leafHashes(hidden)[2] == hidden[2].word);
    }

    function _refused(TextLeaf[] memory leaves, bytes memory reason) private {
        vm.expectRevert(reason);
        CALCULATOR.leafHashes(leaves);
    }

    function _text(Seed memory draw) private pure returns (TextLeaf[] memory leaves) {
        leaves = new TextLeaf[](4 + draw.below(6));
        for (uint256 i = 0; i < leaves.length; ++i) {
            bytes memory text = new bytes(1 + draw.below(80));
            for (uint256 j = 0; j < text.length; ++j) text[j] = bytes1(uint8(draw.next()));
            leaves[i] = TextLeaf(bytes32(draw.next()), text);
        }
    }

    function _leaves(uint256 count, uint256 length) private pure returns (TextLeaf[] memory leaves) {
        leaves = new TextLeaf[](count);
        for (uint256 i = 0; i < count; ++i) leaves[i] = TextLeaf(bytes32(i + 1), new bytes(length));
    }

    function _without(TextLeaf[] memory leaves, uint256 index) private pure returns (TextLeaf[] memory fewer) {
        fewer = new TextLeaf[](leaves.length - 1);
        for (uint256 i = 0; i < fewer.length; ++i) fewer[i] = leaves[i < index ? i : i + 1];
    }
}
