import { getBytes, hexlify } from "ethers";
import { z } from "zod";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { agreed, agreedBlock } from "../../sdk/chain/agreement.ts";
import { readBoard } from "../../sdk/chain/board.ts";
import { boardAt, read } from "../../sdk/chain/contracts.ts";
import { openSeatShares, readSeatShares } from "../../sdk/chain/dealtShares.ts";
import { electionFingerprint } from "../../sdk/chain/electionFingerprint.ts";
import { readConstitution, readCreation } from "../../sdk/chain/organizer.ts";
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
  blockNumber: count,
  blockHash: hash,
  flags,
  ...seatShares,
});

const consentMade = z.strictObject({
  format: z.literal("hanpyo-trustee-consent-1"),
  chainId: decimal,
  seat,
  election: address,
  blockNumber: count,
  proof: sigmaProof,
});

export type ConsentTask = z.infer<typeof consentTask>;
export type ConsentMade = z.infer<typeof consentMade>;

/** Agreement to one election, with the proof that the share of the key is held (P4.1). */
export const consent: Action<ConsentTask, ConsentMade> = {
  name: "consent",
  target: "election",
  taskSchema: consentTask,
  madeSchema: consentMade,
  anybodyPosts: true,

  async read(rpcs, election, trustee, { flags: allowed }) {
    const block = await agreedBlock(rpcs, "latest");
    const facts = await agreed(rpcs, (rpc) => electionFacts(rpc, election, trustee));
    const { number: blockNumber, hash: blockHash } = block;
    const named = { blockNumber, blockHash, flags: allowed };
    return { format: "hanpyo-trustee-consent-task-1", ...facts, trustee, election, ...named };
  },

  summary: (task) => [
    `election ${task.election} on chain ${task.chainId}`,
    ...contentLines(task.constitution, getBytes(task.content)),
    ...constitutionLines(task.constitution),
    ...task.flags.map((flag) => `read without what is usual: ${flag}`),
    `fingerprint of the election: ${fingerprint(task)}`,
  ],

  fingerprint,

  question: (task) =>
    `Do you agree to election ${task.election} as shown above, and do other trustees read the same fingerprint, ${fingerprint(task)}?`,

  async make(task, { key }, { journal }) {
    const { chainId, board, seat: own, election, constitution: frozen, blockNumber, blockHash } = task;
    const statement = { chainId, board, seat: own, election, blockNumber, blockHash };
    const agreedTo = constitutionHash(frozen);
    const secret = openSeatShares(key, task);
    const block = { number: blockNumber, hash: blockHash };
    await note(journal, { act: "consent", election, constitutionHash: agreedTo, block, flags: task.flags });
    const made = makeConsent(secret, { ...statement, constitutionHash: agreedTo });
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

async function electionFacts(rpc: Rpc, election: string, trustee: string) {
  await requireContract(rpc, "election", election);
  const { board } = await readConstitution(election, rpc.provider);
  const factory = await read<string>(boardAt(board, rpc.provider), "factory");
  const created = await readCreation(factory, election, rpc.provider);
  const own = seatOf(await readBoard(board, rpc.provider), trustee);
  return {
    ...(await readSeatShares(board, own, rpc.provider)),
    constitution: created.constitution,
    content: hexlify(created.content),
  };
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
  const { schedule, outcome, rules } = frozen;
  const time = (seconds: number) => new Date(1000 * seconds).toISOString();
  return [
    `census ${time(schedule.censusTime)}, opens ${time(schedule.opensAt)}, closes ${time(schedule.closesAt)}`,
    `shares are due by ${time(schedule.sharesDueAt)}`,
    `roll ${frozen.rollId} of ${frozen.rolls}, at least ${frozen.minimumCensus} members and ${frozen.minimumBallots} ballots`,
    `up to ${rules.maxPerOption} per option, ${rules.minTotal} to ${rules.maxTotal} in all; votes ${frozen.revoting ? "may" : "may not"} be changed${frozen.masked ? "; masked" : ""}`,
    ...outcomeLines(outcome).map(({ en }) => `outcome: ${en}`),
    `constitution ${constitutionHash(frozen)}`,
  ];
}
