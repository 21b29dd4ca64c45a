import type { Rpc } from "../../sdk/chain/agreement.ts";
import { type BoardStage, readBoard } from "../../sdk/chain/board.ts";
import { electionAt, read } from "../../sdk/chain/contracts.ts";
import { readPhase } from "../../sdk/chain/observer.ts";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import { pendingSnapshot } from "../../sdk/chain/pendingSnapshot.ts";
import type { PublishedSnapshot } from "../../sdk/chain/publishedRolls.ts";
import { registryAt } from "../../sdk/chain/townContracts.ts";
import type { OutcomeRule } from "../../sdk/election/constitution.ts";
import type { Text } from "../../sdk/election/content.ts";
import { inBoth } from "../../sdk/election/contentText.ts";
import { type DecodedOutcome, electorateOf, outcomeFromAbi } from "../../sdk/election/outcome.ts";
import { quorumWords } from "../../sdk/election/outcomeWords.ts";
import type { Phase } from "../../sdk/election/phase.ts";
import { shellWord } from "../../sdk/words/shellWord.ts";
import type { ElectionFile } from "../electionFile/schema.ts";
import { optionsOf, rollSourceOf } from "../electionFile/toElection.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { nameOf } from "./chainFindings.ts";
import type { FrozenDifference } from "./frozenDifferences.ts";
import { type OutcomeText, outcomeText } from "./outcomeText.ts";
import { frozenLabel, type Opened, testReasonsOf } from "./session.ts";

export type Progress = { readonly given: number; readonly needed: number; readonly missing: readonly Text[] };

/** Where an election stands. Counts appear only when the result is decided: there are none before. */
export type ElectionStatus = {
  readonly address: string;
  readonly phase: Phase;
  readonly undecided: boolean;
  readonly consents: Progress;
  readonly shares: Progress;
  readonly ballots: number;
  /** Active members of the census once it is frozen, of the roll before. */
  readonly residents: number;
  /** What turnout is measured against: the certified electors or the residents, whichever are more. */
  readonly electorate: number;
  /** The turnout needed in words, and whether the box stays closed with less; null if none is needed. */
  readonly quorum: (Text & { readonly closedBelow: boolean }) | null;
  readonly minimumCensus: number;
  readonly censusTime: number;
  readonly opensAt: number;
  readonly boxClosesAt: number;
  /** Of a box that stays closed there are no counts, only the outcome. */
  readonly result:
    | ({
        readonly counts: readonly number[] | null;
        /** The same beside the options' titles. */
        readonly counted: Text | null;
      } & OutcomeText)
    | null;
};

export type Status = {
  readonly id: string;
  readonly chainId: number;
  readonly roll: number;
  /** Of a published roll: what can be challenged now. */
  readonly pendingSnapshot:
    | (Pick<PublishedSnapshot, "activeMembers" | "finalAt"> & { readonly sequence: number })
    | null;
  /** Unix seconds of the latest block. */
  readonly time: number;
  readonly test: readonly Text[];
  /** Whether the election was created from what the file says now, all of it; its options are named by its texts. */
  readonly isOfFile: boolean;
  /** What the file has otherwise. */
  readonly differences: readonly FrozenDifference[];
  readonly board: {
    readonly address: string;
    readonly stage: BoardStage;
    readonly threshold: number;
    readonly trustees: number;
    readonly missing: readonly Text[];
  } | null;
  readonly election: ElectionStatus | null;
  /** The command to run next, and by whom. */
  readonly next: string;
};

const RUN = "npm run hanpyo --";
const HAS_OUTCOME: readonly Phase[] = ["decided", "below quorum"];

/** Reads where the file's election stands, as the chain has it. */
export async function readStatus(opened: Opened, rpc: Rpc): Promise<Status> {
  const { file, deployment } = opened;
  const entry = deployment?.elections[file.id];
  const boardAddress = deployment?.boards[file.board.name]?.address;
  const time = (await rpc.provider.getBlock("latest"))?.timestamp ?? 0;
  const board = boardAddress === undefined ? null : await readBoard(boardAddress, rpc.provider);
  const election = entry?.address === undefined ? null : await readElectionStatus(file, entry.address, time, rpc);
  const { reasons: test, differences } =
    entry?.address === undefined
      ? { reasons: testReasonsOf(opened), differences: [] }
      : await frozenLabel(opened, entry.address, rpc);
  const status = {
    id: file.id,
    chainId: file.chain.id,
    roll: file.roll.id,
    time,
    test,
    isOfFile: differences.length === 0,
    differences,
    election,
    pendingSnapshot: await readPendingSnapshot(opened, rpc),
    board: board && {
      address: board.board,
      stage: board.stage,
      threshold: board.threshold,
      trustees: board.trustees.length,
      missing: board.missing.map((account) => nameOf(file, account)),
    },
  };
  return { ...status, next: nextStep(status, opened.path) };
}

async function readPendingSnapshot(
  { file, deployment }: Opened,
  { provider }: Rpc,
): Promise<Status["pendingSnapshot"]> {
  const rolls = rollSourceOf(file, deployment?.contracts ?? {});
  if (file.roll.source !== "published" || rolls === undefined) return null;
  const found = await pendingSnapshot(rolls, BigInt(file.roll.id), provider);
  if (found === undefined) return null;
  const { sequence, activeMembers, finalAt } = found;
  return { sequence: Number(sequence), activeMembers, finalAt };
}

async function readElectionStatus(
  file: ElectionFile,
  address: string,
  time: number,
  { provider }: Rpc,
): Promise<ElectionStatus> {
  const contract = electionAt(address, provider);
  const constitution = await readConstitution(address, provider);
  const phase = await readPhase(address, provider);
  const { censusTime, opensAt, closesAt, closeGrace } = constitution.schedule;
  const frozen = Number(await read<bigint>(contract, "activeMembers"));
  const asOf = Math.min(censusTime, time - 1);
  const onRoll = async () =>
    Number(
      (
        await read<{ activeMembers: bigint }>(
          registryAt(constitution.rolls, provider),
          "checkpointAt",
          constitution.rollId,
          asOf,
        )
      ).activeMembers,
    );
  const progress = async (name: "consents" | "shares", needed: number) =>
    progressOf(file, await read<bigint>(contract, name), needed);
  const residents = frozen > 0 ? frozen : await onRoll();
  const quorum = quorumWords(constitution.outcome);
  return {
    address,
    phase,
    undecided: await read<boolean>(contract, "undecided"),
    consents: await progress("consents", constitution.consentsRequired),
    shares: await progress("shares", file.board.threshold),
    ballots: Number(await read<bigint>(contract, "ballots")),
    residents,
    electorate: electorateOf(constitution.outcome, residents),
    quorum: quorum === undefined ? null : { ...quorum, closedBelow: constitution.outcome.closedBelowQuorum },
    minimumCensus: constitution.minimumCensus,
    censusTime,
    opensAt,
    boxClosesAt: closesAt + closeGrace,
    result: HAS_OUTCOME.includes(phase) ? await readResult(file, constitution.outcome, address, { provider }) : null,
  };
}

/** Counts per option, if any were made, and what the rule makes of them. */
async function readResult(
  file: ElectionFile,
  rule: OutcomeRule,
  address: string,
  { provider }: Pick<Rpc, "provider">,
): Promise<NonNullable<ElectionStatus["result"]>> {
  const contract = electionAt(address, provider);
  const options = optionsOf(file);
  const counted = (await read<bigint[]>(contract, "counts")).slice(0, options.length).map(Number);
  const counts = counted.length === 0 ? null : counted;
  const decided = outcomeFromAbi(await read<DecodedOutcome>(contract, "outcome"));
  const titles = options.map(({ title }) => inBoth(title, file));
  const named = (language: "ko" | "en") => titles.map((title, i) => `${title[language]}: ${counted[i]}`).join(", ");
  const inWords = counts === null ? null : { ko: named("ko"), en: named("en") };
  return { counts, counted: inWords, ...outcomeText(decided, rule, titles) };
}

function progressOf(file: ElectionFile, bits: bigint, needed: number): Progress {
  const has = file.board.trustees.map((_, i) => ((bits >> BigInt(i)) & 1n) === 1n);
  const missing = file.board.trustees.filter((_, i) => !has[i]).map(({ name }) => name);
  return { given: has.filter(Boolean).length, needed, missing };
}

function nextStep({ board, election, time }: Omit<Status, "next">, path: string): string {
  const word = shellWord(path);
  if (board === null) return `${RUN} deploy ${word}`;
  if (election === null) {
    if (board.stage === "dead") return `another board.name in ${path}, then ${RUN} deploy ${word}`;
    if (board.stage === "ready") return `${RUN} deploy ${word}`;
    return `trustees: ${RUN} trustee deal --board ${board.address}; then ${RUN} deploy ${word}`;
  }
  const { address, phase, consents, shares } = election;
  if (phase === "pending") {
    if (consents.given < consents.needed) {
      const after = time > election.censusTime ? "" : ` (after ${koreanTime(election.censusTime)})`;
      return `trustees: ${RUN} trustee consent --election ${address}${after}`;
    }
    return `${RUN} open ${word}${time < election.opensAt ? ` (from ${koreanTime(election.opensAt)})` : ""}`;
  }
  if (phase === "open") return `${RUN} watch ${word}; from ${koreanTime(election.boxClosesAt)}: ${RUN} tally ${word}`;
  if (phase === "sealed" && shares.given < shares.needed && election.ballots > 0) {
    return `trustees: ${RUN} trustee share --election ${address}`;
  }
  return phase === "closed" || phase === "sealed" ? `${RUN} tally ${word}` : `${RUN} archive ${word}`;
}
