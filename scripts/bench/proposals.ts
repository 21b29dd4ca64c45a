import { Contract, ContractFactory, type Wallet, ZeroAddress } from "ethers";
import proposalsArtifact from "../../artifacts/contracts/proposals/Proposals.sol/Proposals.json" with { type: "json" };
import templatesArtifact from "../../artifacts/contracts/proposals/Templates.sol/Templates.json" with { type: "json" };
import verifierArtifact from "../../artifacts/contracts/verifiers/SemaphoreVerifier20.sol/SemaphoreVerifier20.json" with {
  type: "json",
};
import { send } from "../../sdk/chain/contracts.ts";
import { deployShared } from "../../sdk/chain/deploy.ts";
import { membershipProof, rollTree } from "../../sdk/election/roll.ts";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";
import { proveChange, provePost } from "../../sdk/proofs/proposalProof.ts";
import { plainSubject } from "../../sdk/proposals/actions.ts";
import { ANSWER_ALONE } from "../../sdk/proposals/ballotTerms.ts";
import { limitKey, type Template, templateHash, templateToAbi } from "../../sdk/proposals/template.ts";
import { weeklyCut } from "../../sdk/proposals/weeklyCut.ts";
import { semaphoreProvingFiles } from "../checkout/semaphoreCircuit.ts";
import { enrolTogether, newOffice, newResident } from "../rehearsal/enrolment.ts";
import { startLocalChain } from "../rehearsal/localChain.ts";
import type { Figures } from "./figures.ts";

const BATCH = 32;
const ROLL = 1n;
const DAY = 86_400;
/** The year 2100. */
const FAR = 4_102_444_800;
const SOME = `0x${"01".repeat(32)}`;

type Artifact = { readonly abi: typeof templatesArtifact.abi; readonly bytecode: string };

/**
 * Gas of posting a proposal, and of supporting and withdrawing alone and in a batch, with real proofs of residents who
 * are enrolled on a real roll; on a chain of its own, whose time goes on for weeks.
 */
export async function proposalGas(): Promise<Figures> {
  const chain = await startLocalChain();
  const [organizer, registrar, approver] = [
    await chain.newAccount(),
    await chain.newAccount(),
    await chain.newAccount(),
  ];
  const offices = { registrar: newOffice(registrar), approver: newOffice(approver) };
  const accounts = { registrar: registrar.address, approver: approver.address };
  const { registry, factory } = await deployShared({ ...accounts, rotationDelay: 1, isTest: true }, chain.funded);
  const { chainId } = await chain.provider.getNetwork();
  const id = { chainId, registry: registry.address };
  const residents = [];
  for (let number = 0; number < BATCH + 2; number++) {
    residents.push(await newResident(number, ROLL, id, offices, FAR));
  }
  const entries = residents.map(({ entry }) => entry);
  await enrolTogether(entries, id, offices, organizer);

  const templates = await deployed(templatesArtifact, [factory.address], organizer);
  const verifier = await deployed(verifierArtifact as Artifact, [], organizer);
  const proposals = await deployed(proposalsArtifact as Artifact, [templates.target, verifier.target], organizer);
  const place = { chainId, proposals: String(proposals.target) };
  const template: Template = {
    ...{ organizer: organizer.address, reviewer: registrar.address, council: ZeroAddress },
    ...{ series: SOME, isTest: true, rolls: registry.address, rollId: ROLL },
    ...{ quota: 1000, leastMembers: 1, window: 30 * DAY },
    ...{ limitName: SOME, periodLength: 30 * DAY, postsPerPeriod: 2 },
    ...{ answerTerm: 30 * DAY, legalBasis: SOME, quotaArithmetic: SOME },
    ...ANSWER_ALONE,
  };
  await send(templates, "publish", templateToAbi(template));
  const latest = await chain.provider.getBlock("latest");
  const friday = weeklyCut(latest?.timestamp ?? 0) + 14 * DAY + 1.5 * DAY;
  await chain.moveTo(friday);

  const files = semaphoreProvingFiles();
  const tree = rollTree(entries.map(({ identityCommitment }) => identityCommitment));
  const signallers = residents.map(({ resident }) => ({
    secret: resident.secret,
    membership: membershipProof(tree, resident.identityCommitment, CENSUS_DEPTH),
  }));
  const subject = plainSubject(templateHash({ chainId, templates: String(templates.target) }, template), SOME);
  const post = async (slot: number) => {
    const { periodLength } = template;
    const period = Math.floor(friday / periodLength);
    const of = { limitKey: limitKey(template), periodLength, period, slot };
    const proved = await provePost(files, place, { slot: of, subject }, signallers[0] as (typeof signallers)[0]);
    const posting = {
      template: templateToAbi(template),
      digest: SOME,
      cost: 0n,
      cut: weeklyCut(friday),
      period,
      slot,
      ...proved,
    };
    const { gasUsed } = await send(proposals, "post", posting);
    return { gas: Number(gasUsed), proposal: (await proposals.getFunction("postedWith")(proved.nullifier)) as bigint };
  };
  await post(0);
  const { gas, proposal } = await post(1);
  const act = async (from: number, to: number, version: number) => {
    const actions = [];
    for (const signaller of signallers.slice(from, to)) {
      const proved = await proveChange(files, place, { id: proposal, version }, signaller);
      actions.push({ id: proposal, version, newcomersCut: 0, ...proved });
    }
    return Math.round(Number((await send(proposals, "act", actions)).gasUsed) / actions.length);
  };
  await act(0, 1, 0);
  const figures = {
    "gas.post": gas,
    "gas.support.alone": await act(1, 2, 0),
    [`gas.support.batch${BATCH}`]: await act(2, BATCH + 2, 0),
    [`gas.withdraw.batch${BATCH}`]: await act(2, BATCH + 2, 1),
  };
  await chain.close();
  return figures;
}

async function deployed({ abi, bytecode }: Artifact, parts: readonly unknown[], account: Wallet): Promise<Contract> {
  const contract = await new ContractFactory(abi, bytecode, account).deploy(...parts);
  await contract.waitForDeployment();
  return new Contract(await contract.getAddress(), abi, account);
}
