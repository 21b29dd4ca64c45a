import { createInterface } from "node:readline/promises";
import { text as readAll } from "node:stream/consumers";
import type { Command } from "commander";
import { LANG_OPTION } from "../../terminal/commandOptions.ts";
import { seenText, wholeNumber } from "../../terminal/optionValues.ts";
import { shown } from "../../terminal/shown.ts";
import { type LanguageOptions, speakerOf } from "../../terminal/speaker.ts";
import { installKeys } from "../installKeys.ts";
import { addBeacon, contributeTo, exportKey, initKey, type KeyReport, sha256Of, verifyKey } from "../phase2.ts";
import texts from "../texts.json" with { type: "json" };

const command = "npm run hanpyo -- ceremony";

/** A real multi-party phase 2 over snarkjs: each contributor runs one command and hands the file on. */
export function addCeremony(program: Command): void {
  const ceremony = program
    .command("ceremony")
    .description("make a circuit's proving key by many contributors (phase 2)")
    .addHelpText(
      "after",
      `\nExample:\n  ${command} init --circuit ballot-8 --ptau powersOfTau28_hez_final_16.ptau --out 0.zkey`,
    );
  addInit(ceremony);
  addContribute(ceremony);
  addBeaconCommand(ceremony);
  addVerifyKey(ceremony);
  addExport(ceremony);
  addInstall(ceremony);
}

function addInit(ceremony: Command): void {
  ceremony
    .command("init")
    .description("begin from powers of tau")
    .option(...LANG_OPTION)
    .requiredOption("--circuit <name>", "instance of circuits.json")
    .requiredOption("--ptau <file>", "a public Hermez file")
    .requiredOption("--out <file>", "the first key, without contribution")
    .option("--development", "accept any powers of tau; the key protects nothing")
    .addHelpText(
      "after",
      `\nExample:\n  ${command} init --circuit ballot-8 --ptau powersOfTau28_hez_final_16.ptau --out 0.zkey`,
    )
    .action(
      async (options: LanguageOptions & { circuit: string; ptau: string; out: string; development?: boolean }) => {
        const hash = await initKey(options.circuit, options.ptau, options.out, options.development ?? false);
        const { say } = speakerOf(texts, options);
        say("circuitHash", { hash });
        say(options.development ? "handOnDevelopment" : "handOn", { out: options.out });
      },
    );
}

function addContribute(ceremony: Command): void {
  ceremony
    .command("contribute")
    .description("add one contribution, with entropy of this machine that is not kept")
    .option(...LANG_OPTION)
    .requiredOption("--in <file>", "the key of the one before")
    .requiredOption("--out <file>", "the key for the next one")
    .requiredOption("--name <name>", "who contributes, as it stands in the transcript", seenText)
    .option("--mix", "also mix in a text: asked for on a terminal, else read from standard input")
    .addHelpText("after", `\nExample:\n  ${command} contribute --in 0.zkey --out 1.zkey --name "Seoul YMCA"`)
    .action(async (options: LanguageOptions & { in: string; out: string; name: string; mix?: boolean }) => {
      const speaker = speakerOf(texts, options);
      const mixed = options.mix ? await mixedText(speaker.text("type")) : "";
      const hash = await contributeTo(options.in, options.out, options.name, mixed);
      speaker.say("contributed", { hash });
    });
}

function addBeaconCommand(ceremony: Command): void {
  ceremony
    .command("beacon")
    .description("end with a public random value that nobody could foresee")
    .option(...LANG_OPTION)
    .requiredOption("--in <file>", "the last contributor's key")
    .requiredOption("--out <file>", "the final key")
    .requiredOption("--beacon <hex>", "the value, at least 32 bytes")
    .option("--iterations <n>", "2^n hashes, 10 to 63", wholeNumber(10, 63), 10)
    .addHelpText("after", `\nExample:\n  ${command} beacon --in 3.zkey --out final.zkey --beacon BLOCK_HASH`)
    .action(async (options: LanguageOptions & { in: string; out: string; beacon: string; iterations: number }) => {
      await addBeacon(options.in, options.out, options.beacon, options.iterations);
      speakerOf(texts, options).say("ended", { out: options.out, sum: sha256Of(options.out) });
    });
}

function addVerifyKey(ceremony: Command): void {
  ceremony
    .command("verify")
    .description("check a key against circuit and powers of tau, and print who contributed")
    .option(...LANG_OPTION)
    .requiredOption("--circuit <name>", "instance of circuits.json")
    .requiredOption("--ptau <file>", "the powers of tau it began from")
    .requiredOption("--key <file>", "the key")
    .option("--development", "accept any powers of tau; the key protects nothing")
    .option("--json", "print JSON alone on standard output")
    .addHelpText(
      "after",
      `\nExample:\n  ${command} verify --circuit ballot-8 --ptau powersOfTau28_hez_final_16.ptau --key final.zkey`,
    )
    .action(
      async (options: LanguageOptions & { circuit: string; ptau: string; key: string; development?: boolean }) => {
        const report = await verifyKey(options.circuit, options.ptau, options.key, options.development ?? false);
        console.log(options.json ? JSON.stringify({ valid: true, ...report }, null, 2) : textOf(report, options));
      },
    );
}

function addExport(ceremony: Command): void {
  ceremony
    .command("export")
    .description("write a key's verification key")
    .option(...LANG_OPTION)
    .requiredOption("--key <file>", "the key")
    .requiredOption("--out <file>", "JSON")
    .addHelpText("after", `\nExample:\n  ${command} export --key final.zkey --out ballot-8.json`)
    .action(async (options: LanguageOptions & { key: string; out: string }) => {
      await exportKey(options.key, options.out);
      speakerOf(texts, options).say("exported", { out: options.out });
    });
}

function addInstall(ceremony: Command): void {
  ceremony
    .command("install")
    .description("put the final keys of all circuits into this tree, once each is verified")
    .option(...LANG_OPTION)
    .requiredOption("--keys <folder>", "CIRCUIT.zkey of every circuit of circuits.json")
    .requiredOption("--ptau <file>", "the powers of tau it began from")
    .option("--development", "accept any powers of tau; the key protects nothing")
    .addHelpText(
      "after",
      `\nExample:\n  ${command} install --keys ceremony/final --ptau powersOfTau28_hez_final_16.ptau`,
    )
    .action(async (options: LanguageOptions & { keys: string; ptau: string; development?: boolean }) => {
      const reports = await installKeys(options.keys, options.ptau, options.development ?? false);
      for (const report of reports) console.log(textOf(report, options));
      speakerOf(texts, options).say("installed");
    });
}

/** Arguments are visible to every process of a machine; what is typed or piped is not. */
async function mixedText(question: string): Promise<string> {
  if (!process.stdin.isTTY) return readAll(process.stdin);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(question);
  terminal.close();
  return answer;
}

function textOf({ circuit, key, sha256: sum, publicPtau, contributions }: KeyReport, options: LanguageOptions): string {
  const { text } = speakerOf(texts, options);
  const lines = contributions.map(({ number, name, hash, beacon }) => {
    const end = beacon === undefined ? "" : `\n${text("beacon", beacon)}`;
    return `${String(number).padStart(2)} ${shown(name)}\n   ${hash}${end}`;
  });
  return [...lines, text(publicPtau ? "valid" : "validDevelopment", { key, circuit, sum })].join("\n");
}
