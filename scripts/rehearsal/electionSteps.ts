import type { LeanIMT } from "@zk-kit/lean-imt";
import { type Wallet, ZeroAddress, ZeroHash } from "ethers";
import { ContractRefusedError } from "../../sdk/chain/contracts.ts";
import { deployShared, type SharedContracts } from "../../sdk/chain/deploy.ts";
import { createBoard } from "../../sdk/chain/factories.ts";
import {
  openElection,
  postResult,
  readPhase,
  readShares,
  readSum,
  sealTally,
  sumTally,
} from "../../sdk/chain/observer.ts";
import { createElection, readConstitution } from "../../sdk/chain/organizer.ts";
import { castBallot } from "../../sdk/chain/relayer.ts";
import { type OpenElection, readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { makeConsent, postConsent, readConsentTask, recoverShareSecret } from "../../sdk/chain/trustee.ts";
import { memoryJournal } from "../../sdk/chain/trusteeJournal.ts";
import { makeShare, postShare } from "../../sdk/chain/trusteeShare.ts";
import type { Ballot } from "../../sdk/election/ballot.ts";
import type { Constitution } from "../../sdk/election/constitution.ts";
import { contentHash, encodeContent } from "../../sdk/election/content.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { decryptCounts } from "../../sdk/election/tally.ts";
import type { Check } from "../../sdk/verify/check.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import type { Relayer } from "../../services/relayer/relayer.ts";
import { verificationKeys } from "../checkout/circuitFiles.ts";
import { proofsInThreads } from "../threads/proofThreads.ts";
import { castAll, makeBallot } from "./casting.ts";
import { dealAll, newTrustees, registerAll, type Trustee } from "./ceremony.ts";
import { enrolResidents, newOffice, type Resident } from "./enrolment.ts";
import { enrolAtOffices } from "./enrolmentAtOffices.ts";
import { localShareTask } from "./localShareTask.ts";
import type { RehearsalPlan } from "./plan.ts";
import type { RehearsalChain, Staff } from "./realChain.ts";
import { allCast, relay, startElectionRelayer } from "./relaying.ts";
import type { Progress, Step } from "./step.ts";
import { DAYS, type ElectionTimes } from "./times.ts";

/** Who and what an election was held with; a further one can be held with the same. */
export type Town = {
  readonly shared: SharedContracts;
  readonly board: string;
  readonly trustees: readonly Trustee[];
  /** Each seat's share of the election key. */
  readonly secrets: readonly bigint[];
  readonly residents: readonly Resident[];
  readonly registrar: Wallet;
  readonly approver: Wallet;
  readonly organizer: Wallet;
  /** Pays for what anybody may send. */
  readonly relayer: Wallet;
};

/** What a rehearsal leaves behind. */
export type Rehearsed = {
  readonly election: string;
  readonly record: ElectionRecord;
  readonly checks: readonly Check[];
  readonly town: Town;
};

const DAY = 24 * 3600;
const ROLL = 1n;

/**
 * The phases of one whole election, in order, as steps to be run and shown (P1 to P11). `done` gives what the last step
 * left behind.
 * @param times Days, on a chain whose clock is moved; else as short as the chain allows.
 */
export function electionSteps(
  plan: RehearsalPlan,
  chain: RehearsalChain,
  times: ElectionTimes = DAYS,
): { readonly steps: readonly Step[]; done(): Rehearsed } {
  let shared: SharedContracts;
  let [registrar, approver, organizer, relayer]: Wallet[] = [];
  let trustees: Trustee[] = [];
  let secrets: bigint[] = [];
  let residents: Resident[] = [];
  let ballots: Ballot[] = [];
  let board = "";
  let election = "";
  let open: OpenElection;
  let tree: LeanIMT;
  let service: Relayer | undefined;
  let rehearsed: Rehearsed;

  const account = (wallet: Wallet | undefined) => wallet as Wallet;

  async function settled(progress: Progress, what: string): Promise<void> {
    if (chain.settle === undefined) return;
    progress.say(`waiting until ${what} is final`);
    await chain.settle();
  }

  async function deployment(progress: Progress): Promise<string> {
    ({ registrar, approver, organizer, relayer } = await (chain.staff?.() ?? newStaff(chain)));
    const terms = plan.own?.offices ?? { rotationDelay: 7 * DAY, isTest: true };
    shared = await deployShared({ registrar: registrar.address, approver: approver.address, ...terms }, organizer);
    for (const deployed of Object.values(shared.all)) progress.spent(deployed);
    trustees = await newTrustees(chain, plan.trustees);
    const now = await chain.now();
    const deployed = await createBoard(
      shared.boardFactory.address,
      {
        factory: shared.factory.address,
        trustees: trustees.map((trustee) => trustee.account.address),
        threshold: plan.threshold,
        ...(plan.own?.board ?? {
          registerBy: now + times.registering,
          dealBy: now + times.dealing,
          termEndsAt: now + times.term,
          isTest: true,
        }),
      },
      organizer,
    );
    progress.spent(deployed);
    board = deployed.address;
    return `${Object.keys(shared.all).length + 1} contracts`;
  }

  async function ceremony(progress: Progress): Promise<string> {
    await registerAll(board, trustees, progress);
    await settled(progress, "the registrations");
    await dealAll(board, trustees, progress);
    secrets = [];
    for (const { key, seat, account: trustee } of trustees) {
      secrets.push(await recoverShareSecret(key, board, seat, trustee));
    }
    return `election key of ${plan.threshold}-of-${plan.trustees} trustees`;
  }

  async function enrolment(progress: Progress): Promise<string> {
    if (plan.offices) return enrolmentAtOffices(progress);
    const registry = { chainId: (await chain.provider.getNetwork()).chainId, registry: shared.registry.address };
    const offices = { registrar: newOffice(account(registrar)), approver: newOffice(account(approver)) };
    const expiresAt = (await chain.now()) + 30 * DAY;
    residents = await enrolResidents(
      plan.ballots.length,
      rollOf(plan),
      registry,
      offices,
      expiresAt,
      account(relayer),
      progress,
    );
    return `${residents.length} residents, each with two vouchers and a proof`;
  }

  async function enrolmentAtOffices(progress: Progress): Promise<string> {
    const town = { registry: shared.registry.address, registrar: account(registrar), approver: account(approver) };
    const { residents: enrolled, methods } = await enrolAtOffices(
      plan.ballots.length,
      rollOf(plan),
      town,
      chain,
      progress,
    );
    residents = enrolled;
    const each = methods.map(({ name, count }) => `${count} by ${name}`).join(", ");
    return `${residents.length} residents at two offices, ${each}`;
  }

  async function creation(progress: Progress): Promise<string> {
    const content = encodeContent(plan.content);
    const place = { rolls: shared.registry.address, board };
    const constitution = plan.own?.constitutionOf(place) ?? demoConstitution(plan, place, times, await chain.now());
    const created = await createElection(shared.factory.address, constitution, content, account(organizer));
    progress.spent(created);
    election = created.election;
    return election;
  }

  async function consent(progress: Progress): Promise<string> {
    const { schedule } = await readConstitution(election, chain.provider);
    await chain.moveTo(schedule.censusTime + 1);
    await settled(progress, "the census");
    for (const { seat } of trustees) {
      const task = await readConsentTask(election, seat, chain.provider);
      const made = makeConsent(secrets[seat - 1] as bigint, task);
      progress.spent(await postConsent(election, made, account(relayer)));
      progress.say(`trustee ${seat} of ${trustees.length} consented`);
    }
    return `${trustees.length} of ${trustees.length} trustees hold their shares and agree to a roll of ${residents.length}`;
  }

  async function opening(progress: Progress): Promise<string> {
    const { schedule } = (await readOpenElection(election, chain.provider)).constitution;
    await chain.moveTo(schedule.opensAt);
    progress.spent(await openElection(election, account(relayer)));
    open = await readOpenElection(election, chain.provider);
    const history = await readRollHistory(shared.registry.address, chain.provider);
    tree = rollTree(censusAt(history, rollOf(plan), schedule.censusTime).leaves);
    return `census of ${residents.length}`;
  }

  async function casting(progress: Progress): Promise<string> {
    if (plan.relayed) return castingByRelayer(progress);
    ballots = await castAll(open, tree, residents, plan.ballots, plan.batchSizes, account(relayer), progress);
    return `${ballots.length} ballots`;
  }

  async function changing(progress: Progress): Promise<string> {
    const { resident, choices } = plan.change as NonNullable<RehearsalPlan["change"]>;
    const voter = residents[resident] as Resident;
    const later = await makeBallot(open, tree, voter, choices, account(relayer));
    if (service === undefined) progress.spent(await castBallot(election, later, account(relayer)));
    else {
      const since = await chain.provider.getBlockNumber();
      await relay(later, open, service, chain);
      await allCast(service, election, since, chain, progress);
    }
    try {
      await castBallot(election, ballots[resident] as Ballot, account(relayer));
    } catch (error) {
      if (error instanceof ContractRefusedError && error.refusal === "SlotMoved") {
        return `version ${later.version} replaces version 0; the replay of version 0 is refused (SlotMoved)`;
      }
      throw error;
    }
    throw new ReplayAcceptedError();
  }

  async function castingByRelayer(progress: Progress): Promise<string> {
    const since = await chain.provider.getBlockNumber();
    const batchSize = plan.batchSizes.at(-1) as number;
    service = await startElectionRelayer(open, account(relayer).privateKey, batchSize, chain);
    ballots = [];
    for (const [index, resident] of residents.entries()) {
      const choices = plan.ballots[index] as readonly number[];
      const ballot = await makeBallot(open, tree, resident, choices, account(relayer));
      await relay(ballot, open, service, chain);
      ballots.push(ballot);
      progress.say(`ballot ${ballots.length} of ${residents.length} acknowledged by the relayer`);
    }
    await allCast(service, election, since, chain, progress);
    return `${ballots.length} ballots, each acknowledged by the relayer at ${service.url}`;
  }

  async function sealing(progress: Progress): Promise<string> {
    await service?.close();
    const { schedule } = open.constitution;
    await chain.moveTo(schedule.closesAt + schedule.closeGrace);
    const chunks = await sumTally(election, account(relayer));
    for (const chunk of chunks) progress.spent(chunk);
    await chain.wait(schedule.sealDelay);
    progress.spent(await sealTally(election, account(relayer)));
    await settled(progress, "the sum");
    return "the box is closed, the encrypted sum is frozen";
  }

  async function decryption(progress: Progress): Promise<string> {
    for (const seat of plan.sharing) {
      const task = await localShareTask(election, seat, chain, (checked) =>
        progress.say(`trustee ${seat}: ${checked} ballots checked`),
      );
      const share = await makeShare(secrets[seat - 1] as bigint, task, memoryJournal());
      progress.spent(await postShare(election, share, account(relayer)));
    }
    const away = trustees.map(({ seat }) => seat).filter((seat) => !plan.sharing.includes(seat));
    const absent = away.length > 0 ? `; trustees ${away.join(", ")} stay away` : "";
    return `shares of trustees ${plan.sharing.join(", ")}${absent}`;
  }

  async function result(progress: Progress): Promise<string> {
    const shares = (await readShares(election, chain.provider)).slice(0, plan.threshold);
    const sum = await readSum(election, chain.provider);
    const bound = residents.length * plan.rules.maxPerOption;
    const counts = decryptCounts(sum, shares, plan.trustees, bound, (done, total) =>
      progress.say(`searching the counts: ${done} of ${total}`),
    );
    progress.spent(await postResult(election, counts, shares, sum, account(relayer)));
    return `${counts.slice(0, plan.rules.optionCount).join(", ")} votes, ${await readPhase(election, chain.provider)}`;
  }

  async function verification(progress: Progress): Promise<string> {
    const record = await exportRecord(election, chain.provider);
    const checks = await verifyElection(record, {
      keysFor: verificationKeys,
      verify: proofsInThreads,
      report: (what, checked, total) => progress.say(`${what}: ${checked} of ${total} checked`),
    });
    const accounts = {
      registrar: account(registrar),
      approver: account(approver),
      organizer: account(organizer),
      relayer: account(relayer),
    };
    const town = { ...accounts, shared, board, trustees, secrets, residents };
    rehearsed = { election, record, checks, town };
    return `${checks.filter(({ ok }) => ok).length} of ${checks.length} checks hold`;
  }

  const steps: Step[] = [
    { title: "Deployment", run: deployment },
    { title: "Key ceremony", run: ceremony },
    { title: "Enrolment", run: enrolment },
    { title: "Creation", run: creation },
    { title: "Census and consent", run: consent },
    { title: "Opening", run: opening },
    { title: "Casting", run: casting },
    ...(plan.change === undefined ? [] : [{ title: "Changing a vote", run: changing }]),
    { title: "Closing and sealing", run: sealing },
    { title: "Decryption", run: decryption },
    { title: "Result", run: result },
    { title: "Record and verification", run: verification },
  ];
  return { steps, done: () => rehearsed };
}

/** Any: the roll does not depend on where it is. */
const ANYWHERE = { rolls: ZeroAddress, board: ZeroAddress };

function rollOf({ own }: RehearsalPlan): bigint {
  return own?.constitutionOf(ANYWHERE).rollId ?? ROLL;
}

/** A test's constitution. @param now Unix seconds. */
function demoConstitution(
  plan: RehearsalPlan,
  place: Pick<Constitution, "rolls" | "board">,
  times: ElectionTimes,
  now: number,
): Constitution {
  const censusTime = now + times.untilCensus;
  const opensAt = censusTime + times.consenting;
  const closesAt = opensAt + times.voting;
  return {
    contentHash: contentHash(encodeContent(plan.content)),
    jointHash: ZeroHash,
    ...place,
    rollId: ROLL,
    minimumCensus: Math.min(10, plan.ballots.length),
    consentsRequired: Math.min(plan.threshold + 1, plan.trustees),
    minimumBallots: 1,
    revoting: true,
    masked: false,
    isTest: true,
    ballotSize: plan.ballotSize,
    rules: plan.rules,
    schedule: {
      censusTime,
      opensAt,
      openGrace: times.openGrace,
      closesAt,
      closeGrace: times.closeGrace,
      sharesDueAt: closesAt + times.sharing,
      sealDelay: times.sealDelay,
    },
    outcome: plan.outcome,
  };
}

/** Accounts for everybody, on a chain that gives each ether. */
async function newStaff(chain: RehearsalChain): Promise<Staff> {
  const registrar = await chain.newAccount();
  const approver = await chain.newAccount();
  const organizer = await chain.newAccount();
  return { registrar, approver, organizer, relayer: await chain.newAccount() };
}

/** The contract took a ballot for a version that its slot had left. */
class ReplayAcceptedError extends Error {
  constructor() {
    super("A replayed ballot was accepted: the election is broken");
  }
}
