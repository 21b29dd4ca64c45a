import type { Command } from "commander";
import type { Rpc } from "../../../sdk/chain/agreement.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import { NOT_SHOWN_FACTS } from "../../../sdk/verify/notShown.ts";
import { shellWord } from "../../../sdk/words/shellWord.ts";
import { wordsIn } from "../../terminal/checkWords/catalogue.ts";
import { valueIn } from "../../terminal/checkWords/valuesInKorean.ts";
import { example, withAccount, withElection } from "../../terminal/commandOptions.ts";
import { EXIT_CODES } from "../../terminal/ending.ts";
import { guarded } from "../../terminal/guarded.ts";
import { connectRpc, disconnect } from "../../terminal/rpc.ts";
import { type Archived, archiveElection } from "../archive.ts";
import { type ClerkSpeaker, clerkSpeaker } from "../clerkSpeaker.ts";
import { addressOf, genuine, placed } from "../placedElection.ts";
import { sayTest } from "../sayStatus.ts";
import {
  type ClerkOptions,
  connectedAccount,
  electionAddress,
  openFile,
  RpcMissingError,
  withChain,
} from "../session.ts";

type Options = ClerkOptions & { readonly out: string; readonly snapshot?: string; readonly unsigned?: boolean };

export function addArchive(program: Command): void {
  const command = withElection(withAccount(program.command("archive")))
    .description(
      "write an election's record from the chain, beside it every check, and a signed manifest, and of an election that came of a proposal the proposal's record too; exit code 2 if a check could not be made, 3 while the election is not over: then nothing is written",
    )
    .argument("[file]", "the election file; none for an election that came of a proposal, with --election")
    .option("--out <folder>", "where to", "archive")
    .option(
      "--snapshot <folder>",
      "the files of the roll's snapshot, if the roll was published as a file; a copy is kept",
    )
    .option("--unsigned", "without the manifest that the organizer's account signs; anybody can archive so")
    .action((path: string | undefined, options: Options) => guarded(() => archive(path, options)));
  example(
    command,
    "archive night-bus-2027.yaml --rpc http://127.0.0.1:8545",
    "archive night-bus-2027.yaml --rpc http://127.0.0.1:8545 --snapshot snapshot",
    "archive --election 0x0000000000000000000000000000000000000001 --rpc http://127.0.0.1:8545",
  );
}

export class ElectionNotNamedError extends HanpyoError {
  constructor() {
    super(
      "ELECTION_NOT_NAMED",
      "It is not said which election is meant",
      "Give its file; or, for an election that came of a proposal, --election ADDRESS",
    );
  }
}

async function archive(path: string | undefined, options: Options): Promise<void> {
  if (path !== undefined) {
    const given = openFile(path, options);
    await withChain(options, given.file, async (rpc) => {
      const opened = await placed(given, options, rpc);
      await archiveAt(opened.file.id, electionAddress(opened), options, rpc);
    });
    return;
  }
  if (options.election === undefined) throw new ElectionNotNamedError();
  const election = addressOf(options.election);
  const { rpc: url = process.env.HANPYO_RPC } = options;
  if (url === undefined) throw new RpcMissingError();
  const rpc = await connectRpc(url);
  try {
    await genuine(election, rpc);
    await archiveAt(election, election, options, rpc);
  } finally {
    disconnect([rpc]);
  }
}

/** @param id Name of the election among the archive's files. */
async function archiveAt(id: string, election: string, options: Options, rpc: Rpc): Promise<void> {
  const speaker = clerkSpeaker(options);
  const folder = options.dryRun ? undefined : options.out;
  const isSigned = options.unsigned !== true && options.dryRun !== true;
  const archivist = isSigned ? await connectedAccount(options, rpc) : undefined;
  const archived = await archiveElection({ id, election, folder, snapshot: options.snapshot, archivist }, rpc);
  const failing = archived.checks.filter(({ ok, notChecked }) => !ok && notChecked !== true);
  const left = archived.checks.filter(({ notChecked }) => notChecked === true);
  const { language } = speaker;
  for (const { name, expected, found } of failing)
    speaker.say("checkFails", {
      name: wordsIn(language, name),
      expected: valueIn(language, expected),
      found: valueIn(language, found),
    });
  for (const { name, found } of left) {
    speaker.say("checkNone", { name: wordsIn(language, name), found: valueIn(language, found) });
  }
  sayTest(archived.test, speaker);
  const total = archived.checks.length;
  if (!archived.status.final) speaker.say("notFinal");
  else speaker.say("archived", { file: archived.record, held: total - failing.length - left.length, total });
  const { manifest, archivist: signer } = archived;
  if (manifest !== null && signer !== null) {
    const words = { record: shellWord(archived.record), word: shellWord(manifest) };
    speaker.say("archiveSigned", { file: manifest, archivist: signer, ...words });
  }
  if (archived.proposal !== null && archived.status.final) sayProposal(archived.proposal, signer, speaker);
  if (archived.snapshot !== null) speaker.say("archivedSnapshot", { folder: archived.snapshot });
  const { phase, final, summary } = archived.status;
  if (final && phase !== "decided") speaker.say("noResult", { phase, summary });
  if (options.dryRun) speaker.say("dryRun");
  if (options.json) console.log(JSON.stringify({ ...archived, election, notShown: NOT_SHOWN_FACTS }, null, 2));
  const unlookedAt = left.length > 0 ? EXIT_CODES.unchecked : 0;
  process.exitCode = failing.length > 0 ? EXIT_CODES.refused : final ? unlookedAt : EXIT_CODES.waiting;
}

function sayProposal(
  { id, record, manifest }: NonNullable<Archived["proposal"]>,
  archivist: string | null,
  { say }: ClerkSpeaker,
): void {
  say("archivedProposal", { file: record, id });
  if (manifest === null || archivist === null) return;
  say("archiveSigned", { file: manifest, archivist, record: shellWord(record), word: shellWord(manifest) });
}
