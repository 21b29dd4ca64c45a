#!/usr/bin/env node
import { parseArgs } from "node:util";
import { compareWithChain } from "./chain/compare.ts";
import { verifyingKeys } from "./keys/verifyingKeys.ts";
import { fileSource } from "./nodeFile.ts";
import { HELP } from "./report/help.ts";
import { type Language, languageOf } from "./report/language.ts";
import { renderJson } from "./report/renderJson.ts";
import { renderText } from "./report/renderText.ts";
import { reportOf } from "./report/report.ts";
import { NotARecord, OtherFormat, VerifierError } from "./verifierError.ts";
import { type Progress, verifyRecord } from "./verifyRecord.ts";

const BATCH = 512;
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** A line on standard error that is written over, at most five times a second. */
const progressLine = (quiet: boolean) => {
  let last = 0;
  const started = Date.now();
  return ({ step, part, ballots }: Progress): void => {
    const now = Date.now();
    if (quiet || now - last < 200) return;
    last = now;
    const left = part > 0.02 ? `, ${Math.ceil(((now - started) / part - (now - started)) / 1000)} s left` : "";
    process.stderr.write(`\r${step} ${Math.floor(100 * part)} %, ${ballots} ballots${left}      `);
  };
};

const settings = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      rpc: { type: "string" },
      "from-block": { type: "string", default: "0" },
      json: { type: "boolean", default: false },
      lang: { type: "string" },
      quiet: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });

const languageFor = (asked: string | undefined): Language =>
  languageOf(asked ?? process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG);

const verify = async (path: string, values: ReturnType<typeof settings>["values"]): Promise<number> => {
  const source = await fileSource(path);
  const onProgress = progressLine(values.quiet || !process.stderr.isTTY);
  const verification = await verifyRecord(source, { keys: verifyingKeys(), random, batch: BATCH, onProgress });
  const compared = values.rpc
    ? await compareWithChain(source, verification, { url: values.rpc, fromBlock: Number(values["from-block"]) })
    : [];

  const report = reportOf(verification, compared, values.rpc);
  if (!values.quiet && process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  const lines = values.json ? [renderJson(report)] : renderText(report, languageFor(values.lang));
  process.stdout.write(`${lines.join("\n")}\n`);
  return report.exitCode;
};

/** What ended the verification before a verdict: the form of the file is a failed check, all else nothing. */
const ended = (error: unknown, asJson: boolean): number => {
  if (!(error instanceof VerifierError)) throw error;
  const isForm = error instanceof NotARecord || error instanceof OtherFormat;
  const verdict = isForm ? "not verified" : "not all checked";
  const exitCode = isForm ? 1 : 2;
  const checks = isForm ? [{ check: "P11 format", state: "failed", times: 1, failures: 1, told: [error.message] }] : [];
  const told = { format: "hanpyo-verification-1", verdict, exitCode, code: error.code, message: error.message, checks };
  if (asJson) process.stdout.write(`${JSON.stringify(told)}\n`);
  else process.stderr.write(`${isForm ? "P11 format: " : ""}${error.message}\n`);
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
