import { type Command, Option } from "commander";
import { readElectionFacts } from "../../../sdk/chain/trustFacts.ts";
import { canonicalPieces } from "../../../sdk/election/canonicalJson.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import type { AcceptedTrust } from "../../../sdk/trust/acceptManifest.ts";
import { isSame } from "../../../sdk/trust/line.ts";
import { archivedCodeChecks } from "../../../sdk/verify/archiveManifest.ts";
import { chainChecks } from "../../../sdk/verify/chainChecks.ts";
import { type Check, group, holds } from "../../../sdk/verify/check.ts";
import { codeChecks } from "../../../sdk/verify/codeChecks.ts";
import { recordContentHash } from "../../../sdk/verify/contentHash.ts";
import { exportRecord } from "../../../sdk/verify/exportRecord.ts";
import type { ElectionRecord } from "../../../sdk/verify/record.ts";
import { trustChecks, trustNotChecked, verifyingKeysCheck } from "../../../sdk/verify/trustChecks.ts";
import { readRecord, verifyElection } from "../../../sdk/verify/verifyElection.ts";
import { keyFingerprints, verificationKeys } from "../../checkout/circuitFiles.ts";
import { compiledContracts } from "../../checkout/compiledContracts.ts";
import { SnapshotForeignError, snapshotFiles } from "../../rollFiles/evidence.ts";
import { asCalled } from "../../terminal/asCalled.ts";
import { valueIn } from "../../terminal/checkWords/valuesInKorean.ts";
import { OTHER_RPC_VARIABLE, rpcOption, withLanguage } from "../../terminal/commandOptions.ts";
import { endCommand } from "../../terminal/endCommand.ts";
import { requireGivenFiles } from "../../terminal/givenFiles.ts";
import { accountAddress, rpcUrl, wholeNumber } from "../../terminal/optionValues.ts";
import { type RecordFile, readRecordFile, writeRecord } from "../../terminal/recordFile.ts";
import { progressLine } from "../../terminal/shown.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { acceptedTrust, type TrustOptions, withTrust } from "../../terminal/trustInput.ts";
import { proofsInThreads } from "../../threads/proofThreads.ts";
import { type BlockOptions, type ChainView, chainView, withBlocks } from "../chainView.ts";
import { heldToArchive, readArchive } from "../heldToArchive.ts";
import { type ObserverSpeaker, observerSpeaker } from "../observerSpeaker.ts";
import { proposalJsonReport, proposalTextReport } from "../proposalReport.ts";
import { isOfProposal, type ProposalVerification, verifiedProposal } from "../proposalVerification.ts";
import { type Verdict, type Verification, verdictOf } from "../verdict.ts";
import { jsonReport, textReport } from "../verifyReport.ts";
import { runWatch } from "../watch/runWatch.ts";

type Options = TrustOptions &
  BlockOptions &
  LanguageOptions & {
    readonly record?: string;
    readonly rpc?: string;
    readonly election?: string;
    readonly save?: string;
    readonly snapshot?: string;
    readonly archive?: string;
    readonly archivist?: string;
    readonly watch?: boolean;
    readonly otherRpc?: string;
    readonly every: number;
    readonly promises?: string;
    readonly page?: string;
    readonly pageFolder?: string;
  };

const EXIT_CODES: Readonly<Record<Verdict, number>> = {
  verified: 0,
  "not verified": 1,
  "not all checked": 2,
  "not compared": 2,
};

export class NoRecordError extends HanpyoError {
  constructor() {
    super(
      "NO_RECORD",
      "There is nothing to verify",
      "Give --record FILE, or --rpc URL with --election ADDRESS, or both",
    );
  }
}

export class ProposalRecordError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(file: string, option: string) {
    super(
      "RECORD_OF_PROPOSAL",
      `${file} is the record of a proposal, and ${option} is of elections`,
      `Leave ${option} out; an election that came of the proposal has a record of its own`,
    );
    this.reasonInKorean = `${file}: ${option}.`;
  }
}

export class NothingToWatchError extends HanpyoError {
  constructor() {
    super(
      "NOTHING_TO_WATCH",
      "There is nothing to watch",
      "Give --rpc URL and --election ADDRESS, and with --other-rpc a second node",
    );
  }
}

export function addVerify(program: Command): void {
  withTrust(withBlocks(withLanguage(program.command("verify"))))
    .description(
      "recompute everything about an election from its record, from a chain, or from both and compare them; or about a proposal from its record",
    )
    .option("--record <file>", "a record file")
    .addOption(rpcOption("read the election from this chain, or compare the record with it"))
    .option("--election <address>", "the election, with --rpc and no --record", accountAddress)
    .option("--archive <file>", "the manifest that `archive` signed of the record: hold the record to it")
    .option(
      "--archivist <address>",
      "whose signature of it is believed; by default the organizer's of --trust",
      accountAddress,
    )
    .option("--snapshot <folder>", "the files of the roll's snapshot, if the roll was published as a file")
    .option("--save <file>", "also write the record that was read from the chain")
    .option("--watch", "do not verify: follow the open box over two nodes until it has closed, and say what goes wrong")
    .addOption(
      new Option("--other-rpc <url>", "with --watch: a second node, which does not belong with the first")
        .argParser(rpcUrl)
        .env(OTHER_RPC_VARIABLE),
    )
    .option("--every <seconds>", "with --watch: between two looks", wholeNumber(1, 86_400), 15)
    .option(
      "--promises <folder>",
      "with --watch: evidence files of voters (P7.6), judged until they are kept or broken",
    )
    .option("--page <url>", "with --watch: the page, whose files are compared with those of the first look")
    .option("--page-folder <folder>", "with --page: as `page write` left it, to compare with that instead")
    .addHelpText(
      "after",
      `
With --watch: 0 nothing was found, 1 something was, 2 nothing was, but somebody gave no answer.
Exit codes: 0 verified, 1 not verified, 2 could not check everything, or compared with no chain and no archive (what was checked holds), 3 not yet: run the same command later.
Examples:
  npm run hanpyo -- verify --record election.json
  npm run hanpyo -- verify --rpc http://127.0.0.1:8545 --election ADDRESS --save election.json
  npm run hanpyo -- verify --record election.json --rpc http://127.0.0.1:8545
  npm run hanpyo -- verify --record election.json --archive election.archive.json --archivist ADDRESS
  npm run hanpyo -- verify --record election.proposal.json --rpc http://127.0.0.1:8545
  npm run hanpyo -- verify --record election.json --rpc http://127.0.0.1:8545 --trust trust.json --anchor gazette.txt
  npm run hanpyo -- verify --watch --rpc http://127.0.0.1:8545 --other-rpc https://node.example --election ADDRESS`,
    )
    .action(verify);
}

async function verify(options: Options, command: Command): Promise<void> {
  const progress = progressLine();
  const speaker = observerSpeaker(options.json ? { lang: "en" } : options);
  try {
    requireGivenFiles(command);
    if (options.watch) {
      const { rpc, election } = options;
      if (rpc === undefined || election === undefined) throw new NothingToWatchError();
      process.exitCode = await runWatch({ ...options, rpc, election }, speaker);
      return;
    }
    const file = options.record === undefined ? undefined : await readRecordFile(options.record);
    if (file !== undefined && isOfProposal(file.content)) {
      const verification = await proposalOf({ ...file, name: options.record ?? "" }, options, speaker, progress.say);
      progress.end();
      console.log(asCalled((options.json ? proposalJsonReport : proposalTextReport)(verification, speaker)));
      process.exitCode = EXIT_CODES[verdictOf(verification)];
      return;
    }
    const verification = await verificationOf(file, options, speaker, progress.say);
    progress.end();
    console.log(asCalled(options.json ? jsonReport(verification, speaker) : textReport(verification, speaker)));
    process.exitCode = EXIT_CODES[verdictOf(verification)];
  } catch (error) {
    progress.end();
    await endCommand(error, "unchecked", { verified: null });
  }
}

/** Of a proposal's record. Throws `ProposalRecordError` for an option that is of elections. */
async function proposalOf(
  file: RecordFile & { readonly name: string },
  options: Options,
  speaker: ObserverSpeaker,
  say: (text: string) => void,
): Promise<ProposalVerification> {
  for (const option of ["election", "snapshot", "save"] as const) {
    if (options[option] !== undefined) throw new ProposalRecordError(file.name, `--${option}`);
  }
  return verifiedProposal(file, options, acceptedTrust(options), speaker, say);
}

async function verificationOf(
  file: RecordFile | undefined,
  options: Options,
  { language, text }: ObserverSpeaker,
  say: (text: string) => void,
): Promise<Verification> {
  const trust = acceptedTrust(options);
  if (file === undefined && (options.rpc === undefined || options.election === undefined)) throw new NoRecordError();
  const archive = readArchive(options, trust);
  if (options.rpc !== undefined) say(text("connecting"));
  const chain = options.rpc === undefined ? undefined : await chainView(options.rpc, options, trust, text);
  try {
    if (file === undefined) say(text("reading"));
    const record = file === undefined ? await recordOf(options, chain as ChainView) : file.content;
    const report = (what: string, checked: number, total: number) =>
      say(text("checking", { what: valueIn(language, what), checked, total }));
    const read = readRecord(record);
    const snapshot = options.snapshot === undefined ? {} : { snapshot: snapshotFiles(options.snapshot) };
    if (options.snapshot !== undefined && "record" in read && read.record.rollSource === "registry")
      throw new SnapshotForeignError(options.snapshot);
    const checks: Check[] = [
      ...(await verifyElection(record, { keysFor: verificationKeys, verify: proofsInThreads, report, ...snapshot })),
    ];
    say(text("comparing"));
    if ("record" in read) {
      const { election } = options;
      if (election !== undefined) checks.push(namedElection(read.record, election));
      if (chain !== undefined) checks.push(...(await onChain(read.record, options, chain)));
      if (archive !== undefined && file !== undefined) checks.push(...heldToArchive(archive, read.record, file.sha256));
      if (archive !== undefined && chain !== undefined) {
        const { provider, block } = chain;
        checks.push(...(await archivedCodeChecks(archive.manifest, read.record, provider, block.number)));
      }
    }
    const judged = trust === undefined ? [] : await byTrust(trust, "record" in read ? read.record : null, chain);
    checks.push(...judged);
    const onNode = chain === undefined ? "" : text("readAt", { source: chain.node, block: chain.name });
    return {
      checks,
      record: "record" in read ? read.record : null,
      contentHash: "record" in read ? recordContentHash(read.record) : null,
      source: options.record ?? onNode,
      comparedWith: options.record === undefined || chain === undefined ? null : onNode,
      isOnChain: chain !== undefined,
      archivist: archive !== undefined && file !== undefined ? archive.archivist : null,
      isTrustJudged: judged.some(({ notChecked: isOpen }) => !isOpen),
    };
  } finally {
    chain?.provider.destroy();
  }
}

function namedElection({ election }: ElectionRecord, named: string): Check {
  return holds("P11 the record is of the election named", isSame(election, named), named, election);
}

/** What the chain says of the record, and of the code that it stands on. */
async function onChain(
  record: ElectionRecord,
  { record: file }: Options,
  { provider, block }: ChainView,
): Promise<readonly Check[]> {
  const ballotSize = record.constitution.ballotSize;
  const checks = file === undefined ? [] : await chainChecks(record, provider, block);
  const reader = { provider, block: block.number };
  const code = () => codeChecks(record, compiledContracts(ballotSize), verificationKeys(ballotSize), reader);
  return [...checks, ...(await group("P11 code of the contracts", code))];
}

/** P15.7, by the chain that was named; without one it is said that nothing was judged. */
async function byTrust(
  trust: AcceptedTrust,
  record: ElectionRecord | null,
  chain: ChainView | undefined,
): Promise<readonly Check[]> {
  if (chain === undefined || record === null) return [trustNotChecked()];
  const { provider, block } = chain;
  return group("P15.7 whose board and roll these are", async () => [
    ...trustChecks(trust, await readElectionFacts(record.election, trust.latest, provider, block.number)),
    verifyingKeysCheck(trust, keyFingerprints()),
  ]);
}

async function recordOf({ election, save }: Options, { provider, block }: ChainView): Promise<ElectionRecord> {
  const record = await exportRecord(election as string, provider, block.number);
  if (save !== undefined) await writeRecord(save, canonicalPieces(record));
  return record;
}
