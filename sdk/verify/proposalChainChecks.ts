import { readBlock } from "../chain/blockTimes.ts";
import { type CompiledContract, compareCode } from "../chain/deployedCode.ts";
import { checkpointAt } from "../chain/publishedRolls.ts";
import type { VerificationKey } from "../proofs/groth16.ts";
import { type Check, equal, group, holds } from "./check.ts";
import { foldedWords, found } from "./clonedCode.ts";
import { addressOf, type CodeReader, codeAt, openValues } from "./electionCode.ts";
import { exportProposal } from "./exportProposal.ts";
import type { ProposalRecord } from "./proposalRecord.ts";
import { firstDifference } from "./recordDifference.ts";

/** The contracts of proposals as compiled from this source code. */
export type CompiledProposals = {
  readonly templates: CompiledContract;
  readonly proposals: CompiledContract;
  readonly notices: CompiledContract;
  /** Of Semaphore's circuit of depth 20. */
  readonly verifier: CompiledContract;
};

/**
 * P21.15: the record is what the chain says at the record's own block, field by field but for the text, which stands on
 * no chain, and that block is one of this chain, not after `reader.block`; the census is the roll's checkpoint at the
 * posting's cut. Throws what `exportProposal` throws where the chain cannot be read.
 */
export async function proposalChainChecks(
  record: ProposalRecord,
  { provider, block }: CodeReader,
): Promise<readonly Check[]> {
  const { chainId, id, notices, proposals, template, posting } = record;
  const sameChain = equal("P21.15 the record is of this chain", (await provider.getNetwork()).chainId, chainId);
  if (!sameChain.ok) return [sameChain];
  const until = record.block.number;
  const isPast = holds("P21.15 the record's block is final", until <= block, `at most ${block}`, until);
  if (!isPast.ok) return [sameChain, isPast];
  const known = await readBlock(until, provider);
  const place = { chainId: BigInt(chainId), proposals, notices, id: BigInt(id) };
  const onChain = await exportProposal(place, provider, until);
  const difference = firstDifference({ ...record, text: null }, onChain);
  return [
    sameChain,
    isPast,
    equal("P21.15 the record's block is one of this chain", known.hash, record.block.hash),
    holds(
      "P21.15 record equals the chain",
      difference === undefined,
      `every field as on the chain at block ${until}`,
      difference === undefined
        ? `every field as on the chain at block ${until}`
        : `${difference.path}: the record has ${difference.left}, the chain ${difference.right}`,
    ),
    ...(await group("P21.2 the census is the roll's state at the posting's cut", async () => {
      const census = await checkpointAt(template.rolls, BigInt(template.rollId), posting.cut, provider, until);
      const said = `${posting.censusRoot} of ${posting.activeMembers}`;
      const name = "P21.2 the census is the roll's state at the posting's cut";
      return [equal(name, `${census?.root} of ${census?.activeMembers}`, said)];
    })),
  ];
}

/** P21.15: the contracts that the record stands on run the code compiled here, and verify with the committed key. */
export function proposalCode(
  record: ProposalRecord,
  compiled: CompiledProposals,
  key: VerificationKey,
  reader: CodeReader,
): Promise<readonly Check[]> {
  return group("P21.15 code of the contracts", async () => {
    const { templates, proposals, notices } = record;
    const templatesCode = compareCode(await codeAt(templates, reader), compiled.templates);
    const code = compareCode(await codeAt(proposals, reader), compiled.proposals);
    const open = openValues(code.immutables, [BigInt(templates), undefined, ...foldedWords(key)]);
    const verifier = addressOf(open?.[0]);
    const verifierCode = compareCode(await codeAt(verifier, reader), compiled.verifier);
    const noticesCode = compareCode(await codeAt(notices, reader), compiled.notices);
    const isOf = openValues(noticesCode.immutables, [BigInt(proposals)]) !== undefined;
    const check = (name: string, same: boolean, address: string) =>
      holds(name, same, "as compiled, with the values that belong to it", found(same, address));
    return [
      check("P21.15 code of the templates", templatesCode.same, templates),
      check("P21.15 code of the proposals, with the committed key", code.same && open?.length === 1, proposals),
      check("P21.15 code of the proofs' verifier", verifierCode.same, verifier),
      check("P21.15 code of the notices", noticesCode.same && isOf, notices),
    ];
  });
}
