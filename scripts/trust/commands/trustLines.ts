import { type Command, Option } from "commander";
import { boardLineFor, registryLineFor } from "../../../sdk/chain/trustLines.ts";
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
import { withLines } from "../../../sdk/trust/trustFile.ts";
import { dayOf, endOfKoreanDay, instantOf, koreanDay } from "../../terminal/calendar.ts";
import { requireAbsent } from "../../terminal/checkedFile.ts";
import { example, LANG_OPTION, neededRpc } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { accountAddress, composedText, UnfitValueError } from "../../terminal/optionValues.ts";
import { connectRpc, requireContract } from "../../terminal/rpc.ts";
import { readTrustFile, writeTrustFile } from "../../terminal/trustInput.ts";
import { readLine, writeLine } from "../lineFile.ts";
import { trustLine } from "../phrases.ts";
import { type SignerOptions, signerOf, withSigner } from "../signer.ts";

const MOST_SECONDS = 2 ** 48 - 1;
const DAY = 86_400;

/** For lines on their way to the organizer. */
function withLineOptions(command: Command): Command {
  return withSigner(command)
    .requiredOption("--trust <file>", "the municipality's trust file")
    .requiredOption("--out <file>", "where to write the signed line, for the organizer")
    .option(...LANG_OPTION);
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

export function addSign(trust: Command): void {
  const command = withLineOptions(trust.command("sign"))
    .description("sign for a seat: which organisation and which position of a person an account is")
    .addOption(new Option("--role <role>", "what the account is").choices([...ROLES]).makeOptionMandatory())
    .requiredOption("--organisation-ko <name>", "the organisation in Korean", composedText)
    .requiredOption("--organisation-en <name>", "the organisation in English", composedText)
    .requiredOption("--position-ko <name>", "the person's position there in Korean", composedText)
    .requiredOption("--position-en <name>", "the person's position there in English", composedText)
    .requiredOption("--valid-from <time>", "from when on, for example 2027-01-01", timeFrom)
    .requiredOption("--valid-until <time>", "until when, beyond the day on which shares are due", (text: string) =>
      timeUntil(text),
    )
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

export function addRegistry(trust: Command): void {
  const command = withLineOptions(trust.command("registry"))
    .description("sign for a registry: its address, delay and recovery body, by an office or that body")
    .addOption(
      new Option("--role <role>", "what the account is")
        .choices(["registrar", "approver", "recovery"])
        .makeOptionMandatory(),
    )
    .requiredOption("--registry <address>", "the registry", accountAddress)
    .addOption(neededRpc())
    .action((options: RegistryOptions) =>
      guarded(async () => {
        requireAbsent(options.out);
        const file = readTrustFile(options.trust);
        const signer = await signerOf(options);
        const line = await onChain(options.rpc, options.registry, "registry", (provider) =>
          registryLineFor(file, options.role, signer.address, options.registry, provider),
        );
        console.error(trustLine(`rotation delay ${line.rotationDelay} seconds, recovery body ${line.recoveryBody}`));
        written(options.out, await signLine<RegistryLine>(line, signer));
      }),
    );
  example(
    command,
    "trust registry --trust trust.json --role registrar --registry 0x0000000000000000000000000000000000000001 --rpc http://127.0.0.1:8545 --key registrar.key.json --out line.json",
  );
}

type BoardOptions = LineOptions & { readonly board: string; readonly rpc: string };

export function addBoard(trust: Command): void {
  const command = withLineOptions(trust.command("board"))
    .description("sign for a board after its ceremony: its key, and the seats of all its trustees")
    .requiredOption("--board <address>", "the board", accountAddress)
    .addOption(neededRpc())
    .action((options: BoardOptions) =>
      guarded(async () => {
        requireAbsent(options.out);
        const file = readTrustFile(options.trust);
        const signer = await signerOf(options);
        const line = await onChain(options.rpc, options.board, "board", (provider) =>
          boardLineFor(file, signer.address, options.board, provider),
        );
        console.error(trustLine(`${line.threshold} of ${line.trustees} trustees; seats ${line.seats.join(", ")}`));
        written(options.out, await signLine<BoardLine>(line, signer));
      }),
    );
  example(
    command,
    "trust board --trust trust.json --board 0x0000000000000000000000000000000000000001 --rpc http://127.0.0.1:8545 --key trustee.json --out line.json",
  );
}

export function addAdd(trust: Command): void {
  const command = trust
    .command("add <trust> <lines...>")
    .description("add signed lines to a trust file; they count once a manifest lists them")
    .option(...LANG_OPTION)
    .action((file: string, files: readonly string[]) => {
      const before = readTrustFile(file);
      const after = withLines(before, files.map(readLine));
      writeTrustFile(file, after);
      const added = after.lines.length - before.lines.length;
      console.log(trustLine(`${file}: ${added} lines added, ${after.lines.length} in all`));
    });
  example(command, "trust add trust.json registrar.line.json approver.line.json");
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
  console.log(trustLine(`${out}: ${line.kind} line ${lineHash(line)} of ${line.account}; send it to the organizer`));
}

/** The first second of a day in Korea, or the time that is given with its zone. */
function timeFrom(text: string): number {
  const day = dayOf(text);
  return timeOf(text, day === undefined ? instantOf(text) : endOfKoreanDay(day) - DAY);
}

/** The last second of a day in Korea, or the time that is given with its zone: not past, or nobody could use the line. */
export function timeUntil(text: string, clock: () => number = Date.now): number {
  const day = dayOf(text);
  const found = timeOf(text, day === undefined ? instantOf(text) : endOfKoreanDay(day) - 1);
  const now = clock();
  if (found * 1000 > now) return found;
  throw new UnfitValueError(text, `It is past: today is ${koreanDay(now)} in Korea. Give that day or later.`);
}

function timeOf(text: string, seconds: number | undefined): number {
  if (seconds === undefined || !Number.isInteger(seconds) || seconds < 0 || seconds > MOST_SECONDS) {
    throw new UnfitValueError(
      text,
      "Give a day in Korea, or a time with its zone: 2027-01-01 or 2027-01-01T09:00:00+09:00.",
    );
  }
  return seconds;
}
