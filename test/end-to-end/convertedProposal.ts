import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import type { Wallet } from "ethers";
import { stringify } from "yaml";
import { enrolResidents, newOffice, type Resident } from "../../scripts/rehearsal/enrolment.ts";
import { deal } from "../../scripts/trustee/deal.ts";
import { readTextFile } from "../../sdk/proposals/textFile.ts";
import { leafHash, type TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { weeklyCut } from "../../sdk/proposals/weeklyCut.ts";
import { type Mirror, startMirror } from "../../services/mirror/mirror.ts";
import { recoveryFileOf } from "../../web/src/shared/vault/recovery.ts";
import { QUESTION_OF_THREE } from "../contracts/proposals/conversionTown.ts";
import { type Ran, runCommand } from "../scripts/clerk/runCommand.ts";
import { act, PASSPHRASE, trusteeWorld, type World } from "../scripts/trustee/trusteeFixture.ts";
import { SAMPLE } from "../sdk/proposals/sampleText.ts";
import { type DryRuns, dryRuns } from "./dryRuns.ts";

const DAY = 86_400;
const ROLL = 1n;
const SILENT = { say: () => {}, spent: () => {} };

/** A town whose trustees have key files, and a proposal of its residents that a stranger brought to its vote. */
export type ConvertedProposal = {
  readonly world: World;
  readonly residents: readonly Resident[];
  readonly id: bigint;
  readonly election: string;
  readonly conversions: string;
  readonly leaves: readonly TextLeaf[];
  /** Hash of the paragraph that a joint measure hides. */
  readonly hidden: string;
  readonly mirror: Mirror;
  /** The file of the account of somebody who has no part in anything. */
  readonly stranger: string;
  /** Runs a command about proposals on the town's chain. */
  run(...words: readonly string[]): Promise<Ran>;
  readonly dry: DryRuns;
};

/**
 * A proposal from its template to its election by the commands alone: proofs of enrolled residents, every transaction
 * of a stranger's account, and no word of the organizer from the template on.
 */
export async function convertedProposal(): Promise<ConvertedProposal> {
  const world = await trusteeWorld();
  const { chain, shared, organizer, registrar, approver, relayer, file } = world;
  for (const key of [...world.keys, ...world.keys]) {
    await act(world, deal, { board: world.board, key, rpc: [chain.url] });
    await chain.mine(70);
  }
  const { chainId } = await chain.provider.getNetwork();
  const residents = await enrolResidents(
    2,
    ROLL,
    { chainId, registry: shared.registry.address },
    { registrar: newOffice(registrar), approver: newOffice(approver) },
    (await chain.now()) + 30 * DAY,
    relayer,
    SILENT,
  );
  const conversions = shared.proposals.conversions.address;
  const run = (...words: readonly string[]) =>
    runCommand(...words, "--rpc", chain.url, "--conversions", conversions, "--lang", "en");
  const dry = dryRuns(run, world);
  const done = async (...words: readonly string[]) => {
    const { code, out, err, error } = await run(...words, "--json");
    if (code !== 0) throw error ?? new Error(`${words.join(" ")}: ${err}`);
    return JSON.parse(out) as Record<string, string>;
  };
  const accountFile = (name: string, { privateKey }: Wallet) => {
    writeFileSync(file(name), privateKey, { mode: 0o600 });
    return file(name);
  };
  const byOrganizer = ["--key-file", accountFile("organizer.key", organizer), "--yes"];
  const stranger = accountFile("stranger.key", await chain.newAccount());
  const byStranger = ["--key-file", stranger, "--yes"];

  writeFileSync(file("template.yaml"), stringify(templateFile(world)));
  await dry.nothing("template", "publish", file("template.yaml"), ...byOrganizer.slice(0, 2));
  const { hash = "" } = await done("template", "publish", file("template.yaml"), ...byOrganizer);
  const mirror = await startMirror({
    ...{ rpc: chain.url, notices: shared.proposals.notices.address, served: { organizer: organizer.address } },
    interval: 0,
    limits: { finality: 0, requestsPerMinute: 1e6, readsPerMinute: 1e6 },
  });
  await chain.moveTo(weeklyCut(await chain.now()) + 15.5 * DAY);
  const identities: string[] = [];
  for (const [place, { privateKey }] of residents.entries()) {
    const recovery = file(`recovery ${place}.json`);
    const identity = { privateKey: new Uint8Array(privateKey), secret: 0n, commitment: 0n };
    writeFileSync(recovery, await recoveryFileOf(identity, PASSPHRASE));
    identities.push(recovery);
  }
  const as = (place: number) => ["--identity", identities[place] ?? "", "--passphrase-file", file("passphrase")];
  const { header, title, paragraphs } = SAMPLE;
  writeFileSync(file("draft.yaml"), stringify({ format: "hanpyo-proposal-draft-1", ...header, title, paragraphs }));
  const posted = await done(
    ...["proposal", "post", file("draft.yaml"), "--template", hash, "--out", file("text.json")],
    ...["--mirror", mirror.url, ...as(0), ...byStranger],
  );
  const id = BigInt(posted.id ?? 0);
  await dry.nothing("proposal", "support", String(id), ...as(0), "--key-file", stranger);
  for (const place of residents.keys()) await done("proposal", "support", String(id), ...as(place), ...byStranger);

  // The reviewer and the council: the organizer's processes are stopped.
  const leaves = readTextFile(readFileSync(file("text.json"), "utf8"), posted.digest ?? "");
  for (const [name, party] of [
    ["reviewer.key", registrar],
    ["council.key", approver],
  ] as const) {
    await done(
      ...["notice", "name", String(id), "--part", "3", "--reason", "personal-data", "--words", "전화번호가 있습니다"],
      ...["--text", file("text.json"), "--key-file", accountFile(name, party), "--yes"],
    );
  }
  await chain.moveTo((await chain.now()) + 10 * DAY);
  await mirror.work();
  const { election = "" } = await done("proposal", "convert", String(id), "--mirror", mirror.url, ...byStranger);
  expect(election).to.match(/^0x/);
  const hidden = leafHash(3, leaves[3] as TextLeaf);
  return { world, residents, id, election, conversions, leaves, hidden, mirror, stranger, run, dry };
}

/** Everything that a vote of demoPlan's rules needs, in days; two supports are its quota. */
function templateFile({ shared, board, organizer, registrar, approver }: World) {
  const costs = [30_000_000, 25_000_000, 15_000_000];
  return {
    ...{ format: "hanpyo-template-1", series: "ordinances", test: true, kind: "ordinance", chain: { id: 31337 } },
    accounts: { organizer: organizer.address, reviewer: registrar.address, council: approver.address },
    roll: { rolls: shared.registry.address, id: Number(ROLL), leastMembers: 2 },
    quota: { residents: 100, fraction: "1/50", certifiedOn: "2027-01-10", source: "한표시 공고" },
    ...{ window: "20 days", posts: { limit: "proposals", period: "30 days", each: 1 }, answerTerm: "10 days" },
    legalBasis: "한표시 주민제안 조례",
    vote: {
      ...{ when: "after-answer", term: "20 days", question: QUESTION_OF_THREE.question, revoting: true },
      options: QUESTION_OF_THREE.options.map((title, place) => ({ title, cost: costs[place] })),
      ballot: { kind: "approval", atMost: 2 },
      outcome: { rule: "greedy", quorum: "none", minimumVotes: 1, budget: 50_000_000, tieBreak: "listed-order" },
      ...{ minimumCensus: 2, minimumBallots: 1, board: { address: board, consentsRequired: 2 } },
      timing: {
        ...{ openLead: "7 days", every: "1 day", alignedTo: "2027-03-02T09:00+09:00", censusLead: "4 days" },
        ...{
          openGrace: "1 day",
          voting: "4 days",
          closeGrace: "10 minutes",
          shares: "3 days",
          sealDelay: "10 minutes",
        },
      },
    },
  };
}
