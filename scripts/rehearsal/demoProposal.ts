import { setTimeout as wait } from "node:timers/promises";
import { readActPlace } from "../../sdk/chain/actPlace.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { membershipProof, rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";
import { proveChange, provePost } from "../../sdk/proofs/proposalProof.ts";
import type { Change, Post } from "../../sdk/proposals/act.ts";
import { postedSubject, proposalId } from "../../sdk/proposals/actions.ts";
import type { ActPackage } from "../../sdk/proposals/actPackage.ts";
import { templateBytes } from "../../sdk/proposals/postedTemplate.ts";
import { type ProposalText, saltText } from "../../sdk/proposals/proposalText.ts";
import { limitKey, type Template, templateHash } from "../../sdk/proposals/template.ts";
import { writeTextFile } from "../../sdk/proposals/textFile.ts";
import { textDigest } from "../../sdk/proposals/textLeaf.ts";
import { weeklyCut } from "../../sdk/proposals/weeklyCut.ts";
import { handText } from "../../sdk/relaying/actClient.ts";
import { submitAct } from "../../sdk/relaying/actLadder.ts";
import { startMirror } from "../../services/mirror/mirror.ts";
import type { Relayer } from "../../services/relayer/relayer.ts";
import { semaphoreProvingFiles } from "../checkout/semaphoreCircuit.ts";
import type { Resident } from "./enrolment.ts";
import type { LocalChain } from "./localChain.ts";
import type { Town } from "./town.ts";

/** The services that keep texts of a demonstration's proposals. */
export type DemoMirrors = { readonly urls: readonly string[]; close(): Promise<void> };

const MIRRORS = 3;
/** Milliseconds between two looks at the chain, and between a mirror's rounds. */
const LOOK = 100;
const ROUND = 1_000;
const TIMEOUT = 30_000;

/** What a resident of the demonstration proposes. */
export const DEMO_TEXT: ProposalText = {
  header: { kind: "ordinance", language: "ko", category: "교통", district: "한표동", place: "한표초등학교 앞길" },
  title: "학교 앞길을 걷는 길로 만드는 조례 (체험)",
  paragraphs: [
    "아침 8시부터 9시까지 학교 앞길에 차가 몰려 아이들이 차도로 걷습니다. 지난 두 해 동안 다친 아이가 여섯 명입니다.",
    "등교 시간과 하교 시간에 학교 앞 200 m 길에 차가 들어오지 못하게 합니다. 주민의 차와 급한 차는 다닐 수 있습니다.",
    "옆 골목에 차가 몰리지 않도록 석 달 동안 해 보고, 그 결과를 주민에게 알린 뒤 계속할지 정합니다.",
  ],
};

/** Starts the mirrors of a town's proposals, each of which asks the ones before it for what it lacks. */
export async function startDemoMirrors({ shared, organizer }: Town, chain: LocalChain): Promise<DemoMirrors> {
  const mirrors: Awaited<ReturnType<typeof startMirror>>[] = [];
  for (let i = 0; i < MIRRORS; i++) {
    const mirror = await startMirror({
      rpc: chain.url,
      notices: shared.proposals.notices.address,
      served: { organizer: organizer.address, rolls: [shared.registry.address] },
      mirrors: mirrors.map(({ url }) => url),
      interval: ROUND,
      limits: { finality: 5, requestsPerMinute: 100_000, readsPerMinute: 100_000 },
    });
    mirrors.push(mirror);
  }
  return {
    urls: mirrors.map(({ url }) => url),
    async close() {
      for (const mirror of mirrors) await mirror.close();
    },
  };
}

/** A proposal of a demonstration that its relayer took. */
export type DemoProposal = {
  readonly id: bigint;
  /** Hands the residents' supports to the relayer, once the posting is in a block. */
  support(residents: readonly Resident[]): Promise<void>;
  /** Waits until all that was handed over is in a block. */
  settled(): Promise<void>;
};

/**
 * Posts a text under a template that is in force, by the relayer, which hands the text on to its mirrors.
 * @param cost Of a project of a budget cell, in won; 0 of any other proposal.
 */
export async function postDemoProposal(
  town: Town,
  template: Template,
  text: ProposalText,
  author: Resident,
  relayer: Relayer,
  chain: LocalChain,
  cost = 0n,
): Promise<DemoProposal> {
  const { chainId } = await chain.provider.getNetwork();
  const { proposals, templates } = town.shared.proposals;
  const place = { chainId, proposals: proposals.address };
  const now = await chain.now();
  const [cut, period] = [weeklyCut(now), Math.floor(now / template.periodLength)];
  const history = await readRollHistory(town.shared.registry.address, chain.provider);
  const tree = rollTree(censusAt(history, template.rollId, cut).leaves);
  const signallerOf = ({ secret, identityCommitment }: Resident) => ({
    secret,
    membership: membershipProof(tree, identityCommitment, CENSUS_DEPTH),
  });
  const files = semaphoreProvingFiles();

  const leaves = saltText(text, systemRandom);
  const digest = textDigest(leaves);
  const subject = postedSubject(templateHash({ chainId, templates: templates.address }, template), digest, cost);
  const slot = { limitKey: limitKey(template), periodLength: template.periodLength, period, slot: 0 };
  const posted = await provePost(files, place, { slot, subject }, signallerOf(author));
  const terms = {
    templates: templates.address,
    template: templateBytes(template),
    digest,
    cut,
    period,
    slot: 0,
    ...(cost > 0n && { cost }),
  };
  const post: Post = { kind: "post", ...terms, ...posted };
  const { tracker } = await act({ ...place, act: post }, relayer, chain);
  await handText(relayer, tracker, writeTextFile(leaves), { timeout: TIMEOUT, fetch });

  const id = proposalId(place, subject, tree.root, posted.nullifier);
  const handed: ActPackage[] = [{ ...place, act: post }];
  const settled = async () => {
    for (const one of handed) await cast(one, chain);
  };
  return {
    id,
    settled,
    async support(residents) {
      await settled();
      for (const resident of residents) {
        const proved = await proveChange(files, place, { id, version: 0 }, signallerOf(resident));
        const change: Change = { kind: "change", id, version: 0, newcomersCut: 0, ...proved };
        await act({ ...place, act: change }, relayer, chain);
        handed.push({ ...place, act: change });
      }
    },
  };
}

/** Hands an act to the relayer as a resident's device does. */
async function act(given: ActPackage, { url, address }: Relayer, { provider }: LocalChain) {
  const ladder = { relayers: [{ url, address }], provider, tries: 3, rounds: 2, delay: 500, timeout: TIMEOUT };
  const submission = await submitAct(given, { ...ladder, fetch, wait: (milliseconds) => wait(milliseconds) });
  if (submission.outcome === "acknowledged") return submission;
  throw new ActNotAcknowledgedError(submission.outcome);
}

/** Waits until an act is in a block. */
async function cast(given: ActPackage, { provider }: LocalChain): Promise<void> {
  while ((await readActPlace(given, provider)).place !== "cast") await wait(LOOK);
}

/** The relayer did not take an act of the demonstration. */
class ActNotAcknowledgedError extends Error {
  constructor(outcome: string) {
    super(`The relayer did not acknowledge an act of the demonstration: ${outcome}`);
  }
}
