import { Contract, Interface, type JsonRpcProvider } from "ethers";
import rollArtifact from "../../artifacts/contracts/types/IRollSource.sol/IRollSource.json" with { type: "json" };
import { ContractRefusedError, read } from "../../sdk/chain/contracts.ts";
import {
  postClosesAt,
  postingOf,
  readActStanding,
  readNewcomersRoot,
  readProposalTerms,
} from "../../sdk/chain/proposalActs.ts";
import { proposalsAt } from "../../sdk/chain/proposalContracts.ts";
import { formatTracker } from "../../sdk/crypto/tracker.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { actContent, actTracker, type Change, type Post, versionOf } from "../../sdk/proposals/act.ts";
import { actAcknowledgementData } from "../../sdk/proposals/actAcknowledgement.ts";
import { postScope, signalOf, supportScope } from "../../sdk/proposals/actions.ts";
import { type ActPackage, encodeActPackage, parseActPackage } from "../../sdk/proposals/actPackage.ts";
import { postedTemplate } from "../../sdk/proposals/postedTemplate.ts";
import { checkActForm } from "./actForm.ts";
import { isPost } from "./actKind.ts";
import { agreedReading } from "./agreedReading.ts";
import type { IntakeOf } from "./intake.ts";
import {
  ActBusyError,
  ActMovedError,
  ActProofInvalidError,
  ChangesPerDayError,
  GroupNotShownError,
  PackageMalformedError,
  PostsWaitingError,
  PostTooLateError,
  ProposalClosedError,
  ProposalNotPostedError,
  ProposalReachedError,
  ProposalsNotServedError,
} from "./refusals.ts";
import type { Works } from "./works.ts";

/** What an act's proof is over, and until when it can be taken. */
export type ActTerms = {
  /** Of the census, or of the newcomers' group. */
  readonly root: bigint;
  /** Unix seconds. */
  readonly closesAt: number;
};

const DAY = 86_400;
const rollInterface = new Interface(rollArtifact.abi);

/** How acts are taken (P21.10). */
export const actIntake: IntakeOf<ActPackage, ActTerms> = {
  parse(text) {
    try {
      const given = parseActPackage(text);
      // A posting's template is read here for the first time.
      actContent(given.chainId, given.act);
      return given;
    } catch (error) {
      if (error instanceof HanpyoError) throw new PackageMalformedError(error.what);
      throw error;
    }
  },
  encode: encodeActPackage,
  promisable({ chainId, proposals, act }) {
    const { message } = actContent(chainId, act);
    const [nullifier, version] = [act.nullifier, versionOf(act)];
    return { kind: "act", chainId, contract: proposals, nullifier, version, content: message };
  },
  async readTerms(works, { chainId, proposals, act }) {
    const templates = await works.proposals.templatesOf(proposals);
    checkActForm(act);
    if (act.kind === "change") return changeTerms(works, proposals, act);
    if (act.templates !== templates) throw new ProposalsNotServedError(act.templates);
    return postTerms(works, proposals, chainId, act);
  },
  // Before the chain is asked.
  checkForm: () => {},
  isTest: ({ proposals: served }, { chainId, proposals, act }) => served.isTest(proposals, chainId, act),
  requireInTime({ act }, { closesAt }, now) {
    if (now >= closesAt) {
      throw act.kind === "change" ? new ProposalClosedError(closesAt, now) : new PostTooLateError(closesAt, now);
    }
    return closesAt;
  },
  async checkSlot({ chain }, { chainId, proposals, act }) {
    const { provider } = chain;
    const standing = await readActStanding(proposals, chainId, act, provider);
    if (act.kind === "change") return requireDue(act, standing);
    if (standing.version > 0n) return requireSamePost(proposals, chainId, act, provider);
    // What proofs hold is said below, and counted.
    if (standing.refused === undefined || standing.refused.refusal === "PostProofInvalid") return;
    throw standing.refused;
  },
  async isProved({ proofs }, { chainId, proposals, act }, { root }) {
    const place = { chainId, proposals };
    const scope = act.kind === "change" ? supportScope(place, act.id) : postScope(place, slotOf(chainId, act));
    const { message } = actContent(chainId, act);
    const publicSignals = [root, act.nullifier, signalOf(message), signalOf(scope)];
    return proofs.check({ signal: { publicSignals, proof: act.proof } });
  },
  unproved: ActProofInvalidError,
  requireBelowLimit({ store, limits }, { proposals, act }, now) {
    const { changesPerDay, mostWaitingPosts, promise } = limits;
    if (act.kind === "post") {
      // Each goes alone in a transaction: more of them would keep ballots from their blocks.
      const waiting = store.unsettled().filter((kept) => kept.placement === "waiting" && isPost(kept)).length;
      if (waiting >= mostWaitingPosts) throw new PostsWaitingError(mostWaitingPosts);
      return;
    }
    // Deadlines tell the day of which they are: no time of arrival is kept.
    const after = now - DAY + promise;
    const key = { kind: "act", contract: proposals, nullifier: act.nullifier } as const;
    if (store.taken(key, after) >= changesPerDay) throw new ChangesPerDayError(changesPerDay);
  },
  async sign({ account }, { chainId, proposals, act }, deadline) {
    const { subject, message } = actContent(chainId, act);
    const [nullifier, version] = [act.nullifier, versionOf(act)];
    const data = actAcknowledgementData({ chainId, proposals, subject, nullifier, version, message, deadline });
    return account.signTypedData(data.domain, data.types, data.message);
  },
  trackerOf({ chainId, proposals, act }) {
    const { message } = actContent(chainId, act);
    return formatTracker(actTracker(proposals, { nullifier: act.nullifier, version: versionOf(act), message }));
  },
  busy: ({ act }) => new ActBusyError(versionOf(act)),
};

/** As two nodes say it, where there are two. */
async function changeTerms({ chain, proposals: served }: Works, proposals: string, act: Change): Promise<ActTerms> {
  const { id, newcomersCut } = act;
  const terms = await agreedReading(
    chain,
    async (provider) => {
      const found = await readProposalTerms(proposals, id, provider);
      if (newcomersCut === 0 || found.postedAt === 0) return { ...found, root: found.censusRoot };
      const shown = await readNewcomersRoot(proposals, found.templateHash, newcomersCut, provider);
      return { ...found, root: newcomersCut < found.cut ? 0n : shown };
    },
    ({ postedAt, closesAt, templateHash, root }) => [postedAt, closesAt, templateHash, root].join(),
  );
  if (terms.postedAt === 0) throw new ProposalNotPostedError(id);
  if (terms.root === 0n) throw new GroupNotShownError(newcomersCut);
  if (served.asksTerms) served.requireTerms(proposals, await served.facts(proposals, terms.templateHash));
  return { root: terms.root, closesAt: terms.closesAt };
}

async function postTerms({ chain, proposals: served }: Works, proposals: string, chainId: bigint, act: Post) {
  const template = postedTemplate(chainId, act);
  served.requireTerms(proposals, template);
  const root = await agreedReading(chain, (provider) => censusRoot(template, act.cut, provider), String);
  return { root, closesAt: postClosesAt(chainId, act) };
}

/** 0 where the roll has no state at the cut; the contract says more of it. */
async function censusRoot(
  { rolls, rollId }: { readonly rolls: string; readonly rollId: bigint },
  cut: number,
  provider: JsonRpcProvider,
): Promise<bigint> {
  try {
    return (await read<{ root: bigint }>(new Contract(rolls, rollInterface, provider), "checkpointAt", rollId, cut))
      .root;
  } catch (error) {
    if (error instanceof ContractRefusedError) return 0n;
    throw error;
  }
}

function requireDue(act: Change, { version, ended }: Awaited<ReturnType<typeof readActStanding>>): void {
  if (version === BigInt(act.version) + 1n) return;
  if (version !== BigInt(act.version)) throw new ActMovedError(act.version, version);
  if (ended === "latched") throw new ProposalReachedError();
}

/** The very post that stands on the chain is taken; of another one the contract says, as it is asked, that the slot is used. */
async function requireSamePost(proposals: string, chainId: bigint, act: Post, provider: JsonRpcProvider) {
  const contract = proposalsAt(proposals, provider);
  const posted = await read<{ templateHash: string; digest: string }>(
    contract,
    "proposal",
    await read<bigint>(contract, "postedWith", act.nullifier),
  );
  if (posted.templateHash === postedTemplate(chainId, act).hash && posted.digest === act.digest) return;
  await read(contract, "post", postingOf(chainId, act));
}

function slotOf(chainId: bigint, act: Post) {
  const { limitKey, periodLength } = postedTemplate(chainId, act);
  return { limitKey, periodLength, period: act.period, slot: act.slot };
}
