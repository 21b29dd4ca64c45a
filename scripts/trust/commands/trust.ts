import { type Command, InvalidArgumentError, Option } from "commander";
import type { Rpcs } from "../../../sdk/chain/agreement.ts";
import { boardLineFor, registryLineFor } from "../../../sdk/chain/trustLines.ts";
import { anchorLine } from "../../../sdk/trust/anchor.ts";
import {
  type BoardLine,
  type Line,
  lineHash,
  type RegistryLine,
  ROLES,
  type Role,
  type SeatLine,
  signLine,
} from "../../../sdk/trust/line.ts";
import { newTrustFile, withLines } from "../../../sdk/trust/trustFile.ts";
import { requireAbsent, toJson, writeNew } from "../../terminal/checkedFile.ts";
import { example } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { accountAddress, rpcUrl, wholeNumber } from "../../terminal/optionValues.ts";
import { connectRpc, connectRpcs, disconnect, requireContract } from "../../terminal/rpc.ts";
import {
  acceptedTrust,
  readTrustFile,
  TrustAnchorMissingError,
  withTrust,
  writeTrustFile,
} from "../../terminal/trustInput.ts";
import { codeReport, electionReport, fileReport, joinedReports } from "../check.ts";
import { readLine, writeLine } from "../lineFile.ts";
import { type PublishOptions, publishManifest } from "../publish.ts";
import { type SignerOptions, signerOf } from "../signer.ts";

const EXIT_CODES = { known: 0, unknown: 1, "not yet in the gazette": 2 } as const;
const MOST_SECONDS = 2 ** 48 - 1;

/** `trust`: who stands behind accounts (P15). */
export function addTrust(program: Command): void {
  const trust = program
    .command("trust")
    .description("say and check who stands behind accounts: init, sign, registry, board, add, publish, check");
  example(trust, "trust check --trust trust.json --anchor gazette.txt");
  addInit(trust);
  addSign(trust);
  addRegistry(trust);
  addBoard(trust);
  addAdd(trust);
  addPublish(trust);
  addCheck(trust);
}

function addInit(trust: Command): void {
  const command = trust
    .command("init")
    .description("begin a trust file, which lines are then added to")
    .requiredOption("--municipality <name>", "the municipality's name, as every line will carry it")
    .requiredOption("--chain <id>", "the chain's id", wholeNumber(1))
    .requiredOption("--out <file>", "where to write it")
    .action(({ municipality, chain, out }: { municipality: string; chain: number; out: string }) => {
      writeNew(out, newTrustFile(municipality, chain));
      console.log(`${out}: have every seat sign its line next (trust sign)`);
    });
  example(command, "trust init --municipality 별빛시 --chain 1 --out trust.json");
}

/** What every command that signs a line can be given. */
function withSigner(command: Command): Command {
  return command
    .option("--key <file>", "the seat's key: an office's file, a trustee's, a keystore; without it the organizer's")
    .option("--passphrase-file <file>", "its first line is the passphrase; otherwise it is asked for");
}

/** For lines on their way to the organizer. */
function withLineOptions(command: Command): Command {
  return withSigner(command)
    .requiredOption("--trust <file>", "the municipality's trust file")
    .requiredOption("--out <file>", "where to write the signed line, for the organizer");
}

type LineOptions = SignerOptions & { readonly trust: string; readonly out: string };

type SeatOptions = LineOptions & {
  readonly role: Role;
  readonly organisationKo: string;
  readonly organisationEn: string;
  readonly positionKo: string;
  readonly positionEn: string;
  readonly validFrom: number;
  readonly validUntil: number;
};

function addSign(trust: Command): void {
  const command = withLineOptions(trust.command("sign"))
    .description("sign for a seat: which organisation and which position of a person an account is")
    .addOption(new Option("--role <role>", "what the account is").choices([...ROLES]).makeOptionMandatory())
    .requiredOption("--organisation-ko <name>", "the organisation in Korean")
    .requiredOption("--organisation-en <name>", "the organisation in English")
    .requiredOption("--position-ko <name>", "the person's position there in Korean")
    .requiredOption("--position-en <name>", "the person's position there in English")
    .requiredOption("--valid-from <time>", "from when on, for example 2027-01-01", timeOf)
    .requiredOption("--valid-until <time>", "until when, beyond the day on which shares are due", timeOf)
    .action(async (options: SeatOptions) => {
      const { role, organisationKo, organisationEn, positionKo, positionEn, validFrom, validUntil } = options;
      requireAbsent(options.out);
      const { municipality, chainId } = readTrustFile(options.trust);
      const signer = await signerOf(options);
      const line = await signLine<SeatLine>(
        {
          kind: "seat",
          municipality,
          chainId,
          account: signer.address,
          role,
          organisation: { ko: organisationKo, en: organisationEn },
          position: { ko: positionKo, en: positionEn },
          validFrom,
          validUntil,
        },
        signer,
      );
      written(options.out, line);
    });
  example(
    command,
    "trust sign --trust trust.json --role trustee --organisation-ko 별빛대학교 --organisation-en 'Byeolbit University' --position-ko 총장 --position-en President --valid-from 2027-01-01 --valid-until 2028-01-01 --key trustee.json --out line.json",
  );
}

type RegistryOptions = LineOptions & {
  readonly role: "registrar" | "approver" | "recovery";
  readonly registry: string;
  readonly rpc: string;
};

function addRegistry(trust: Command): void {
  const command = withLineOptions(trust.command("registry"))
    .description("sign for a registry: its address, delay and recovery body, by an office or that body")
    .addOption(
      new Option("--role <role>", "what the account is")
        .choices(["registrar", "approver", "recovery"])
        .makeOptionMandatory(),
    )
    .requiredOption("--registry <address>", "the registry", accountAddress)
    .requiredOption("--rpc <url>", "the chain", rpcUrl)
    .action((options: RegistryOptions) =>
      guarded(async () => {
        requireAbsent(options.out);
        const file = readTrustFile(options.trust);
        const signer = await signerOf(options);
        const line = await onChain(options.rpc, options.registry, "registry", (provider) =>
          registryLineFor(file, options.role, signer.address, options.registry, provider),
        );
        console.error(`rotation delay ${line.rotationDelay} seconds, recovery body ${line.recoveryBody}`);
        written(options.out, await signLine<RegistryLine>(line, signer));
      }),
    );
  example(
    command,
    "trust registry --trust trust.json --role registrar --registry 0x0000000000000000000000000000000000000001 --rpc http://127.0.0.1:8545 --key registrar.key.json --out line.json",
  );
}

type BoardOptions = LineOptions & { readonly board: string; readonly rpc: string };

function addBoard(trust: Command): void {
  const command = withLineOptions(trust.command("board"))
    .description("sign for a board after its ceremony: its key, and the seats of all its trustees")
    .requiredOption("--board <address>", "the board", accountAddress)
    .requiredOption("--rpc <url>", "the chain", rpcUrl)
    .action((options: BoardOptions) =>
      guarded(async () => {
        requireAbsent(options.out);
        const file = readTrustFile(options.trust);
        const signer = await signerOf(options);
        const line = await onChain(options.rpc, options.board, "board", (provider) =>
          boardLineFor(file, signer.address, options.board, provider),
        );
        console.error(`${line.threshold} of ${line.trustees} trustees; seats ${line.seats.join(", ")}`);
        written(options.out, await signLine<BoardLine>(line, signer));
      }),
    );
  example(
    command,
    "trust board --trust trust.json --board 0x0000000000000000000000000000000000000001 --rpc http://127.0.0.1:8545 --key trustee.json --out line.json",
  );
}

function addAdd(trust: Command): void {
  const command = trust
    .command("add <trust> <lines...>")
    .description("add signed lines to a trust file; they count once a manifest lists them")
    .action((file: string, files: readonly string[]) => {
      const before = readTrustFile(file);
      const after = withLines(before, files.map(readLine));
      writeTrustFile(file, after);
      console.log(`${file}: ${after.lines.length - before.lines.length} lines added, ${after.lines.length} in all`);
    });
  example(command, "trust add trust.json registrar.line.json approver.line.json");
}

type PublishCommand = PublishOptions & { readonly trust: string; readonly rpc: string; readonly json?: boolean };

function addPublish(trust: Command): void {
  const command = withSigner(trust.command("publish"))
    .description("sign the next manifest over all lines and contracts, and print the gazette's line")
    .requiredOption("--trust <file>", "the municipality's trust file")
    .requiredOption("--deployment <file>", "what was deployed, as deployments/NAME.json says it")
    .requiredOption("--rpc <url>", "the chain", rpcUrl)
    .option(
      "--relayer <account@url...>",
      "a relayer that is announced, in place of those of the last manifest",
      relayers,
      [],
    )
    .option(
      "--withdraw <factory@block...>",
      "a factory whose elections are refused from that block on",
      withdrawals,
      [],
    )
    .option("--finality <blocks>", "blocks after which one is final; 0 where the chain says which", wholeNumber(0), 0)
    .option("--json", "print JSON alone on standard output")
    .action((options: PublishCommand) =>
      guarded(async () => {
        const rpc = await connectRpc(options.rpc);
        try {
          const anchor = await publishManifest(options.trust, options, rpc);
          if (options.json) console.log(toJson(anchor));
          else console.log(gazetteText(anchorLine(anchor)));
        } finally {
          rpc.provider.destroy();
        }
      }),
    );
  example(
    command,
    "trust publish --trust trust.json --deployment deployments/byeolbit.json --rpc http://127.0.0.1:8545",
  );
}

type CheckOptions = {
  readonly trust: string;
  readonly anchor?: string;
  readonly rpc?: readonly [string, ...string[]];
  readonly election?: string;
  readonly json?: boolean;
};

function addCheck(trust: Command): void {
  const command = withTrust(trust.command("check"))
    .description("verify a trust file against the gazette, and on a chain its contracts and an election")
    .option("--rpc <url...>", "the chain; give it twice, with two nodes that do not belong together")
    .option("--election <address>", "also judge this election, with --rpc", accountAddress)
    .option("--json", "print JSON alone on standard output")
    .action((options: CheckOptions) => guarded(() => check(options)));
  command.addHelpText("after", "\nExit codes: 0 all is known, 1 something is not, 2 not yet in the gazette.");
  example(
    command,
    "trust check --trust trust.json --anchor gazette.txt",
    "trust check --trust trust.json --anchor gazette.txt --rpc http://127.0.0.1:8545 --election 0x0000000000000000000000000000000000000001",
  );
}

async function check({ rpc: urls, election, json, ...given }: CheckOptions): Promise<void> {
  const accepted = acceptedTrust(given);
  if (accepted === undefined) throw new TrustAnchorMissingError(given.trust);
  const reports = [fileReport(accepted)];
  if (urls !== undefined) {
    const rpcs = await connectRpcs(urls);
    try {
      reports.push(await codeReport(accepted, rpcs as Rpcs));
      if (election !== undefined) reports.push(await electionReport(accepted, election, rpcs as Rpcs));
    } finally {
      disconnect(rpcs);
    }
  }
  const report = joinedReports(reports);
  console.log(json ? toJson(report) : report.lines.join("\n"));
  process.exitCode = EXIT_CODES[report.standing];
}

/** Asks the chain about a contract that is there. */
async function onChain<T>(
  url: string,
  address: string,
  what: string,
  ask: (provider: Awaited<ReturnType<typeof connectRpc>>["provider"]) => Promise<T>,
): Promise<T> {
  const rpc = await connectRpc(url);
  try {
    await requireContract(rpc, what, address);
    return await ask(rpc.provider);
  } finally {
    rpc.provider.destroy();
  }
}

function written(out: string, line: Line): void {
  writeLine(out, line);
  console.log(`${out}: ${line.kind} line ${lineHash(line)} of ${line.account}; send it to the organizer`);
}

function gazetteText(line: string): string {
  return [
    "Print this line in the official gazette, and put it into the page's configuration:",
    "공보에 아래 한 줄을 싣고, 투표 화면의 설정에도 적으세요:",
    "",
    line,
  ].join("\n");
}

function timeOf(text: string): number {
  const time = Date.parse(text);
  const seconds = Math.floor(time / 1000);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(time) || seconds < 0 || seconds > MOST_SECONDS) {
    throw new InvalidArgumentError("Give a date, for example 2027-01-01 or 2027-01-01T09:00:00+09:00.");
  }
  return seconds;
}

function relayers(text: string, earlier: PublishOptions["relayer"]): PublishOptions["relayer"] {
  const [, account, url] = /^(0x[0-9a-fA-F]{40})@(https?:\/\/.+?)\/?$/.exec(text) ?? [];
  if (account === undefined || url === undefined) throw new InvalidArgumentError("Give ACCOUNT@URL.");
  return [...earlier, { account: accountAddress(account), url }];
}

function withdrawals(text: string, earlier: PublishOptions["withdraw"]): PublishOptions["withdraw"] {
  const [, factory, block] = /^(0x[0-9a-fA-F]{40})@(\d{1,9})$/.exec(text) ?? [];
  if (factory === undefined || Number(block) === 0) throw new InvalidArgumentError("Give FACTORY@BLOCK.");
  return [...earlier, { factory: accountAddress(factory), block: Number(block) }];
}
