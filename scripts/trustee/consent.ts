import { getBytes, hexlify } from "ethers";
import { z } from "zod";
import type { Rpc, Rpcs } from "../../sdk/chain/agreement.ts";
import { agreed, agreedFinal } from "../../sdk/chain/agreement.ts";
import { readBlockTimes } from "../../sdk/chain/blockTimes.ts";
import { readBoard } from "../../sdk/chain/board.ts";
import { readConsentBasis } from "../../sdk/chain/census.ts";
import { openSeatShares, readSeatShares } from "../../sdk/chain/dealtShares.ts";
import { electionFingerprint } from "../../sdk/chain/electionFingerprint.ts";
import { judgedElection } from "../../sdk/chain/judgedElection.ts";
import type { CreatedElection } from "../../sdk/chain/organizer.ts";
import { ElectionOfNoProposalError } from "../../sdk/chain/originParts.ts";
import { readOrigin } from "../../sdk/chain/readOrigin.ts";
import { readSeatActs, unnotedActs } from "../../sdk/chain/seatActs.ts";
import { makeConsent, postConsent, seatOf } from "../../sdk/chain/trustee.ts";
import { note } from "../../sdk/chain/trusteeJournal.ts";
import { constitutionHash } from "../../sdk/election/constitutionAbi.ts";
import type { Text } from "../../sdk/election/content.ts";
import { inAllLanguages } from "../../sdk/election/contentText.ts";
import { checkContent } from "../../sdk/election/frozenContent.ts";
import { frozenRules } from "../../sdk/election/frozenRules.ts";
import { testReasons } from "../../sdk/election/testLabel.ts";
import { requireDerivedCell } from "../../sdk/proposals/cellOrigin.ts";
import { type ElectionContent, readElectionContent } from "../../sdk/proposals/electionContent.ts";
import { requireDerived } from "../../sdk/proposals/proposalOrigin.ts";
import type { AcceptedTrust } from "../../sdk/trust/acceptManifest.ts";
import { anchorLine, parseAnchorLine } from "../../sdk/trust/anchor.ts";
import { finalityOf, finalityRule, finalityText } from "../../sdk/trust/finality.ts";
import { jointsOf } from "../../sdk/trust/jointsOf.ts";
import { FOREIGN_ORGANIZER } from "../../sdk/trust/judgeCode.ts";
import { isSame } from "../../sdk/trust/line.ts";
import { peopleOf } from "../../sdk/trust/names.ts";
import { ElectionNotTrustedError, requireTrusted } from "../../sdk/trust/requireTrusted.ts";
import {
  cellOriginFrom,
  isOfCell,
  originJson,
  originSchema,
  proposalOriginFrom,
} from "../../sdk/verify/originSchema.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { koreanTimeText } from "../terminal/koreanTimeText.ts";
import { askedLanguage } from "../terminal/language.ts";
import { printable } from "../terminal/person.ts";
import { requireContract } from "../terminal/rpc.ts";
import type { Action } from "./action.ts";
import {
  address,
  constitution,
  content,
  count,
  decimal,
  flags,
  hash,
  seat,
  seatActs,
  seated,
  seatShares,
  sigmaProof,
} from "./fields.ts";
import { proposalLines } from "./proposalLines.ts";

const text = z.strictObject({ ko: z.string(), en: z.string() });

const consentTask = z.strictObject({
  format: z.literal("hanpyo-trustee-consent-task-1"),
  ...seated,
  election: address,
  constitution,
  content,
  /** Of an election that came of a proposal: what it follows from, and when its block was (P23.5). */
  proposal: z.optional(z.strictObject({ origin: originSchema, createdAt: count })),
  /** Of the board, by seat. */
  trustees: z.array(address).min(2).readonly(),
  threshold: count,
  termEndsAt: count,
  /** The organizer's account. */
  creator: address,
  /** The final block as of which the census was read. */
  blockNumber: count,
  blockHash: hash,
  /** By which rule it is final, as a manifest states it. */
  finality: count,
  flags,
  ...seatActs,
  census: z.strictObject({ time: count, root: decimal, depth: count, activeMembers: count }),
  /** The last election over the same roll. */
  earlier: z.strictObject({ election: address, censusTime: count, activeMembers: count }).nullable(),
  /** Who stands behind the election by the anchored manifest; null where it was gone on without one. */
  trust: z
    .strictObject({
      anchor: z.string(),
      names: z
        .array(z.strictObject({ role: z.string(), account: address, organisation: text, position: text }))
        .readonly(),
      withdrawnFrom: count.nullable(),
    })
    .nullable(),
  ...seatShares,
});

const consentMade = z.strictObject({
  format: z.literal("hanpyo-trustee-consent-1"),
  chainId: decimal,
  seat,
  election: address,
  proof: sigmaProof,
});

export type ConsentTask = z.infer<typeof consentTask>;
export type ConsentMade = z.infer<typeof consentMade>;

/** Agreement to one election over its census, with the proof that the share of the key is held (P4.1). */
export const consent: Action<ConsentTask, ConsentMade> = {
  name: "consent",
  target: "election",
  taskSchema: consentTask,
  madeSchema: consentMade,
  anybodyPosts: true,

  async read(rpcs, election, trustee, { rule, flags: allowed, trust }) {
    const { number: blockNumber, hash: blockHash } = await agreedFinal(rpcs, rule);
    const facts = await agreed(rpcs, (rpc) => electionFacts(rpc, election, trustee, { block: blockNumber, trust }));
    const read = {
      blockNumber,
      blockHash,
      finality: finalityOf(rule),
      flags: allowed,
      trust: await trustOf(rpcs, election, trust, blockNumber),
    };
    return { format: "hanpyo-trustee-consent-task-1", ...facts, trustee, election, ...read };
  },

  summary: (task) => [
    `election ${task.election} on chain ${task.chainId}`,
    ...ruleLines(task),
    ...peopleLines(task),
    ...censusLines(task),
    finalityText(finalityRule(task)),
    ...task.flags.map((flag) => `read without what is usual: ${flag}`),
    `fingerprint of the election: ${fingerprint(task)}`,
  ],

  unnoted: unnotedActs,

  fingerprint,

  question: (task) =>
    `Do you agree to election ${task.election} with a roll of ${task.census.activeMembers}, as shown above, and do other trustees read the same fingerprint, ${fingerprint(task)}?`,

  async make(task, { key }, { journal }) {
    const { chainId, board, seat: own, election, constitution: frozen, census, flags: allowed } = task;
    const agreedTo = constitutionHash(frozen);
    const secret = openSeatShares(key, task);
    await note(journal, {
      act: "consent",
      election,
      constitutionHash: agreedTo,
      block: { number: task.blockNumber, hash: task.blockHash },
      census: { root: String(census.root), depth: census.depth, activeMembers: census.activeMembers },
      flags: allowed,
    });
    const made = makeConsent(secret, { chainId, board, seat: own, election, census, constitutionHash: agreedTo });
    return { format: "hanpyo-trustee-consent-1", chainId, election, ...made };
  },

  async post({ election, ...made }, rpc, sender) {
    await requireContract(rpc, "election", election);
    return postConsent(election, made, sender as NonNullable<typeof sender>);
  },
};

function fingerprint({ chainId, election, constitution: frozen }: ConsentTask): string {
  return electionFingerprint({ chainId, election, constitutionHash: constitutionHash(frozen) });
}

async function electionFacts(
  rpc: Rpc,
  election: string,
  trustee: string,
  { block, trust }: { readonly block: number; readonly trust: AcceptedTrust | undefined },
) {
  await requireContract(rpc, "election", election, block);
  const { created, census, earlier } = await readConsentBasis(election, rpc.provider, block, jointsOf(trust));
  const { board } = created.constitution;
  const { trustees, threshold, termEndsAt } = await readBoard(board, rpc.provider);
  const own = seatOf({ board, trustees }, trustee);
  const proposal = await proposalOf(created, rpc);
  return {
    ...(proposal === undefined ? {} : { proposal }),
    ...{ trustees, threshold, termEndsAt },
    ...(await readSeatActs(election, own, rpc.provider, block)),
    ...(await readSeatShares(board, own, rpc.provider)),
    constitution: created.constitution,
    content: hexlify(created.content),
    creator: created.creator,
    census,
    earlier,
  };
}

/** What an election that came of a proposal, or of a budget cell, follows from; undefined for others. Throws `ElectionOfNoProposalError`. */
async function proposalOf(created: CreatedElection, { provider }: Rpc): Promise<ConsentTask["proposal"]> {
  const origin = await readOrigin(created, provider);
  if (origin === undefined) return undefined;
  const { blockNumber } = created;
  const createdAt = (await readBlockTimes([blockNumber], provider)).get(blockNumber) as number;
  return { origin: originJson(origin), createdAt };
}

/**
 * Throws `ElectionNotDerivedError` unless an election with content of proposals follows from template and posting or list, and
 * `ElectionOfNoProposalError` where the task names no proposal.
 */
function requireOrigin(
  { election, creator, chainId, constitution: frozen, proposal }: ConsentTask,
  read: ElectionContent,
) {
  if (read.proposal === undefined && read.cell === undefined) return;
  if (proposal === undefined || isOfCell(proposal.origin) !== (read.cell !== undefined)) {
    throw new ElectionOfNoProposalError(election, creator);
  }
  const facts = { chainId, constitution: frozen, time: proposal.createdAt };
  const { origin } = proposal;
  if (read.cell !== undefined && isOfCell(origin)) {
    requireDerivedCell(election, cellOriginFrom(origin), { ...facts, content: read.cell });
  } else if (read.proposal !== undefined && !isOfCell(origin)) {
    requireDerived(election, proposalOriginFrom(origin), { ...facts, content: read.proposal });
  }
}

/**
 * Throws `ElectionNotTrustedError` unless the template of a proposal's election is of the organizer in the line that is
 * compared with the gazette: a task is believed no more than the machine that wrote it.
 */
function requireOwnOrganizer({ election, trust, proposal }: ConsentTask) {
  if (trust === null || proposal === undefined) return;
  const { organizer } = proposal.origin.template;
  if (isSame(organizer, parseAnchorLine(trust.anchor).organizer)) return;
  const foreign = {
    statement: "template",
    address: organizer,
    standing: "unknown",
    reason: FOREIGN_ORGANIZER,
  } as const;
  throw new ElectionNotTrustedError(election, [foreign]);
}

/**
 * Who stands behind the election by the anchored manifest (P15.7); null without one.
 * Throws `ElectionNotTrustedError` unless the anchor covers all of it.
 */
async function trustOf(
  rpcs: Rpcs,
  election: string,
  trust: AcceptedTrust | undefined,
  block: number,
): Promise<ConsentTask["trust"]> {
  if (trust === undefined) return null;
  const judged = await judgedElection(rpcs, election, trust, block);
  requireTrusted(election, judged);
  const { facts, withdrawnLater } = judged;
  const names = peopleOf(trust, facts).flatMap(({ role, account, name }) =>
    name === undefined ? [] : [{ role, account, organisation: name.organisation, position: name.position }],
  );
  return { anchor: anchorLine(trust.anchor), names, withdrawnFrom: withdrawnLater ?? null };
}

function trustLines({ anchor, names, withdrawnFrom }: NonNullable<ConsentTask["trust"]>): readonly string[] {
  const said = ({ ko, en }: { readonly ko: string; readonly en: string }) => `${printable(ko)} / ${printable(en)}`;
  return [
    `compare with the official gazette: ${anchor}`,
    ...(withdrawnFrom === null
      ? []
      : [`WARNING: the factory of this election is withdrawn for elections from block ${withdrawnFrom} on`]),
    ...names.map(
      ({ role, account, organisation, position }) => `${role}: ${said(organisation)}, ${said(position)} (${account})`,
    ),
  ];
}

/** Who stands behind the election; the chain has accounts, not names. */
function peopleLines({
  creator,
  board,
  seat: own,
  trust,
  constitution: frozen,
  proposal,
}: ConsentTask): readonly string[] {
  return [
    ...(trust === null
      ? ["NOBODY SAYS WHOSE BOARD AND ROLL THESE ARE: it goes on without a trust file"]
      : trustLines(trust)),
    ...(trust === null && proposal !== undefined
      ? ["NOBODY SAYS WHOSE TEMPLATE THIS IS: anybody can publish one, and have one's own proposal voted on"]
      : []),
    proposal === undefined
      ? `organizer: account ${creator}`
      : `created by the contract that brings proposals to a vote ${creator}`,
    `board ${board}, of which you hold seat ${own}; ${frozen.consentsRequired} consents are needed`,
  ];
}

/** Who may vote, beside what it can be compared with. */
function censusLines({ census, earlier, constitution: frozen, blockNumber }: ConsentTask): readonly string[] {
  const change = earlier === null ? 0 : census.activeMembers - earlier.activeMembers;
  return [
    `roll at the census time: ${census.activeMembers} residents, final as of block ${blockNumber}`,
    `root of the roll: ${census.root}`,
    "certified population: none is given with this election",
    earlier === null
      ? `last election of roll ${frozen.rollId}: none`
      : `last election of roll ${frozen.rollId}: ${earlier.activeMembers} residents at ${koreanTime(earlier.censusTime)}, so ${change >= 0 ? "+" : ""}${change} since (${earlier.election})`,
  ];
}

/**
 * Every rule that is agreed to, by kind, with the names of trustees and offices where the trust file has them.
 * Throws `ContentMismatchError`, what `readElectionContent` throws, and of an election that came of a proposal
 * `ElectionNotDerivedError`, `ElectionOfNoProposalError` or `ElectionNotTrustedError`.
 */
function ruleLines(task: ConsentTask): readonly string[] {
  const { constitution: frozen, trust, trustees, threshold, termEndsAt } = task;
  const bytes = getBytes(task.content);
  checkContent(bytes, frozen);
  const shownContent = readElectionContent(bytes);
  requireOrigin(task, shownContent);
  requireOwnOrganizer(task);
  const nameOf = (account: string, role: string) => {
    const found = trust?.names.find((one) => one.role === role && one.account.toLowerCase() === account.toLowerCase());
    return found === undefined ? {} : { name: joined(found.organisation, found.position) };
  };
  const rules = frozenRules({
    constitution: frozen,
    content: shownContent,
    board: { threshold, termEndsAt, trustees: trustees.map((account) => ({ account, ...nameOf(account, "trustee") })) },
    time: koreanTimeText,
    constitutionHash: constitutionHash(frozen),
  });
  const language = askedLanguage();
  const test = testReasons(frozen, shownContent).map((text) => inAllLanguages(text, shownContent).join(" / "));
  return [
    ...(test.length > 0 ? [printable(`TEST ELECTION: binds nobody. ${test.join("; ")}`)] : []),
    ...rules.flatMap(({ heading, lines }) => [
      `${heading[language]}:`,
      ...lines.map((line) => `  ${oneLine(line[language])}`),
    ]),
    ...(task.proposal === undefined ? [] : proposalLines(task.proposal.origin, shownContent).map(oneLine)),
  ];
}

function joined(organisation: Text, position: Text): Text {
  return { ko: `${organisation.ko} ${position.ko}`, en: `${organisation.en}, ${position.en}` };
}

/** A text of several lines in one, and without what could rewrite the terminal. */
function oneLine(text: string): string {
  return text.split("\n").map(printable).join(" | ");
}
