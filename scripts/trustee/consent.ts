import { getBytes, hexlify } from "ethers";
import { z } from "zod";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { agreed, agreedBlock } from "../../sdk/chain/agreement.ts";
import { readBoard } from "../../sdk/chain/board.ts";
import { readConsentBasis } from "../../sdk/chain/census.ts";
import { openSeatShares, readSeatShares } from "../../sdk/chain/dealtShares.ts";
import { electionFingerprint } from "../../sdk/chain/electionFingerprint.ts";
import { checkContent } from "../../sdk/chain/resident.ts";
import { makeConsent, postConsent, seatOf } from "../../sdk/chain/trustee.ts";
import { note } from "../../sdk/chain/trusteeJournal.ts";
import type { Constitution } from "../../sdk/election/constitution.ts";
import { constitutionHash } from "../../sdk/election/constitutionAbi.ts";
import { parseContent, testReasons } from "../../sdk/election/content.ts";
import { outcomeLines } from "../../sdk/election/outcomeWords.ts";
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
  seated,
  seatShares,
  sigmaProof,
} from "./fields.ts";

const consentTask = z.strictObject({
  format: z.literal("hanpyo-trustee-consent-task-1"),
  ...seated,
  election: address,
  constitution,
  content,
  /** The organizer's account. */
  creator: address,
  /** The final block as of which the census was read. */
  blockNumber: count,
  blockHash: hash,
  flags,
  census: z.strictObject({ time: count, root: decimal, depth: count, activeMembers: count }),
  /** The last election over the same roll. */
  earlier: z.strictObject({ election: address, censusTime: count, activeMembers: count }).nullable(),
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

  async read(rpcs, election, trustee, { block: named, flags: allowed }) {
    const { number: blockNumber, hash: blockHash } = await agreedBlock(rpcs, named ?? "finalized");
    const facts = await agreed(rpcs, (rpc) => electionFacts(rpc, election, trustee, blockNumber));
    const read = { blockNumber, blockHash, flags: allowed };
    return { format: "hanpyo-trustee-consent-task-1", ...facts, trustee, election, ...read };
  },

  summary: (task) => [
    `election ${task.election} on chain ${task.chainId}`,
    ...contentLines(task.constitution, getBytes(task.content)),
    ...constitutionLines(task.constitution),
    ...peopleLines(task),
    ...censusLines(task),
    ...task.flags.map((flag) => `read without what is usual: ${flag}`),
    `fingerprint of the election: ${fingerprint(task)}`,
  ],

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

async function electionFacts(rpc: Rpc, election: string, trustee: string, block: number) {
  await requireContract(rpc, "election", election, block);
  const { created, census, earlier } = await readConsentBasis(election, rpc.provider, block);
  const { board } = created.constitution;
  const own = seatOf(await readBoard(board, rpc.provider), trustee);
  return {
    ...(await readSeatShares(board, own, rpc.provider)),
    constitution: created.constitution,
    content: hexlify(created.content),
    creator: created.creator,
    census,
    earlier,
  };
}

/** Who stands behind the election; the chain has accounts, not names. */
function peopleLines({ creator, board, seat: own, constitution: frozen }: ConsentTask): readonly string[] {
  return [
    `organizer: account ${creator}`,
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
      : `last election of roll ${frozen.rollId}: ${earlier.activeMembers} residents at ${isoTime(earlier.censusTime)}, so ${change >= 0 ? "+" : ""}${change} since (${earlier.election})`,
  ];
}

function isoTime(seconds: number): string {
  return new Date(1000 * seconds).toISOString();
}

/** The text as the voters will see it. Throws `ContentMismatchError` or `ContentMalformedError`. */
function contentLines(frozen: Constitution, bytes: Uint8Array): readonly string[] {
  checkContent(bytes, frozen);
  const shownContent = parseContent(bytes);
  const { title, question, options, arguments: said = [] } = shownContent;
  const test = testReasons(shownContent).map(({ ko, en }) => `${printable(ko)} / ${printable(en)}`);
  return [
    ...(test.length > 0 ? [`TEST ELECTION: binds nobody. ${test.join("; ")}`] : []),
    `title:    ${printable(title.ko)} / ${printable(title.en)}`,
    `question: ${printable(question.ko)} / ${printable(question.en)}`,
    ...said.map(({ side, text }) => `${`${side}:`.padEnd(9)} ${printable(text.ko)} / ${printable(text.en)}`),
    ...options.map(({ title: option }, i) => `option ${i + 1}: ${printable(option.ko)} / ${printable(option.en)}`),
  ];
}

function constitutionLines(frozen: Constitution): readonly string[] {
  const { schedule, outcome, rules, jointHash } = frozen;
  return [
    `census ${isoTime(schedule.censusTime)}, opens ${isoTime(schedule.opensAt)}, closes ${isoTime(schedule.closesAt)}`,
    `shares are due by ${isoTime(schedule.sharesDueAt)}`,
    `roll ${frozen.rollId} of ${frozen.rolls}, at least ${frozen.minimumCensus} members and ${frozen.minimumBallots} ballots`,
    `up to ${rules.maxPerOption} per option, ${rules.minTotal} to ${rules.maxTotal} in all; votes ${frozen.revoting ? "may" : "may not"} be changed${frozen.masked ? "; masked" : ""}`,
    ...outcomeLines(outcome).map(({ en }) => `outcome: ${en}`),
    ...(BigInt(jointHash) === 0n ? [] : [`judged together with other elections, by terms with the hash ${jointHash}`]),
    `constitution ${constitutionHash(frozen)}`,
  ];
}
