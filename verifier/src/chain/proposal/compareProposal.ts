import { abiEncode } from "../../hash/abi.ts";
import { difference } from "../../record/difference.ts";
import { changesOf } from "../../record/proposal/readProposal.ts";
import type { RecordSource } from "../../record/source.ts";
import { type CheckName, PROPOSAL_CHECKS } from "../../report/checkNames.ts";
import { createLedger, type Finding, type Ledger } from "../../report/ledger.ts";
import { seriesKeyOf, templateAbi } from "../../rules/proposal/templateHash.ts";
import type { ProposalVerification } from "../../verifyProposal.ts";
import type { CodeList } from "../codeList.ts";
import type { ChainPlace } from "../compare.ts";
import { codeHashAt } from "../compareCode.ts";
import { type Equality, lockstep, same } from "../comparison.ts";
import { blockAt, blockTimes, chainIdOf, finalBlock, view, viewWords } from "../node.ts";
import { type Ask, nodeAt } from "../rpc.ts";
import { noticesOnChain } from "./noticesOnChain.ts";
import { changesOnChain, noProposalEvents } from "./proposalOnChain.ts";
import { seriesOnChain } from "./seriesOnChain.ts";

const EQUALS = "P21.15 record equals the chain";
const CENSUS = "P21.2 the census is the roll's state at the posting's cut";

/** What is compared, and with what. */
interface ProposalComparison extends Equality {
  readonly ask: Ask;
  readonly verification: ProposalVerification;
  readonly from: number;
  readonly timeOf: (block: number) => Promise<number>;
}

/** Compares the code of the contracts behind a record with a list that the reader believes (docs/record.md, 9.3). */
const compareCodeOf = async (
  ask: Ask,
  { overview }: ProposalVerification,
  ledger: Ledger,
  list: CodeList,
): Promise<void> => {
  const { templates, proposals, notices } = overview.record;
  const compare = async (check: CheckName, at: bigint): Promise<void> => {
    const listed = list.find((one) => one.at === at);
    const right = listed !== undefined && listed.codeHash === (await codeHashAt(ask, at));
    ledger.check(check, right, () => (listed ? "it is other code" : "its address is not in the list"));
  };
  await compare("P21.15 code of the templates", templates);
  await compare("P21.15 code of the proposals, with the committed key", proposals);
  await compare("P21.15 code of the notices", notices);

  const verifier = await view(ask, proposals, "verifier()");
  if (verifier !== undefined) await compare("P21.15 code of the proofs' verifier", verifier);
  else ledger.notMade("P21.15 code of the proofs' verifier", "the contract of proposals does not name it");
};

/** Compares the contracts behind that of notices, and gives whether they are the record's: the rest is read from them. */
const compareContracts = async (at: ProposalComparison): Promise<boolean> => {
  const { notices, proposals, templates } = at.verification.overview.record;
  const behind = await view(at.ask, notices, "proposals()");
  const first = behind === undefined ? undefined : await view(at.ask, behind, "templates()");
  same(at, "proposals", proposals, behind);
  same(at, "templates", templates, first);
  return proposals === behind && templates === first;
};

/** Compares the series, and gives whether the record's template is one that was published. */
const compareSeries = async ({ ask, verification, from, timeOf, ...at }: ProposalComparison): Promise<boolean> => {
  const { templateHash, overview } = verification;
  const { record } = overview;
  const range = { from, to: record.posting.at.block };
  const { entries, published } = await seriesOnChain(
    ask,
    record.templates,
    seriesKeyOf(record.template),
    range,
    timeOf,
  );
  same(at, "series", record.series, entries);
  const words = published.get(templateHash ?? -1n);
  const inFile = words ? abiEncode([words[0]!, words[1]!, templateAbi(record.template)]) : [];
  same(at, "template", inFile, words);
  return words !== undefined && difference(inFile, words, "template") === undefined;
};

const compareProposalEvents = async (at: ProposalComparison, source: RecordSource): Promise<void> => {
  const { ask, verification, from, timeOf } = at;
  const { record, sha256 } = verification.overview;
  const { activeMembers, ...posting } = record.posting;
  const found = noProposalEvents();
  const range = { from, to: record.block.number };
  const changes = lockstep(at, "changes", changesOf(source, sha256));
  let lastChange = -1;
  for await (const change of changesOnChain(ask, record, verification.templateHash, range, timeOf, found)) {
    await changes.next(change);
    lastChange = change.at.block;
  }
  await changes.end();

  const cost = found.cost === undefined ? {} : { cost: found.cost };
  same(at, "posting", posting, found.posting && { ...found.posting, ...cost });
  same(at, "template", verification.templateHash, found.templateHash);
  same(at, "reached", record.reached, found.reached);
  const shown = found.newcomers.filter((group) => group.at.block <= lastChange);
  same(at, "newcomers", record.newcomers, shown);
  const kept = await viewWords(ask, record.proposals, "proposal(uint256)", [record.id], record.block.number);
  same(at, "supporters", BigInt(record.supporters), kept[4]);
  same(at, "posting.activeMembers", BigInt(activeMembers), kept[6]);
};

const compareNotices = async (at: ProposalComparison): Promise<void> => {
  const { ask, verification, timeOf } = at;
  const { notices, id, posting, block, noticesGiven } = verification.overview.record;
  const list = lockstep(
    at,
    "noticesGiven",
    (async function* () {
      yield* noticesGiven;
    })(),
  );
  const range = { from: posting.at.block, to: block.number };
  for await (const notice of noticesOnChain(ask, notices, id, range, timeOf)) await list.next(notice);
  await list.end();
};

const compareCensus = async ({ ask, verification, ledger }: ProposalComparison): Promise<void> => {
  const { template, posting } = verification.overview.record;
  const at = [template.rollId, BigInt(posting.cut)];
  const [, , members, root] = await viewWords(ask, template.rolls, "checkpointAt(uint256,uint48)", at);
  const right = root === posting.censusRoot && members === BigInt(posting.activeMembers);
  ledger.check(CENSUS, right, () => `the roll had ${members} members`);
};

/**
 * Compares a proposal's record with a chain, field by field, by what one node answers (docs/record.md, 9.3), as of the
 * record's own block. `NodeUnreachable` or `NodeRefused` if the node fails.
 */
export const compareProposalWithChain = async (
  source: RecordSource,
  verification: ProposalVerification,
  { url, fromBlock, code }: ChainPlace,
  ask: Ask = nodeAt(url),
): Promise<readonly Finding[]> => {
  const { record } = verification.overview;
  const ledger = createLedger(PROPOSAL_CHECKS);
  const chain = await chainIdOf(ask);
  const here = chain === record.chainId;
  ledger.check("P21.15 the record is of this chain", here, () => `it is chain ${chain}`);
  if (!code) ledger.notMade("P21.15 code of the contracts", "no list of code hashes was given (--code)");
  if (!here) return ledger.findings();

  const latest = await finalBlock(ask);
  const final = record.block.number <= latest;
  ledger.check("P21.15 the record's block is final", final, () => `the final block is ${latest}`);
  if (code) await compareCodeOf(ask, verification, ledger, code);
  if (!final) return ledger.findings();

  const own = await blockAt(ask, record.block.number);
  const known = own?.hash === record.block.hash;
  ledger.check(
    "P21.15 the record's block is one of this chain",
    known,
    () => `block ${record.block.number} is another`,
  );
  const timeOf = blockTimes(ask);
  const at: ProposalComparison = { ask, verification, ledger, equals: EQUALS, from: fromBlock, timeOf };
  same(at, "block.time", record.block.time, own?.time);
  // What lies behind an address of somebody's invention answers nothing that could be compared.
  if (!(await compareContracts(at))) return ledger.findings();
  const published = await compareSeries(at);
  await compareProposalEvents(at, source);
  await compareNotices(at);
  if (published) await compareCensus(at);
  return ledger.findings();
};
