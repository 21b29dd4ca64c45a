import type { Command } from "commander";
import { askMirror } from "../../../sdk/relaying/mirrorClient.ts";
import { startMirror } from "../../../services/mirror/mirror.ts";
import { DEFAULT_LIMITS } from "../../../services/mirror/works.ts";
import { LANG_OPTION, neededRpcs } from "../../terminal/commandOptions.ts";
import { accountAddress, serviceUrl, wholeNumber } from "../../terminal/optionValues.ts";
import { answerLine } from "../../terminal/serviceAnswer.ts";
import { isServing, statusWords } from "../../terminal/serviceStatus.ts";
import { acceptedTrust } from "../../terminal/trustInput.ts";
import { mirrorLine } from "../phrases.ts";

/** Milliseconds that a mirror may take to answer. */
const TIMEOUT = 20_000;
/** Requests that only read, for each that may make the mirror work. */
const READS = 5;

export function addMirror(program: Command): void {
  const mirror = program
    .command("mirror")
    .description("keep the texts of proposals: start, status")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- mirror status http://127.0.0.1:8660");
  mirror
    .command("start")
    .description("keep and give texts until stopped")
    .addOption(neededRpcs())
    .option(...LANG_OPTION)
    .requiredOption("--db <file>", "what must not be forgotten; made if it is missing")
    .requiredOption(
      "--notices <address>",
      "the contract of notices by which parts of texts are hidden; it names that of the proposals",
      accountAddress,
    )
    .requiredOption("--trust <file>", "the municipality's trust file: texts under its organizer's templates are kept")
    .requiredOption("--anchor <line>", "the line that the official gazette prints of it, or a file that holds the line")
    .option(
      "--mirror <url>",
      "another mirror, which is asked for what this one lacks; as often as you like",
      (url: string, others: readonly string[]) => [...others, serviceUrl(url)],
      [] as readonly string[],
    )
    .option("--host <address>", "where to listen; put a reverse proxy with TLS before it", "127.0.0.1")
    .option("--port <number>", "0 for any free one", wholeNumber(0, 65_535), 8660)
    .option("--behind-proxy", "take residents' addresses from X-Forwarded-For, which the proxy must set")
    .option(
      "--requests-per-minute <number>",
      "most from one network, and five times as many that only read; behind a reverse proxy all have the proxy's address without --behind-proxy",
      wholeNumber(1),
      DEFAULT_LIMITS.requestsPerMinute,
    )
    .addHelpText(
      "after",
      "\nExample:\n  npm run hanpyo -- mirror start --rpc http://127.0.0.1:8545 --rpc https://rpc.example --trust trust.json --anchor gazette.txt --notices 0x0000000000000000000000000000000000000001 --db texts.db --mirror https://mirror.example",
    )
    .action(start);
  mirror
    .command("status")
    .description("say how a mirror is")
    .argument("<url>", "the mirror's address", serviceUrl)
    .option(...LANG_OPTION)
    .option("--json", "print JSON alone on standard output")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- mirror status http://127.0.0.1:8660")
    .action(status);
}

type StartOptions = {
  readonly rpc: readonly string[];
  readonly db: string;
  readonly notices: string;
  readonly trust: string;
  readonly anchor: string;
  readonly mirror: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly behindProxy?: boolean;
  readonly requestsPerMinute: number;
};

async function start({ trust, anchor, mirror: mirrors, requestsPerMinute, ...options }: StartOptions): Promise<void> {
  const manifest = acceptedTrust({ trust, anchor })?.anchored;
  const mirror = await startMirror({
    ...options,
    mirrors,
    served: { organizer: manifest?.organizer ?? "", rolls: (manifest?.rolls ?? []).map(({ rolls }) => rolls) },
    limits: {
      finality: manifest?.finality ?? 0,
      requestsPerMinute,
      readsPerMinute: READS * requestsPerMinute,
    },
    say: (line) => console.error(line),
  });
  const { head, texts, proposals, missing, status: condition } = mirror.health();
  console.log(mirrorLine(`Mirror ${mirror.url}`));
  console.log(
    mirrorLine(
      `Block ${head ?? "unknown"}, ${texts} texts of ${proposals} proposals, of ${missing} all or a part is missing`,
    ),
  );
  console.log(mirrorLine(`status: ${statusWords(condition)}`));
  await new Promise<void>((stop) => {
    // The command line itself would end at once; here what is under way is finished first.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeAllListeners(signal).once(signal, stop);
  });
  await mirror.close();
}

async function status(url: string, { json }: { readonly json?: boolean }): Promise<void> {
  const answer = await askMirror(url, { timeout: TIMEOUT, fetch });
  if (json) console.log(JSON.stringify(answer, null, 2));
  else for (const [name, value] of Object.entries(answer)) console.log(answerLine(name, value));
  process.exitCode = isServing(String(answer.status)) ? 0 : 1;
}
