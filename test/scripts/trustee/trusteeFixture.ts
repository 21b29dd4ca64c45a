import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Wallet, ZeroHash } from "ethers";
import { castAll } from "../../../scripts/rehearsal/casting.ts";
import { demoPlan } from "../../../scripts/rehearsal/demoPlan.ts";
import { enrolResidents, newOffice, type Resident } from "../../../scripts/rehearsal/enrolment.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import type { Action, Made, Task } from "../../../scripts/trustee/action.ts";
import { createKeyFile } from "../../../scripts/trustee/keyFile.ts";
import type { Options } from "../../../scripts/trustee/options.ts";
import { type Report, runAction, type Voice } from "../../../scripts/trustee/run.ts";
import { deployShared, type SharedContracts } from "../../../sdk/chain/deploy.ts";
import { createBoard } from "../../../sdk/chain/factories.ts";
import { openElection, sealTally, sumTally } from "../../../sdk/chain/observer.ts";
import { createElection } from "../../../sdk/chain/organizer.ts";
import { readOpenElection } from "../../../sdk/chain/resident.ts";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import type { Constitution } from "../../../sdk/election/constitution.ts";
import { contentHash, encodeContent } from "../../../sdk/election/content.ts";
import { rollTree } from "../../../sdk/election/roll.ts";
import { censusAt } from "../../../sdk/election/rollHistory.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const ROLL = 1n;
const SILENT = { say: () => {}, spent: () => {} };
export const PASSPHRASE = "다섯 낱말 correct horse";

/** A municipality on a local chain with a board of 2 of 2, whose trustees have key files in a folder. */
export async function trusteeWorld() {
  const chain = await startLocalChain();
  const folder = mkdtempSync(join(tmpdir(), "hanpyo trustees "));
  const file = (name: string) => join(folder, name);
  writeFileSync(file("passphrase"), `${PASSPHRASE}\n`);
  const keys = [file("kim.json"), file("lee.json")] as const;
  const accounts: string[] = [];
  for (const key of keys) {
    const { account } = await createKeyFile(key, PASSPHRASE);
    await chain.provider.send("hardhat_setBalance", [account, "0x56bc75e2d63100000"]);
    accounts.push(account);
  }
  const staff: Wallet[] = [];
  for (let i = 0; i < 4; i++) staff.push(await chain.newAccount());
  const [registrar, approver, organizer, relayer] = staff as [Wallet, Wallet, Wallet, Wallet];
  const shared = await deployShared(
    { registrar: registrar.address, approver: approver.address, rotationDelay: 7 * DAY, isTest: true },
    organizer,
  );
  const world = { chain, folder, file, keys, accounts, registrar, approver, organizer, relayer, shared };
  return { ...world, board: await newBoard(world, accounts) };
}

export type World = Awaited<ReturnType<typeof trusteeWorld>>;

type Deployment = { readonly chain: LocalChain; readonly organizer: Wallet; readonly shared: SharedContracts };

export async function newBoard({ chain, organizer, shared }: Deployment, trustees: readonly string[]): Promise<string> {
  const now = await chain.now();
  const deployed = await createBoard(
    shared.boardFactory.address,
    {
      factory: shared.factory.address,
      trustees,
      threshold: 2,
      registerBy: now + DAY,
      dealBy: now + 2 * DAY,
      termEndsAt: now + 365 * DAY,
      isTest: true,
    },
    organizer,
  );
  return deployed.address;
}

/** Two residents and an election of the board for them. */
export async function newElection(
  world: World,
  changed: Partial<Constitution> = {},
): Promise<{ readonly election: string; readonly residents: Resident[] }> {
  const { chain, shared, board, registrar, approver, organizer, relayer } = world;
  const residents = await enrolResidents(
    2,
    ROLL,
    { chainId: (await chain.provider.getNetwork()).chainId, registry: shared.registry.address },
    { registrar: newOffice(registrar), approver: newOffice(approver) },
    (await chain.now()) + 30 * DAY,
    relayer,
    SILENT,
  );
  const content = encodeContent(demoPlan.content);
  const censusTime = (await chain.now()) + HOUR;
  const [opensAt, closesAt] = [censusTime + 3 * DAY, censusTime + 10 * DAY];
  const { election } = await createElection(
    shared.factory.address,
    {
      contentHash: contentHash(content),
      jointHash: ZeroHash,
      rolls: shared.registry.address,
      rollId: ROLL,
      minimumCensus: 2,
      board,
      consentsRequired: 2,
      minimumBallots: 1,
      revoting: true,
      masked: false,
      isTest: true,
      ballotSize: demoPlan.ballotSize,
      rules: demoPlan.rules,
      outcome: demoPlan.outcome,
      schedule: {
        censusTime,
        opensAt,
        openGrace: DAY,
        closesAt,
        closeGrace: HOUR,
        sharesDueAt: closesAt + 3 * DAY,
        sealDelay: 600,
      },
      ...changed,
    },
    content,
    organizer,
  );
  return { election, residents };
}

/** Opens the election and has every resident cast one ballot, each in a batch of its own. */
export async function openAndCast(world: World, election: string, residents: readonly Resident[]) {
  const { chain, relayer } = world;
  const { schedule } = (await readOpenElection(election, chain.provider)).constitution;
  await chain.moveTo(schedule.opensAt);
  await openElection(election, relayer);
  await castInto(world, election, residents);
}

/** Has every resident cast one ballot into an open box, each in a batch of its own. */
export async function castInto({ chain, shared, relayer }: World, election: string, residents: readonly Resident[]) {
  const open = await readOpenElection(election, chain.provider);
  const { censusTime } = open.constitution.schedule;
  const tree = rollTree(
    censusAt(await readRollHistory(shared.registry.address, chain.provider), ROLL, censusTime).leaves,
  );
  await castAll(open, tree, residents, demoPlan.ballots, [1], relayer, SILENT);
}

/** Closes the box and seals the sum. */
export async function closeAndSeal({ chain, relayer }: World, election: string): Promise<void> {
  const { schedule } = (await readOpenElection(election, chain.provider)).constitution;
  await chain.moveTo(schedule.closesAt + schedule.closeGrace);
  await sumTally(election, relayer);
  await chain.wait(schedule.sealDelay);
  await sealTally(election, relayer);
}

/**
 * Runs a part of an action as the command line does, with the trustees' passphrase; answers every question with yes. A
 * local chain is one machine, so reading says that one node is enough unless `oneNode` is given, and goes on without a
 * trust file unless one is.
 */
export async function act<T extends Task, M extends Made>(
  { file }: Pick<World, "file">,
  action: Action<T, M>,
  options: Partial<Options>,
  confirm: Voice["confirm"] = async () => {},
): Promise<{ readonly report: Report; readonly lines: readonly string[]; readonly questions: readonly string[] }> {
  const lines: string[] = [];
  const questions: string[] = [];
  const voice: Voice = {
    print: (line) => lines.push(line),
    say: () => {},
    confirm: (question, instead) => {
      questions.push(question);
      return confirm(question, instead);
    },
  };
  const passphrase =
    options.writeTask === undefined &&
    options.passphraseFile === undefined &&
    (options.key ?? options.account) !== undefined;
  const isReading = options.task === undefined && options.post === undefined;
  const report = await runAction(
    action,
    {
      rpc: [],
      ...(isReading ? { oneNode: true } : {}),
      ...(isReading && action.name !== "deal" && options.trust === undefined ? { withoutTrust: true } : {}),
      ...options,
      ...(passphrase ? { passphraseFile: file("passphrase") } : {}),
    },
    voice,
  );
  return { report, lines, questions };
}
