import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { formatUnits, parseUnits, Wallet } from "ethers";
import { parseBallotPackage } from "../../../sdk/election/ballotPackage.ts";
import { timeInKorea } from "../../../sdk/election/timeInKorea.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { parseActPackage } from "../../../sdk/proposals/actPackage.ts";
import { sendAct, submitAct } from "../../../sdk/relaying/actLadder.ts";
import type { Ladder } from "../../../sdk/relaying/climb.ts";
import { castPackage, submitBallot } from "../../../sdk/relaying/ladder.ts";
import { type AnnouncedRelayer, askRelayer } from "../../../sdk/relaying/relayerClient.ts";
import { finalityRule, finalityText } from "../../../sdk/trust/finality.ts";
import { shellWord } from "../../../sdk/words/shellWord.ts";
import { startRelayer } from "../../../services/relayer/relayer.ts";
import type { Health } from "../../../services/relayer/status.ts";
import { DEFAULT_LIMITS } from "../../../services/relayer/works.ts";
import { relayedKeys } from "../../checkout/circuitFiles.ts";
import { readText } from "../../terminal/checkedFile.ts";
import { LANG_OPTION, neededRpc, neededRpcs } from "../../terminal/commandOptions.ts";
import { FINALITY_PHRASES } from "../../terminal/finalityPhrases.ts";
import { keepOutOfGit } from "../../terminal/keepOutOfGit.ts";
import { accountAddress, accountAtUrl, serviceUrl, UnfitValueError, wholeNumber } from "../../terminal/optionValues.ts";
import { phrased } from "../../terminal/phrases.ts";
import { connectRpc } from "../../terminal/rpc.ts";
import { answerLine } from "../../terminal/serviceAnswer.ts";
import { isServing, statusWords } from "../../terminal/serviceStatus.ts";
import { acceptedTrust } from "../../terminal/trustInput.ts";
import { whySaid } from "../../terminal/whySaid.ts";
import { relayerLine } from "../phrases.ts";
import { addRelayerEvidence } from "./relayerEvidence.ts";

export class RelayerKeyExistsError extends HanpyoError {
  constructor(file: string) {
    super("RELAYER_KEY_EXISTS", told`${{ file }} exists`, "Choose another name; a key is never overwritten");
  }
}

export class RelayerKeyUnreadableError extends HanpyoError {
  constructor(file: string) {
    super(
      "RELAYER_KEY_UNREADABLE",
      told`${{ file }} is not a relayer's key file`,
      "Make one with `npm run hanpyo -- relayer key --out FILE`",
    );
  }
}

export class RelayerKeyExposedError extends HanpyoError {
  constructor(file: string) {
    super(
      "RELAYER_KEY_EXPOSED",
      told`Others than you can read ${{ file }}`,
      told`Run \`chmod 600 ${{ word: shellWord(file) }}\``,
    );
  }
}

/** Milliseconds that a relayer or the first delay of the ladder takes. */
const TIMEOUT = 20_000;
const DELAY = 2_000;

export function addRelayer(program: Command): void {
  const relayer = program
    .command("relayer")
    .description("bring ballots to the chain: key, start, submit, status, evidence")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- relayer key --out relayer.json");
  relayer
    .command("key")
    .description("make a relayer's account; it needs ether, and has no rights")
    .requiredOption("--out <file>", "where to keep it; readable by you alone")
    .option(...LANG_OPTION)
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- relayer key --out relayer.json")
    .action(({ out }: { out: string }) => {
      if (existsSync(out)) throw new RelayerKeyExistsError(out);
      const { address, privateKey } = Wallet.createRandom();
      const content = { format: "hanpyo-relayer-1", address, key: privateKey };
      writeFileSync(out, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: "wx" });
      keepOutOfGit(out);
      console.log(relayerLine(`Account to fund and to announce: ${address}`));
    });
  relayer
    .command("start")
    .description("serve ballots until stopped")
    .addOption(neededRpcs())
    .option(...LANG_OPTION)
    .requiredOption("--db <file>", "what must not be forgotten; made if it is missing")
    .requiredOption("--key-file <file>", "the account, as `relayer key` wrote it")
    .requiredOption("--trust <file>", "the municipality's trust file: elections of its factories and rolls are served")
    .requiredOption("--anchor <line>", "the line that the official gazette prints of it, or a file that holds the line")
    .option("--election <address...>", "of these elections only the ones named", accounts, [])
    .option("--proposals <address...>", "of the trust file's contracts of proposals only the ones named", accounts, [])
    .option("--mirror <url...>", "a mirror that gets the texts of postings; as often as you like", services, [])
    .option("--host <address>", "where to listen; put a reverse proxy with TLS before it", "127.0.0.1")
    .option("--port <number>", "0 for any free one", wholeNumber(0, 65_535), 8650)
    .option(
      "--batch-size <ballots>",
      "most ballots or acts in one transaction",
      wholeNumber(1),
      DEFAULT_LIMITS.batchSize,
    )
    .option("--batch-delay <seconds>", "how long a ballot or act waits for others", wholeNumber(0), 10)
    .option("--max-fee <gwei>", "most to pay for a unit of gas", gwei, "500")
    .option("--behind-proxy", "take voters' addresses from X-Forwarded-For, which the proxy must set")
    .option(
      "--requests-per-minute <number>",
      "most from one network, and five times as many that only read; behind a reverse proxy all have the proxy's address without --behind-proxy",
      wholeNumber(1),
      DEFAULT_LIMITS.requestsPerMinute,
    )
    .addHelpText(
      "after",
      "\nExample:\n  npm run hanpyo -- relayer start --rpc http://127.0.0.1:8545 --rpc https://rpc.example --trust trust.json --anchor gazette.txt --db relayer.db --key-file relayer.json",
    )
    .action(start);
  relayer
    .command("submit")
    .description("bring the package of a ballot or act to the chain, whosoever it is; any number of times")
    .option(...LANG_OPTION)
    .requiredOption("--package <file>", "the package, as the device wrote it")
    .addOption(neededRpc("the chain, which is asked before anything is sent again"))
    .option("--relayer <address@url...>", "a relayer as it is announced", announced, [])
    .option(
      "--key-file <file>",
      "an account to send it from if no relayer takes it; not one that can be linked to the voter",
    )
    .addHelpText(
      "after",
      "\nExample:\n  npm run hanpyo -- relayer submit --package ballot.json --rpc http://127.0.0.1:8545 --relayer 0x...@http://127.0.0.1:8650",
    )
    .action(submit);
  relayer
    .command("status")
    .description("say how a relayer is, or where it has a ballot or an act")
    .argument("<url>", "the relayer's address", serviceUrl)
    .option("--tracker <code>", "a ballot's tracker")
    .option("--act <code>", "the tracker of a support, a withdrawal or a posting")
    .option(...LANG_OPTION)
    .option("--json", "print JSON alone on standard output")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- relayer status http://127.0.0.1:8650")
    .action(status);
  addRelayerEvidence(relayer);
}

/** Requests that only read, for each that may make the relayer work. */
const READS = 5;

type StartOptions = {
  readonly rpc: readonly string[];
  readonly db: string;
  readonly keyFile: string;
  readonly election: readonly string[];
  readonly proposals: readonly string[];
  readonly mirror: readonly string[];
  readonly trust: string;
  readonly anchor: string;
  readonly host: string;
  readonly port: number;
  readonly behindProxy?: boolean;
  readonly batchSize: number;
  readonly batchDelay: number;
  readonly maxFee: string;
  readonly requestsPerMinute: number;
};

async function start(options: StartOptions): Promise<void> {
  const {
    rpc,
    db,
    keyFile,
    election,
    proposals,
    mirror: mirrors,
    trust,
    anchor,
    host,
    port,
    behindProxy = false,
    ...limits
  } = options;
  const maxFee = parseUnits(limits.maxFee, "gwei");
  const accepted = acceptedTrust({ trust, anchor });
  const relayer = await startRelayer({
    rpc,
    key: readKey(keyFile),
    store: db,
    host,
    port,
    behindProxy,
    elections: election,
    ...(accepted && { manifest: accepted.anchored }),
    proposals,
    mirrors,
    proofs: relayedKeys(),
    limits: {
      finality: accepted?.anchored.finality ?? 0,
      batchSize: limits.batchSize,
      batchDelay: limits.batchDelay * 1_000,
      maxFee,
      requestsPerMinute: limits.requestsPerMinute,
      readsPerMinute: READS * limits.requestsPerMinute,
    },
    say: (line) => console.error(line),
  });
  const health = relayer.health();
  const { status: condition, runway, head, waiting, said } = health;
  console.log(relayerLine(`Relayer ${relayer.address}@${relayer.url}`));
  const rule = finalityText(finalityRule({ finality: accepted?.anchored.finality ?? 0 }));
  console.log(relayerLine(nodesOf(health, phrased(FINALITY_PHRASES, rule))));
  console.log(
    relayerLine(`Block ${head ?? "unknown"}, ${waiting} packages waiting, ether for about ${runway ?? "?"} more`),
  );
  console.log(relayerLine(paymentOf(health)));
  console.log(relayerLine(`status: ${statusWords(condition)}${said === null ? "" : ` (${said})`}`));
  await new Promise<void>((stop) => {
    // The command line itself would end at once; here what is under way is finished first.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeAllListeners(signal).once(signal, stop);
  });
  await relayer.close();
}

/** What the relayer asks, and when it believes it. */
function nodesOf({ nodes, answering, final }: Health, rule: string): string {
  const alone =
    nodes === 1 ? "one node alone, which is enough for test elections only" : `${answering} of ${nodes} nodes answer`;
  return `${alone}; final up to block ${final ?? "unknown"}: ${rule}`;
}

/** How the relayer pays, by what it found of the chain. */
function paymentOf({ fee, transactionType }: Health): string {
  if (fee === null || transactionType === null) return "What the chain asks for gas is not known yet";
  const type = `Transactions of type ${transactionType}${transactionType === 0 ? " (the chain has no base fee)" : ""}`;
  return `${type}, ${fee === "0" ? "gas is free" : `at most ${formatUnits(fee, "gwei")} gwei for a unit of gas`}`;
}

type SubmitOptions = {
  readonly package: string;
  readonly rpc: string;
  readonly relayer: readonly AnnouncedRelayer[];
  readonly keyFile?: string;
};

async function submit({ package: file, rpc, relayer, keyFile }: SubmitOptions): Promise<void> {
  const way = wayOf(readText(file));
  const { provider } = await connectRpc(rpc);
  const submission = await way.submit({
    relayers: relayer,
    provider,
    tries: 3,
    rounds: 2,
    delay: DELAY,
    timeout: TIMEOUT,
    fetch,
    wait: (milliseconds) => sleep(milliseconds),
    report: ({ url }, failure) => console.error(`${url}: ${whySaid(failure)}`),
  });
  if (submission.outcome === "acknowledged") {
    const deadline = timeInKorea(submission.acknowledgement.deadline);
    console.log(relayerLine(`Acknowledged by ${submission.relayer.url}, due in a block by ${deadline}`));
    console.log(relayerLine(`Tracker ${submission.tracker}`));
  } else if (submission.outcome === "cast") {
    console.log(relayerLine(`On the chain in block ${submission.blockNumber}`));
  } else if (keyFile !== undefined) {
    const block = await way.send(new Wallet(readKey(keyFile), provider));
    console.log(relayerLine(`Cast from the account of ${keyFile} in block ${block}`));
  } else {
    console.error(
      relayerLine("No relayer took it. The file stays good: submit it later, elsewhere, or with --key-file"),
    );
    process.exitCode = 1;
  }
  provider.destroy();
}

/** How a package's way goes on: a ballot's or an act's, by its format. */
function wayOf(text: string) {
  if (/"format"\s*:\s*"hanpyo-act-/.test(text)) {
    const act = parseActPackage(text);
    return { submit: (ladder: Ladder) => submitAct(act, ladder), send: (sender: Wallet) => sendAct(act, sender) };
  }
  const ballot = parseBallotPackage(text);
  return {
    submit: (ladder: Ladder) => submitBallot(ballot, ladder),
    send: (sender: Wallet) => castPackage(ballot, sender),
  };
}

type StatusOptions = { readonly tracker?: string; readonly act?: string; readonly json?: boolean };

async function status(url: string, { tracker, act, json }: StatusOptions) {
  const paths = { ballots: tracker, acts: act };
  const [asked] = Object.entries(paths).filter(([, code]) => code !== undefined);
  const path = asked === undefined ? "/health" : `/${asked[0]}/${encodeURIComponent(asked[1] as string)}`;
  const answer = await askRelayer(url, path, { timeout: TIMEOUT, fetch });
  if (json) console.log(JSON.stringify(answer, null, 2));
  else for (const [name, value] of Object.entries(answer)) console.log(answerLine(name, value));
  const well = asked === undefined ? isServing(String(answer.status)) : answer.state !== "missing";
  process.exitCode = well ? 0 : 1;
}

function readKey(file: string): string {
  if (existsSync(file) && (statSync(file).mode & 0o077) !== 0) throw new RelayerKeyExposedError(file);
  try {
    const { format, key } = JSON.parse(readFileSync(file, "utf8")) as { format: string; key: string };
    if (format === "hanpyo-relayer-1") return new Wallet(key).privateKey;
  } catch {
    throw new RelayerKeyUnreadableError(file);
  }
  throw new RelayerKeyUnreadableError(file);
}

function announced(text: string, earlier: readonly AnnouncedRelayer[]): readonly AnnouncedRelayer[] {
  const { account: address, url } = accountAtUrl(text);
  return [...earlier, { address, url }];
}

function accounts(text: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, accountAddress(text)];
}

function services(text: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, serviceUrl(text)];
}

/** An amount in gwei, as it is written; zero on a chain where gas is free. */
function gwei(text: string): string {
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(text)) throw new UnfitValueError(text, "Give a number of gwei, for example 500.");
  return text;
}
