import { getAddress } from "ethers";
import { agreed, agreedFinal, type Rpcs } from "../../../../sdk/chain/agreement.ts";
import { readBoard, readElectionKey, readEncryptionKeys } from "../../../../sdk/chain/board.ts";
import { requireDerivedCellElection } from "../../../../sdk/chain/cellOrigin.ts";
import { readConsentBasis } from "../../../../sdk/chain/census.ts";
import { openSeatShares } from "../../../../sdk/chain/dealtShares.ts";
import { judgedElection } from "../../../../sdk/chain/judgedElection.ts";
import { keysFingerprint } from "../../../../sdk/chain/keysFingerprint.ts";
import { requireDerivedElection } from "../../../../sdk/chain/proposalOrigin.ts";
import { ConstitutionMismatchError } from "../../../../sdk/chain/resident.ts";
import { readSeatActs, type SeatActs } from "../../../../sdk/chain/seatActs.ts";
import {
  makeConsent,
  makeDealing,
  makeRegistration,
  postConsent,
  postDealing,
  postRegistration,
  readDealingTask,
  seatOf,
} from "../../../../sdk/chain/trustee.ts";
import type { JournalEntry, JournalFlag, TrusteeJournal } from "../../../../sdk/chain/trusteeJournal.ts";
import type { TrusteeSecrets } from "../../../../sdk/chain/trusteeKeyFile.ts";
import { makeShare, postShare, type ShareTask } from "../../../../sdk/chain/trusteeShare.ts";
import { fingerprintOf } from "../../../../sdk/crypto/fingerprint.ts";
import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { rehearseShare } from "../../../../sdk/crypto/shareRehearsal.ts";
import { hashWords } from "../../../../sdk/crypto/transcript.ts";
import { constitutionHash } from "../../../../sdk/election/constitutionAbi.ts";
import type { Checkpoint } from "../../../../sdk/election/rollHistory.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import type { ProvingFiles } from "../../../../sdk/proofs/groth16.ts";
import { type CellContent, parseCellContent, projectTitle } from "../../../../sdk/proposals/cellContent.ts";
import type { CellOrigin } from "../../../../sdk/proposals/cellOrigin.ts";
import { isCellContent } from "../../../../sdk/proposals/contentFormat.ts";
import type { ProposalOrigin } from "../../../../sdk/proposals/proposalOrigin.ts";
import { templateHash } from "../../../../sdk/proposals/template.ts";
import type { AcceptedTrust } from "../../../../sdk/trust/acceptManifest.ts";
import { jointsOf } from "../../../../sdk/trust/jointsOf.ts";
import { requireTrusted, TrustMissingError } from "../../../../sdk/trust/requireTrusted.ts";
import { encodeShareFile } from "../../../../sdk/verify/shareFile.ts";
import { readShareTask } from "../../../../sdk/verify/shareTask.ts";
import { builtInContracts, builtInKeys } from "../../shared/verifier/builtIn.ts";
import { proofsInWorkers } from "../../shared/verifier/proofWorkers.ts";
import { electionFacts, ruleOf, seatFacts } from "./facts.ts";
import type { OwnSeat, Results, ShownCell, ShownForConsent, ShownProposal } from "./messages.ts";

/** What a trustee's deeds stand on: what is read, all nodes must say alike; what is sent goes to the first. */
export type Works = {
  readonly secrets: TrusteeSecrets;
  readonly rpcs: Rpcs;
  /** Whose board and roll are meant; undefined where the flags say that it goes on without. */
  readonly trust: AcceptedTrust | undefined;
  readonly progress: (done: number, total: number) => void;
};

/** A sum that this worker verified, with the share of the key that opens it; it never leaves the worker. */
export type VerifiedSum = {
  readonly task: ShareTask;
  readonly secret: bigint;
  /** What the chain has of this seat, which the key's journal must know of. */
  readonly acts: SeatActs;
};

export class RehearsalFailedError extends HanpyoError {
  constructor(seat: number) {
    super(
      "REHEARSAL_FAILED",
      `The share of seat ${seat} does not open a made-up ballot`,
      "Tell the other trustees before the vote opens",
    );
  }
}

/** What is noted before something is made of which there may be one only. */
export type Noting = (entry: JournalEntry) => Promise<void>;
export class CensusChangedError extends HanpyoError {
  constructor(found: Checkpoint, shown: Checkpoint) {
    super(
      "CENSUS_CHANGED",
      `The roll that was shown has ${shown.activeMembers} residents and root ${shown.root}, the one read now ${found.activeMembers} and ${found.root}`,
      "Do not consent; look at the roll again, and tell the other trustees",
    );
  }
}

/** Where a board is, and whether this trustee has done its part. */
export async function lookAt(board: string, { secrets, rpcs }: Works): Promise<OwnSeat> {
  const {
    encryptionKeys = [],
    electionKey,
    ...state
  } = await agreed(rpcs, async ({ provider }) => {
    const { stage, ...rest } = await readBoard(board, provider);
    const seats = rest.trustees.length;
    return {
      ...rest,
      stage,
      encryptionKeys: stage === "dealing" ? await readEncryptionKeys(board, seats, provider) : undefined,
      electionKey: stage === "ready" ? await readElectionKey(board, provider) : undefined,
    };
  });
  const seat = state.trustees.indexOf(secrets.account.address) + 1;
  return {
    seat,
    stage: state.stage,
    threshold: state.threshold,
    trustees: state.trustees.length,
    isTest: state.isTest,
    // In the first round the board's seats and threshold are all that there is to compare.
    keys:
      state.stage === "registering" || state.stage === "dealing"
        ? keysFingerprint({ ...state, encryptionKeys })
        : undefined,
    acted: !state.missing.includes(secrets.account.address),
    electionKey: electionKey && fingerprintOf(hashWords([electionKey.x, electionKey.y])),
  };
}

/** Round 1 or round 2 of the key ceremony, whichever the board is in; nothing is dealt before all keys are final (P2). */
export async function takePart(
  board: string,
  { secrets, rpcs, trust, progress }: Works,
  files: () => Promise<ProvingFiles>,
): Promise<Results["ceremony"]> {
  const state = await agreed(rpcs, ({ provider }) => readBoard(board, provider));
  const seat = seatOf(state, secrets.account.address);
  const sender = secrets.account.connect(rpcs[0].provider);
  if (state.stage === "registering") return postRegistration(board, makeRegistration(secrets.key, state, seat), sender);
  const block = await agreedFinal(rpcs, ruleOf(trust));
  const task = await agreed(rpcs, ({ provider }) => readDealingTask(board, seat, provider, block.number));
  const total = state.trustees.length;
  const dealing = await makeDealing(secrets.key, task, await files(), (made) => progress(made, total));
  return postDealing(board, dealing, sender);
}

/** Decrypts a made-up ballot under the board's key (P9.4). Throws `RehearsalFailedError`. */
export async function rehearse(board: string, { secrets, rpcs }: Works): Promise<Results["rehearse"]> {
  const facts = await agreed(rpcs, async ({ provider }) => ({
    ...(await seatFacts(board, secrets, provider)),
    electionKey: await readElectionKey(board, provider),
  }));
  if (!rehearseShare(openSeatShares(secrets.key, facts), facts, systemRandom))
    throw new RehearsalFailedError(facts.seat);
  return { seat: facts.seat };
}

/**
 * Who may vote in an election, beside the last one over the same roll, as of the last final block. Nothing of it is shown
 * of an election that came of a proposal and does not follow from it (P23.5).
 */
export async function censusOf(election: string, { rpcs, trust }: Works): Promise<Results["census"]> {
  const block = await agreedFinal(rpcs, ruleOf(trust));
  const { census, earlier, created, proposal, cell } = await agreed(rpcs, async ({ provider }) => {
    const basis = await readConsentBasis(election, provider, block.number, jointsOf(trust));
    if (!isCellContent(basis.created.content)) {
      return { ...basis, cell: undefined, proposal: await requireDerivedElection(basis.created, provider) };
    }
    return { ...basis, cell: await requireDerivedCellElection(basis.created, provider), proposal: undefined };
  });
  return {
    ...{ census, earlier },
    proposal: proposal && proposalShown(proposal, rpcs[0]),
    cell: cell && cellShown(cell, parseCellContent(created.content), rpcs[0]),
  };
}

function proposalShown({ id, templates, template }: ProposalOrigin, { chainId }: Rpcs[0]): ShownProposal {
  const { organizer, quota } = template;
  return { id: String(id), template: templateHash({ chainId, templates }, template), organizer, quota };
}

/** What was checked before to fit together: content has exactly the list's projects (P25.8). */
function cellShown(
  { templates, template, projects }: CellOrigin,
  content: CellContent,
  { chainId }: Rpcs[0],
): ShownCell {
  const { leastCost, mostOptions } = template.cell;
  return {
    template: templateHash({ chainId, templates }, template),
    organizer: template.organizer,
    ...{ budget: template.ballot.outcome.budget, leastCost, mostOptions },
    projects: content.projects.map((project, at) => ({
      ...{ id: String(project.id), title: projectTitle(project), cost: project.cost },
      supports: projects[at]?.supports ?? 0,
    })),
  };
}

/** Consents to the election and census that the trustee was shown, with this trustee's share of the key (P4.1). */
export async function consentTo(
  election: string,
  shown: ShownForConsent,
  { secrets, rpcs, trust }: Works,
  flags: readonly JournalFlag[],
  note: Noting,
): Promise<{ readonly hash: string }> {
  const { constitution, ...facts } = await agreed(rpcs, ({ provider }) => electionFacts(election, secrets, provider));
  const found = constitutionHash(constitution);
  if (found !== shown.constitutionHash) throw new ConstitutionMismatchError(election, found, shown.constitutionHash);
  const block = await agreedFinal(rpcs, ruleOf(trust));
  if (trust === undefined && !flags.includes("no-trust")) throw new TrustMissingError();
  if (trust !== undefined) requireTrusted(election, await judgedElection(rpcs, election, trust, block.number));
  const { census } = await agreed(rpcs, async ({ provider }) => {
    const basis = await readConsentBasis(election, provider, block.number, jointsOf(trust));
    await requireDerivedElection(basis.created, provider);
    return basis;
  });
  if (census.root !== shown.census.root) throw new CensusChangedError(census, shown.census);
  const secret = openSeatShares(secrets.key, facts);
  const noted = { root: String(census.root), depth: census.depth, activeMembers: census.activeMembers };
  await note({
    act: "consent",
    election: getAddress(election),
    constitutionHash: found,
    block,
    census: noted,
    flags,
  });
  const consent = makeConsent(secret, { ...facts, election, constitutionHash: found, census });
  return postConsent(election, consent, secrets.account.connect(rpcs[0].provider));
}

/** Repeats every rule of the contracts as of the last final block, and adds the ballots up (P9.1). Nothing is released. */
export async function sumOf(
  election: string,
  { secrets, rpcs, trust, progress }: Works,
  flags: readonly JournalFlag[],
): Promise<VerifiedSum> {
  const block = await agreedFinal(rpcs, ruleOf(trust));
  const own = await agreed(rpcs, ({ provider }) => electionFacts(election, secrets, provider));
  const report = (checked: number) => progress(checked, 0);
  const means = { keysFor: builtInKeys, contractsFor: builtInContracts, verify: proofsInWorkers, trust, report };
  const task = await readShareTask(rpcs, election, own.seat, block, means, flags);
  const acts = await agreed(rpcs, ({ provider }) => readSeatActs(election, own.seat, provider, block.number));
  return { task, secret: openSeatShares(secrets.key, own), acts };
}

/** Releases the share of a sum that the trustee has compared with others (P9.2, P9.3). */
export async function releaseShare(
  { task, secret }: VerifiedSum,
  journal: TrusteeJournal,
  { secrets, rpcs }: Works,
): Promise<Results["share"]> {
  const share = await makeShare(secret, task, journal);
  return postShare(task.election, share, secrets.account.connect(rpcs[0].provider));
}

/** The share of a sum as a file, without a network. */
export async function shareFileOf(
  { task, secret }: VerifiedSum,
  journal: TrusteeJournal,
): Promise<Results["shareFile"]> {
  const { chainId, election } = task;
  return { text: encodeShareFile(chainId, election, await makeShare(secret, task, journal)) };
}
