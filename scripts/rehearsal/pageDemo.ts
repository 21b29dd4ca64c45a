import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { hexlify } from "ethers";
import { Hono } from "hono";
import { readPhase } from "../../sdk/chain/observer.ts";
import { publishTemplate } from "../../sdk/chain/proposalDeeds.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { isFinal } from "../../sdk/election/phase.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { methodRequestSchema } from "../../sdk/enrolling/officeAnswers.ts";
import { anchorOf } from "../../sdk/trust/anchor.ts";
import type { Manifest } from "../../sdk/trust/manifest.ts";
import type { TrustFile } from "../../sdk/trust/trustFile.ts";
import { jsonBody } from "../../services/hosting/jsonBody.ts";
import { type Relayer, startRelayer } from "../../services/relayer/relayer.ts";
import { relayedKeys } from "../checkout/circuitFiles.ts";
import { readAttachmentFolder, storedAttachments } from "../page/attachmentFolder.ts";
import { attachmentRoutes } from "../page/attachmentRoutes.ts";
import { ownPageOnly } from "../page/ownPageOnly.ts";
import { type PageServer, type ServedTrust, servePage } from "../page/servePage.ts";
import { makeBallot } from "./casting.ts";
import { comingDemoElection, DEMO_FILES, openDemoElection } from "./demoElections.ts";
import { DEMO_TEXT, postDemoProposal, startDemoMirrors } from "./demoProposal.ts";
import { demoRolls } from "./demoRolls.ts";
import { demoTemplate } from "./demoTemplate.ts";
import { demoTrust } from "./demoTrust.ts";
import { enrolResidents, newOffice, type Resident } from "./enrolment.ts";
import { createFurther, finishFurther, openFurther } from "./furtherElection.ts";
import type { LocalChain } from "./localChain.ts";
import { type PageOffices, startPageOffices } from "./pageOffices.ts";
import { relay } from "./relaying.ts";
import type { Town } from "./town.ts";

/** The page on a demonstration's chain, with what a newcomer needs to vote. */
export type PageDemo = PageServer & {
  /** An election that is open, and one that opens when the newcomer says so. */
  readonly open: string;
  readonly coming: string;
  /** The id of a proposal that takes supports. */
  readonly proposal: bigint;
  readonly offices: PageOffices;
  readonly relayer: Relayer;
  readonly trust: ServedTrust;
  /** Serves another trust file from now on. */
  publish(trust: ServedTrust): void;
};

const HOUR = 3600;
const DAY = 24 * HOUR;
const ROLL = 1n;
/** Seconds after which whoever was on the roll is in the week's census: who enrols on a Thursday is in that of the next. */
const UNTIL_CENSUS = 8 * DAY;
/** Residents who support the open proposal before the newcomer comes. */
const EARLY_SUPPORTS = 2;
/** Milliseconds between two blocks, so that ballots become final while a newcomer watches. */
const BLOCK_TIME = 2_000;
const silent = { say: () => {}, spent: () => {} };

/**
 * Serves the page on the chain of a decided election, with a second one open and a third to come.
 * @param sharing Seats of the trustees that finish the elections; at least the board's threshold.
 * @param votes Choices of residents who have voted in the open election before the newcomer comes.
 */
export async function startPageDemo(
  town: Town,
  sharing: readonly number[],
  votes: readonly (readonly number[])[],
  chain: LocalChain,
): Promise<PageDemo> {
  const { chainId } = await chain.provider.getNetwork();
  const newcomer = await enrolNewcomer(town, chain);
  const enrolledAt = await chain.now();
  await chain.wait(UNTIL_CENSUS);
  const now = await chain.now();
  const closing = { closesAt: now + 60 * DAY, closeGrace: HOUR, sharesDueAt: now + 63 * DAY, sealDelay: 600 };
  const schedules = {
    open: { censusTime: now + HOUR, opensAt: now + 2 * DAY, openGrace: DAY, ...closing },
    coming: { censusTime: now + 28 * DAY, opensAt: now + 30 * DAY, openGrace: 20 * DAY, ...closing },
  };
  const open = await createFurther(town, openDemoElection, schedules.open);
  const coming = await createFurther(town, comingDemoElection, schedules.coming);
  await openFurther(open, town, chain);

  let trust = trustOf(await demoTrust(town, chain));
  const mirrors = await startDemoMirrors(town, chain);
  const relayer = await startRelayer({
    rpc: chain.url,
    key: (await chain.newAccount()).privateKey,
    elections: [],
    interval: 500,
    manifest: trust.file.manifests[0] as Manifest,
    proofs: relayedKeys(),
    mirrors: mirrors.urls,
    limits: { finality: 5, batchDelay: 3_000, promise: 120 },
  });
  const template = demoTemplate(town, { reviewer: (await chain.newAccount()).address }, ROLL);
  await publishTemplate(town.shared.proposals.templates.address, template, town.organizer);
  const [author, ...others] = town.residents as [Resident, ...Resident[]];
  const proposal = await postDemoProposal(town, template, DEMO_TEXT, author, relayer, chain);
  // While the posting waits for its block.
  await castEarly(open, town, votes, relayer, chain);
  await proposal.support(others.slice(0, EARLY_SUPPORTS));
  await chain.provider.send("evm_setIntervalMining", [BLOCK_TIME]);

  const port = await freePort();
  const offices = await startPageOffices(
    { ...town, registry: town.shared.registry.address },
    ROLL,
    `http://127.0.0.1:${port}/`,
    chain,
  );
  const page = await servePage({
    node: chain.url,
    port,
    trust: () => trust,
    more: demoRoutes([open, coming], { ...newcomer, enrolledAt }, town, sharing, chain)
      .route("/demo", officeRoutes(offices))
      .route("/", attachmentRoutes(storedAttachments(readAttachmentFolder(DEMO_FILES))))
      .route("/", demoRolls([open, coming], chain)),
    config: {
      format: "hanpyo-page-1",
      chainId: Number(chainId),
      chainName: "Hanpyo demo",
      rpc: "rpc",
      firstBlock: Math.min(...Object.values(town.shared.all).map(({ blockNumber }) => blockNumber)),
      factory: town.shared.factory.address,
      registry: town.shared.registry.address,
      organizers: [town.organizer.address],
      conversions: [town.shared.proposals.conversions.address, town.shared.proposals.rounds.address],
      relayers: [{ url: relayer.url, address: relayer.address }],
      mirrors: [...mirrors.urls],
      offices: offices.urls,
      rolls: [{ id: Number(ROLL), title: { ko: "한표동", en: "Hanpyo district" } }],
      keys: "keys/",
      rollFiles: "rolls/",
      contact: { ko: "체험에는 문의처가 없습니다", en: "A demonstration has no office to ask" },
      demo: { url: "demo" },
    },
  });
  await proposal.settled();
  return {
    open,
    coming,
    proposal: proposal.id,
    offices,
    relayer,
    get trust() {
      return trust;
    },
    publish(next) {
      trust = next;
    },
    url: page.url,
    async close() {
      await page.close();
      await offices.close();
      await relayer.close();
      await mirrors.close();
    },
  };
}

/** A trust file whose last manifest the gazette has printed. */
export function trustOf(file: TrustFile): ServedTrust {
  return { file, anchor: anchorOf(file.manifests.at(-1) as Manifest) };
}

/** A resident on the roll whose identity the page may take over, so that a newcomer can vote at once. */
async function enrolNewcomer(town: Town, chain: LocalChain): Promise<Resident> {
  const { chainId } = await chain.provider.getNetwork();
  const [newcomer] = await enrolResidents(
    1,
    ROLL,
    { chainId, registry: town.shared.registry.address },
    { registrar: newOffice(town.registrar), approver: newOffice(town.approver) },
    (await chain.now()) + DAY,
    town.relayer,
    silent,
  );
  return newcomer as Resident;
}

async function castEarly(
  election: string,
  town: Town,
  votes: readonly (readonly number[])[],
  relayer: Parameters<typeof relay>[2],
  chain: LocalChain,
): Promise<void> {
  const open = await readOpenElection(election, chain.provider);
  const history = await readRollHistory(town.shared.registry.address, chain.provider);
  const tree = rollTree(censusAt(history, ROLL, open.constitution.schedule.censusTime).leaves);
  for (const [index, choices] of votes.entries()) {
    const ballot = await makeBallot(open, tree, town.residents[index] as Resident, choices, town.relayer);
    await relay(ballot, open, relayer, chain);
  }
}

/** What the page's bar asks of the demonstration: where it is, its ready resident, and to go on. */
function demoRoutes(
  elections: readonly string[],
  newcomer: Resident & { readonly enrolledAt: number },
  town: Town,
  sharing: readonly number[],
  chain: LocalChain,
): Hono {
  const demo = new Hono();
  demo.use("/demo/*", ownPageOnly());
  let working: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    working = working.catch(() => undefined).then(work);
    return working;
  };
  const pending = async (election: string) => (await readPhase(election, chain.provider)) === "pending";
  demo.get("/demo/state", async (context) => {
    const phases = await Promise.all(elections.map((election) => readPhase(election, chain.provider)));
    return context.json({ canOpen: phases.includes("pending"), canFinish: !phases.every(isFinal) });
  });
  demo.get("/demo/resident", (context) => {
    const { privateKey, enrolledAt } = newcomer;
    return context.json({ privateKey: hexlify(privateKey), rollIds: [String(ROLL)], enrolledAt });
  });
  demo.post("/demo/open", async (context) => {
    await inTurn(async () => {
      for (const election of elections) if (await pending(election)) await openFurther(election, town, chain);
    });
    return context.json({ done: true });
  });
  demo.post("/demo/finish", async (context) => {
    await inTurn(async () => {
      for (const election of elections) if (await pending(election)) await openFurther(election, town, chain);
      for (const election of elections) await finishFurther(election, town, sharing, chain);
    });
    return context.json({ done: true });
  });
  return demo;
}

/** What a newcomer who registers has at home: letters of both offices, a wallet and a certificate. */
export function officeRoutes(offices: PageOffices): Hono {
  return new Hono()
    .use(ownPageOnly())
    .post("/codes", (context) => context.json(offices.newCodes()))
    .post("/wallet", async (context) =>
      context.json({ redirect_uri: await offices.answerOffice(await jsonBody(context, methodRequestSchema)) }),
    )
    .post("/eid", async (context) => context.json(await offices.present(await jsonBody(context, methodRequestSchema))));
}

/** A port that is free now: the offices must know the page's address before it is served. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
