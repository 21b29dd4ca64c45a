import { sha256, toUtf8Bytes, ZeroHash } from "ethers";
import { readConversionContracts, readConversionTerm } from "../../sdk/chain/conversions.ts";
import { readConstitution, readCreation } from "../../sdk/chain/organizer.ts";
import { readKept, readPostings } from "../../sdk/chain/postedProposals.ts";
import { readCourse } from "../../sdk/chain/proposalCourse.ts";
import { convertProposal, giveNotice, publishTemplate, settleProposal } from "../../sdk/chain/proposalDeeds.ts";
import { requireDerivedElection } from "../../sdk/chain/proposalOrigin.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { makeChange, makePost } from "../../sdk/client/residentActs.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { textFor } from "../../sdk/election/contentText.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import type { Act } from "../../sdk/proposals/act.ts";
import { readElectionContent } from "../../sdk/proposals/electionContent.ts";
import { leavesToConvert } from "../../sdk/proposals/hiddenLeaves.ts";
import { PROGRESS, STAGES } from "../../sdk/proposals/notice.ts";
import { readText, saltText } from "../../sdk/proposals/proposalText.ts";
import { type Template, templateHash } from "../../sdk/proposals/template.ts";
import { textDigest } from "../../sdk/proposals/textLeaf.ts";
import { ActEndedError, sendAct } from "../../sdk/relaying/actLadder.ts";
import { offerWhereLacking } from "../../sdk/relaying/mirrorClient.ts";
import { exportProposal } from "../../sdk/verify/exportProposal.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import { verifyProposal } from "../../sdk/verify/verifyProposal.ts";
import { proposalKey, verificationKeys } from "../checkout/circuitFiles.ts";
import { semaphoreProvingFiles } from "../checkout/semaphoreCircuit.ts";
import { STATE_WORDS } from "../proposals/proposalState.ts";
import { proposalsSpeaker } from "../proposals/proposalsSpeaker.ts";
import { leftOutAt, MIRROR_REACH, measuresOf, textOf } from "../proposals/proposalText.ts";
import type { Town as ProposalTown } from "../proposals/townOfProposals.ts";
import { castAll } from "../rehearsal/casting.ts";
import { DEMO_TEXT, type DemoMirrors, startDemoMirrors } from "../rehearsal/demoProposal.ts";
import { DEMO_QUOTA, demoTemplate } from "../rehearsal/demoTemplate.ts";
import type { Resident } from "../rehearsal/enrolment.ts";
import { finishFurther, openFurther } from "../rehearsal/furtherElection.ts";
import type { LocalChain } from "../rehearsal/localChain.ts";
import type { Progress } from "../rehearsal/step.ts";
import type { Town } from "../rehearsal/town.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { proofsInThreads } from "../threads/proofThreads.ts";
import type { Toured, TourPart } from "./part.ts";
import { refusal } from "./refusal.ts";
import { TOUR_PLAN } from "./tourPlan.ts";
import type { TourSpeaker } from "./tourSpeaker.ts";

const DAY = 86_400;
const ROLL = 1n;
/** Seconds after which everybody on the roll is in the week's census. */
const UNTIL_CENSUS = 8 * DAY;
/** Yes, no and abstain, of which each resident takes one; the fourth place of the ballot is empty. */
const CHOICES = [...Array(5).fill(0), ...Array(3).fill(1), 2].map((chosen) =>
  [0, 1, 2, 3].map((i) => Number(i === chosen)),
);
/** What the organizer says of its one milestone, in turn. */
const MILESTONES: readonly (readonly [progress: (typeof PROGRESS)[number], words: string])[] = [
  ["planned", "9월까지 학교 앞길에 차를 막는 시설을 놓습니다."],
  ["delayed", "공사가 한 달 늦어집니다. 자재가 모자랍니다."],
  ["done", "시설을 놓았습니다. 준공 검사서를 함께 냅니다."],
];
const EVIDENCE = "준공 검사서 (체험)";

/**
 * A proposal from its template to the ordinance, by the functions that commands and rehearsals use: residents prove, and
 * accounts without any part send; the organizer says nothing between template and milestones (P20 to P26).
 */
export function proposalPart(chain: LocalChain, townOf: () => Town, speaker: TourSpeaker): TourPart {
  const { text } = speaker;
  const { provider } = chain;
  let town: Town;
  let contracts: ProposalTown;
  let parties: { readonly reviewer: string; readonly council: Awaited<ReturnType<LocalChain["newAccount"]>> };
  let template: Template;
  let mirrors: DemoMirrors;
  let id = 0n;
  let digest = "";
  let election = "";
  let toured: Toured;

  const identityOf = ({ secret, identityCommitment }: Resident) => ({ secret, commitment: identityCommitment });
  const resident = (place: number) => town.residents[place] as Resident;

  /** By an account that nobody has seen before. */
  async function sendByStranger(act: Act): Promise<void> {
    const { chainId, proposals } = contracts;
    await sendAct({ chainId, proposals, act }, await chain.newAccount());
  }

  async function supports(place: number, says = true): Promise<void> {
    await sendByStranger(
      await makeChange(contracts, { id, supports: says }, identityOf(resident(place)), semaphoreProvingFiles()),
    );
  }

  async function publication(progress: Progress): Promise<string> {
    town = townOf();
    const { chainId } = await provider.getNetwork();
    const { conversions } = town.shared.proposals;
    contracts = { ...(await readConversionContracts(conversions.address, provider)), chainId, provider };
    parties = { reviewer: (await chain.newAccount()).address, council: await chain.newAccount() };
    template = demoTemplate(town, { reviewer: parties.reviewer, council: parties.council.address }, ROLL);
    progress.spent(await publishTemplate(contracts.templates, template, town.organizer));
    const hash = templateHash({ chainId, templates: contracts.templates }, template);
    const { numerator, denominator } = DEMO_QUOTA.fraction;
    return text("templateDone", {
      ...{ hash, quota: template.quota, fraction: `${numerator}/${denominator}`, certified: DEMO_QUOTA.residents },
      days: template.answerTerm / DAY,
    });
  }

  async function posting(): Promise<string> {
    await chain.wait(UNTIL_CENSUS);
    mirrors = await startDemoMirrors(town, chain);
    const leaves = saltText(DEMO_TEXT, systemRandom);
    digest = textDigest(leaves);
    const made = await makePost(contracts, { template, digest }, identityOf(resident(0)), semaphoreProvingFiles());
    await sendByStranger(made);
    const postings = await readPostings(contracts, provider, { lastBlock: await provider.getBlockNumber() });
    id = postings.find(({ postNullifier }) => postNullifier === made.nullifier)?.id ?? 0n;
    const { taken } = await offerWhereLacking(mirrors.urls, { id, digest, leaves }, MIRROR_REACH);
    const title = readText(await textOf(digest, { mirror: taken })).title ?? "";
    return text("postedDone", { id: String(id), cut: koreanTime(made.cut), mirrors: taken.length, title });
  }

  async function supporting({ say }: Progress): Promise<string> {
    const count = async () => (await readKept(contracts, id, provider, await provider.getBlockNumber())).supporters;
    const { quota } = template;
    await supports(0);
    await supports(1);
    await supports(1, false);
    for (let place = 2; place <= quota; place++) {
      await supports(place);
      say(text("supporting", { supporters: await count(), quota }));
    }
    const code = await lateSupport(quota + 1);
    return text("supportedDone", { supporters: await count(), quota, code });
  }

  /** The code with which a support is refused that comes after the quota. Throws whatever else comes. */
  async function lateSupport(place: number): Promise<string> {
    try {
      await supports(place);
    } catch (error) {
      if (error instanceof ActEndedError && error.end === "latched") return error.code;
      throw error;
    }
    throw new SupportTakenError();
  }

  async function convert() {
    const hidden = leftOutAt(await measuresOf(contracts, id), await chain.now());
    const leaves = leavesToConvert(await textOf(digest, { mirror: mirrors.urls }), hidden);
    return convertProposal(contracts.conversions, { id, template, leaves }, await chain.newAccount());
  }

  async function silence(): Promise<string> {
    const { from, until } = await readConversionTerm(contracts.conversions, id, provider);
    const refused = await refusal(convert(), "ConversionTooEarly");
    await chain.moveTo(from);
    return text("silenceDone", { refusal: refused, from: koreanTime(from), until: koreanTime(until) });
  }

  async function conversion({ spent }: Progress): Promise<string> {
    const converted = await convert();
    spent(converted);
    ({ election } = converted);
    await mirrors.close();
    const { censusTime, opensAt, closesAt } = (await readConstitution(election, provider)).schedule;
    const times = { census: koreanTime(censusTime), opens: koreanTime(opensAt), closes: koreanTime(closesAt) };
    return text("convertedDone", { election, ...times });
  }

  async function opening(): Promise<string> {
    await requireDerivedElection(await readCreation(town.shared.factory.address, election, provider), provider);
    await openFurther(election, town, chain);
    const voters = (await censusOf(election)).leaves.filter((leaf) => leaf !== 0n).length;
    return text("openedDone", { trustees: town.trustees.length, voters });
  }

  async function censusOf(address: string) {
    const { rolls, rollId, schedule } = await readConstitution(address, provider);
    return censusAt(await readRollHistory(rolls, provider), rollId, schedule.censusTime);
  }

  async function voting(progress: Progress): Promise<string> {
    const open = await readOpenElection(election, provider);
    const tree = rollTree((await censusOf(election)).leaves);
    const { residents, relayer } = town;
    const ballots = await castAll(open, tree, residents, CHOICES, TOUR_PLAN.batchSizes, relayer, progress);
    return text("votedDone", { ballots: ballots.length });
  }

  async function counting({ spent }: Progress): Promise<string> {
    await finishFurther(election, town, TOUR_PLAN.sharing, chain);
    spent(await settleProposal(contracts.conversions, id, await chain.newAccount()));
    const { state } = await readCourse(contracts.conversions, id, provider);
    const said = proposalsSpeaker({ lang: speaker.language }).text(STATE_WORDS[state]);
    return text("countedDone", { seats: TOUR_PLAN.sharing.join(", "), state: said });
  }

  async function telling({ spent }: Progress): Promise<string> {
    const { notices } = contracts;
    for (const stage of STAGES.keys()) {
      await chain.wait(20 * DAY);
      const notice = { kind: "stage", stage, day: await chain.now(), evidence: ZeroHash } as const;
      spent(await giveNotice(notices, { id, notice, words: "학교 앞길 조례안 (체험)" }, parties.council));
    }
    for (const [progress, words] of MILESTONES) {
      await chain.wait(30 * DAY);
      const evidence = progress === "done" ? sha256(toUtf8Bytes(EVIDENCE)) : ZeroHash;
      const at = { number: 1, progress: PROGRESS.indexOf(progress), day: await chain.now(), evidence };
      spent(await giveNotice(notices, { id, notice: { kind: "milestone", ...at }, words }, town.organizer));
    }
    return text("toldDone", { stages: STAGES.length, milestones: MILESTONES.length });
  }

  async function verification({ say }: Progress): Promise<string> {
    const report = (what: string, checked: number, total: number) => say(text("verifying", { what, checked, total }));
    const means = { verify: proofsInThreads, report };
    const record = await exportRecord(election, provider);
    const ofElection = await verifyElection(record, { keysFor: verificationKeys, ...means });
    const { chainId, notices, proposals } = contracts;
    const own = await exportProposal({ chainId, notices, proposals, id }, provider, await provider.getBlockNumber());
    const ofProposal = await verifyProposal(own, { key: proposalKey, ...means });
    const { options } = readElectionContent(
      (await readCreation(town.shared.factory.address, election, provider)).content,
    );
    const titles = options.map(({ title }) => textFor(title, [speaker.language], { language: speaker.language }).text);
    const counts = titles.map((title, option) => `${title} ${record.result?.counts[option]}`).join(", ");
    toured = {
      ...{ what: text("whatProposal"), id: String(id) },
      election,
      checks: [...ofElection, ...ofProposal],
      counts: record.result === null ? "" : counts,
    };
    const held = (checks: Toured["checks"]) => checks.filter(({ ok }) => ok).length;
    return text("verifiedDone", {
      ...{ held: held(ofElection), total: ofElection.length },
      ...{ heldOfProposal: held(ofProposal), totalOfProposal: ofProposal.length },
    });
  }

  const steps = [
    { title: text("template"), run: publication },
    { title: text("posted"), run: posting },
    { title: text("supported"), run: supporting },
    { title: text("silence"), run: silence },
    { title: text("converted"), run: conversion },
    { title: text("opened"), run: opening },
    { title: text("voted"), run: voting },
    { title: text("counted"), run: counting },
    { title: text("told"), run: telling },
    { title: text("verified"), run: verification },
  ];
  return { steps, done: () => toured };
}

/** The contract counted a support after the quota was reached. */
class SupportTakenError extends Error {
  constructor() {
    super("A support was taken after the quota was reached: the quota does not hold");
  }
}
