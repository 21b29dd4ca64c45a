#!/usr/bin/env node
import { parseArgs } from "node:util";
import { ArchivistMissing, holdToArchive } from "./archive/holdToArchive.ts";
import { readManifest } from "./archive/manifest.ts";
import { holdProposalToArchive, readProposalManifest } from "./archive/proposalManifest.ts";
import { readCodeList } from "./chain/codeList.ts";
import { compareWithChain } from "./chain/compare.ts";
import { compareProposalWithChain } from "./chain/proposal/compareProposal.ts";
import { nodeAt } from "./chain/rpc.ts";
import { verifyingKeys } from "./keys/verifyingKeys.ts";
import { fileSource, readText, snapshotFolder } from "./nodeFile.ts";
import { addressInAnyCase, readAs } from "./record/shape.ts";
import type { RecordSource } from "./record/source.ts";
import { HELP } from "./report/help.ts";
import { type Language, languageOf } from "./report/language.ts";
import type { Finding } from "./report/ledger.ts";
import { renderJson } from "./report/renderJson.ts";
import { renderText } from "./report/renderText.ts";
import { reportOf } from "./report/report.ts";
import { proposalTrust } from "./trust/proposalTrust.ts";
import { anchoredManifest } from "./trust/trustManifest.ts";
import { NotARecord, OtherFormat, VerifierError } from "./verifierError.ts";
import { type FileVerification, verifyFile } from "./verifyFile.ts";
import type { ProposalVerification } from "./verifyProposal.ts";
import type { Progress } from "./verifyRecord.ts";

const BATCH = 512;
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** A line on standard error that is written over, at most five times a second. */
const progressLine = (quiet: boolean) => {
  let last = 0;
  const started = Date.now();
  return ({ step, part, casts }: Progress): void => {
    const now = Date.now();
    if (quiet || now - last < 200) return;
    last = now;
    const left = part > 0.02 ? `, ${Math.ceil(((now - started) / part - (now - started)) / 1000)} s left` : "";
    process.stderr.write(`\r${step} ${Math.floor(100 * part)} %, ${casts}${left}      `);
  };
};

const settings = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      rpc: { type: "string" },
      "from-block": { type: "string", default: "0" },
      block: { type: "string" },
      code: { type: "string" },
      snapshot: { type: "string" },
      archive: { type: "string" },
      archivist: { type: "string" },
      trust: { type: "string" },
      anchor: { type: "string" },
      json: { type: "boolean", default: false },
      lang: { type: "string" },
      quiet: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });

const languageFor = (asked: string | undefined): Language =>
  languageOf(asked ?? process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG);

type Values = ReturnType<typeof settings>["values"];

/** The archive's manifest, and whom the reader believes: the one without the other says nothing. */
const archiveOf = async <M>(
  { archive, archivist }: Values,
  read: (text: string) => M,
): Promise<{ readonly manifest: M; readonly archivist: bigint } | undefined> => {
  if (archive === undefined && archivist === undefined) return undefined;
  if (archive === undefined || archivist === undefined) throw new ArchivistMissing(archive ?? archivist ?? "");
  return {
    manifest: read(await readText(archive)),
    archivist: readAs(addressInAnyCase, archivist, "archivist"),
  };
};

/** A trust file says nothing without the gazette's line, and of code nothing without a node. */
class TrustIncomplete extends VerifierError {
  constructor() {
    super(
      "TRUST_INCOMPLETE",
      "A trust file is asked with the line of the gazette and a node",
      "--trust, --anchor, --rpc",
      "Give all three; --anchor is the file that holds the line.",
    );
  }
}

/** P15.7 of a proposal, where a trust file was given. */
const trusted = async (verification: ProposalVerification, { trust, anchor, rpc }: Values) => {
  if (trust === undefined && anchor === undefined) return [];
  if (trust === undefined || anchor === undefined || !rpc) throw new TrustIncomplete();
  const manifest = anchoredManifest(await readText(trust), await readText(anchor));
  return proposalTrust(verification, manifest, nodeAt(rpc));
};

/** An option is not of this kind of record. */
class NotOfProposals extends VerifierError {
  constructor(option: string) {
    super("NOT_OF_PROPOSALS", "A proposal's record has no such thing", option, "Leave the option out.");
  }
}

class NotOfElections extends VerifierError {
  constructor(option: string) {
    super("NOT_OF_ELECTIONS", "This verifier judges no election by a trust file", option, "Leave the option out.");
  }
}

const compareProposal = async (
  source: RecordSource,
  verification: ProposalVerification,
  values: Values,
): Promise<readonly Finding[]> => {
  const foreign = (["snapshot", "block"] as const).find((name) => values[name] !== undefined);
  if (foreign !== undefined) throw new NotOfProposals(`--${foreign}`);
  const archive = await archiveOf(values, readProposalManifest);
  const ask = values.rpc ? nodeAt(values.rpc) : undefined;
  const held = archive ? await holdProposalToArchive(verification, archive, ask) : [];
  const known = await trusted(verification, values);
  if (!values.rpc) return held;
  const code = values.code ? readCodeList(await readText(values.code)) : undefined;
  const place = { url: values.rpc, fromBlock: Number(values["from-block"]), code };
  return [...(await compareProposalWithChain(source, verification, place)), ...held, ...known];
};

/** What a verification is compared with, beside the record itself. */
const compare = async (
  source: RecordSource,
  verification: FileVerification,
  values: Values,
): Promise<readonly Finding[]> => {
  if (verification.of === "proposal") return compareProposal(source, verification, values);
  const foreign = (["trust", "anchor"] as const).find((name) => values[name] !== undefined);
  if (foreign !== undefined) throw new NotOfElections(`--${foreign}`);
  const code = values.code ? readCodeList(await readText(values.code)) : undefined;
  const block = values.block === undefined ? undefined : Number(values.block);
  const archive = await archiveOf(values, readManifest);
  const held = archive ? await holdToArchive(verification, archive, values.rpc ? nodeAt(values.rpc) : undefined) : [];
  if (!values.rpc) return held;
  const place = { url: values.rpc, fromBlock: Number(values["from-block"]), block, code };
  return [...(await compareWithChain(source, verification, place)), ...held];
};

const verify = async (path: string, values: Values): Promise<number> => {
  const source = await fileSource(path);
  const onProgress = progressLine(values.quiet || !process.stderr.isTTY);
  const snapshot = values.snapshot ? snapshotFolder(values.snapshot) : undefined;
  const means = { keys: verifyingKeys(), random, batch: BATCH, snapshot, onProgress };
  const verification = await verifyFile(source, means);
  const compared = await compare(source, verification, values);

  const comparedWith = [values.rpc, values.archive].filter((one) => one !== undefined).join(", ") || undefined;
  const report = reportOf(verification, compared, comparedWith);
  if (!values.quiet && process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  const lines = values.json ? [renderJson(report)] : renderText(report, languageFor(values.lang));
  process.stdout.write(`${lines.join("\n")}\n`);
  return report.exitCode;
};

/** What ended the verification before a verdict: the form of the file is a failed check, all else nothing. */
const ended = (error: unknown, asJson: boolean): number => {
  if (!(error instanceof VerifierError)) {
    process.stderr.write(`The verifier failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    return 2;
  }
  const form = error instanceof NotARecord || error instanceof OtherFormat ? error.check : undefined;
  const isForm = form !== undefined;
  const verdict = isForm ? "not verified" : "not all checked";
  const exitCode = isForm ? 1 : 2;
  const checks = isForm ? [{ check: form, state: "failed", times: 1, failures: 1, told: [error.message] }] : [];
  const told = { format: "hanpyo-verification-1", verdict, exitCode, code: error.code, message: error.message, checks };
  if (asJson) process.stdout.write(`${JSON.stringify(told)}\n`);
  else process.stderr.write(`${isForm ? `${form}: ` : ""}${error.message}\n`);
  return exitCode;
};

const main = async (): Promise<number> => {
  let parsed: ReturnType<typeof settings>;
  try {
    parsed = settings();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${HELP.en}\n`);
    return 2;
  }
  const { values, positionals } = parsed;
  const [path] = positionals;
  if (values.help || path === undefined || positionals.length !== 1) {
    process.stdout.write(`${HELP[languageFor(values.lang)]}\n`);
    return values.help ? 0 : 2;
  }

  try {
    return await verify(path, values);
  } catch (error) {
    return ended(error, values.json);
  }
};

process.exitCode = await main();
