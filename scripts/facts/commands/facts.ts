import type { Command } from "commander";
import { openWorks, type ReadingSettings } from "../../../services/facts/opening.ts";
import { readFacts } from "../../../services/facts/reading.ts";
import { startFacts } from "../../../services/facts/service.ts";
import { writeStaticFiles } from "../../../services/facts/staticFiles.ts";
import { DEFAULT_LIMITS } from "../../../services/facts/works.ts";
import { disconnectChain } from "../../../services/sending/chain.ts";
import { verificationKeys } from "../../checkout/circuitFiles.ts";
import { LANG_OPTION, neededRpcs } from "../../terminal/commandOptions.ts";
import { accountAddress, pageUrl, wholeNumber } from "../../terminal/optionValues.ts";
import { statusWords } from "../../terminal/serviceStatus.ts";
import { acceptedTrust } from "../../terminal/trustInput.ts";
import { proofsInThreads } from "../../threads/proofThreads.ts";
import { factsLine } from "../phrases.ts";

/** Milliseconds between two looks at the chain. */
const INTERVAL = 10_000;

export function addFacts(program: Command): void {
  const facts = program
    .command("facts")
    .description("tell the public facts of elections, proposals and rolls over HTTP, or as files: start, write")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- facts start --help");
  told(facts.command("start").description("read the chain, verify what is decided, and answer until stopped"))
    .option("--host <address>", "where to listen; put a reverse proxy with TLS before it", "127.0.0.1")
    .option("--port <number>", "0 for any free one", wholeNumber(0, 65_535), 8670)
    .option("--behind-proxy", "take residents' addresses from X-Forwarded-For, which the proxy must set")
    .option("--reads-per-minute <number>", "most from one network", wholeNumber(1), DEFAULT_LIMITS.readsPerMinute)
    .addHelpText("after", example("start"))
    .action(start);
  told(facts.command("write").description("read the chain, verify what is decided, and write the answers as files"))
    .requiredOption("--out <folder>", "where the files go; those that are right are left")
    .addHelpText("after", example("write", " --out site"))
    .action(write);
}

const example = (command: string, words = "") =>
  `\nExample:\n  npm run hanpyo -- facts ${command} --rpc http://127.0.0.1:8545 --rpc https://rpc.example --trust trust.json --anchor gazette.txt --notices 0x0000000000000000000000000000000000000001${words}`;

/** Whose facts, and by which nodes. */
function told(command: Command): Command {
  return command
    .addOption(neededRpcs())
    .option(...LANG_OPTION)
    .requiredOption("--trust <file>", "the municipality's trust file: its factories and rolls are told of")
    .requiredOption("--anchor <line>", "the line that the official gazette prints of it, or a file that holds the line")
    .option("--notices <address>", "the contract of notices, which names that of the proposals", accountAddress)
    .option("--page <url>", "address of the municipality's page, where feeds and calendars lead", pageUrl)
    .option("--conversions <address>", "the contract of conversions, which says how far proposals are", accountAddress);
}

type ToldOptions = {
  readonly rpc: readonly string[];
  readonly trust: string;
  readonly anchor: string;
  readonly notices?: string;
  readonly conversions?: string;
  readonly page?: string;
};

function readingOf({ trust, anchor, ...options }: ToldOptions): ReadingSettings {
  const manifest = acceptedTrust({ trust, anchor })?.anchored;
  return {
    ...options,
    told: {
      organizer: manifest?.organizer ?? "",
      factories: (manifest?.factories ?? []).filter(({ kind }) => kind === "election"),
      rolls: (manifest?.rolls ?? []).map(({ rolls }) => rolls),
    },
    keysFor: verificationKeys,
    verify: proofsInThreads,
    limits: { finality: manifest?.finality ?? 0 },
  };
}

type StartOptions = ToldOptions & {
  readonly host: string;
  readonly port: number;
  readonly behindProxy?: boolean;
  readonly readsPerMinute: number;
};

async function start({ readsPerMinute, ...options }: StartOptions): Promise<void> {
  const reading = readingOf(options);
  const service = await startFacts({
    ...reading,
    limits: { ...reading.limits, readsPerMinute },
    interval: INTERVAL,
    say: (line) => console.error(line),
  });
  const { block, elections, verified, notVerified, proposals, rolls, status } = service.health();
  console.log(factsLine(`Facts ${service.url}`));
  const counts = `${elections} elections, of which ${verified} verified and ${notVerified} not, ${proposals} proposals, ${rolls} rolls`;
  console.log(factsLine(`Block ${block?.number ?? "unknown"}, ${counts}`));
  console.log(factsLine(`status: ${statusWords(status)}`));
  await new Promise<void>((stop) => {
    // The command line itself would end at once; here what is under way is finished first.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeAllListeners(signal).once(signal, stop);
  });
  await service.close();
}

async function write({ out, ...options }: ToldOptions & { readonly out: string }): Promise<void> {
  const works = await openWorks(readingOf(options));
  try {
    await readFacts(works);
    const { written, same } = await writeStaticFiles(works, out);
    console.log(
      factsLine(`Block ${works.facts?.block.number ?? "unknown"}: ${written} files written, ${same} left as they are`),
    );
  } finally {
    disconnectChain(works.chain);
  }
}
