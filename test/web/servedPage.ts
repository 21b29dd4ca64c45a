import type { Browser } from "@playwright/test";
import { readAttachmentFolder, storedAttachments } from "../../scripts/page/attachmentFolder.ts";
import { attachmentRoutes } from "../../scripts/page/attachmentRoutes.ts";
import { buildPage } from "../../scripts/page/buildPage.ts";
import { type ElectionShell, readShells } from "../../scripts/page/electionShells.ts";
import {
  configBeside,
  type PageServer,
  type PageToServe,
  type ServedTrust,
  servePage,
} from "../../scripts/page/servePage.ts";
import { comingDemoElection, DEMO_FILES, openDemoElection } from "../../scripts/rehearsal/demoElections.ts";
import { demoTrust } from "../../scripts/rehearsal/demoTrust.ts";
import { createFurther, openFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { trustOf } from "../../scripts/rehearsal/pageDemo.ts";
import { parseConfig } from "../../web/src/shared/config.ts";
import { type DecidedElection, livingElection } from "../end-to-end/decidedElection.ts";
import { launchChromium } from "./chromium.ts";
import { hostileContent } from "./hostileContent.ts";

/**
 * The page on the chain of a decided election, with one open, one to come, one whose texts attack, and one whose empty
 * box stays closed below its quorum.
 */
export type ServedPage = {
  readonly url: string;
  readonly config: PageToServe["config"];
  readonly trust: ServedTrust;
  readonly browser: Browser;
  readonly town: DecidedElection;
  /** What a written page says of its elections. */
  shells(): Promise<readonly ElectionShell[]>;
  readonly elections: Readonly<Record<"open" | "coming" | "decided" | "hostile" | "shut", string>>;
};

const HOUR = 3600;
const DAY = 24 * HOUR;

let running: Promise<ServedPage & { readonly server: PageServer }> | undefined;

/** The one page that the tests of the reading pages share. */
export function servedPage(): Promise<ServedPage> {
  running ??= serve();
  return running;
}

async function serve() {
  await buildPage();
  const decided = await livingElection();
  const { chain, town } = decided;
  const now = await chain.now();
  const closing = { closesAt: now + 60 * DAY, closeGrace: HOUR, sharesDueAt: now + 63 * DAY, sealDelay: 600 };
  const soon = { censusTime: now + HOUR, opensAt: now + 2 * DAY, openGrace: DAY, ...closing };
  // Later than other tests move the chain's clock.
  const later = { censusTime: now + 48 * DAY, opensAt: now + 50 * DAY, openGrace: DAY, ...closing };
  const open = await createFurther(town, openDemoElection, soon);
  const coming = await createFurther(town, comingDemoElection, later);
  const hostile = await createFurther(town, { ...comingDemoElection, content: hostileContent }, later);
  const brief = { ...soon, closesAt: now + 4 * DAY, sharesDueAt: now + 6 * DAY };
  const { outcome } = comingDemoElection;
  const kept = { ...comingDemoElection, outcome: { ...outcome, closedBelowQuorum: true } };
  const shut = await createFurther(town, kept, brief);
  await openFurther(open, town, chain);
  await openFurther(shut, town, chain);
  await chain.moveTo(brief.closesAt + brief.closeGrace);

  const trust = trustOf(await demoTrust(town, chain));
  const config: PageToServe["config"] = {
    format: "hanpyo-page-1",
    chainId: 31337,
    chainName: "Test chain",
    rpc: "rpc",
    firstBlock: 0,
    keys: "keys/",
    factory: town.shared.factory.address,
    registry: town.shared.registry.address,
    organizers: [town.organizer.address],
    relayers: [],
    offices: null,
    demo: null,
    rolls: [
      { id: 1, title: { ko: "한표동", en: "Hanpyo district" } },
      { id: 2, title: { ko: "두표동", en: "Dupyo district" } },
    ],
    contact: { ko: "시청 02-000-0000", en: "City hall 02-000-0000" },
  };
  const files = attachmentRoutes(storedAttachments(readAttachmentFolder(DEMO_FILES)));
  const server = await servePage({ config, trust: () => trust, node: chain.url, more: files });
  const elections = { open, coming, hostile, shut, decided: decided.election };
  const shells = () => readShells(parseConfig(configBeside(config, trust), server.url), trust, chain.provider);
  return { url: server.url, config, trust, server, shells, town: decided, elections, browser: await launchChromium() };
}

// A hook of the root suite: runs when all files are done.
after(async () => {
  const page = await running?.catch(() => undefined);
  await page?.browser.close();
  await page?.server.close();
});
