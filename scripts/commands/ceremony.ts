import { createHash, randomBytes } from "node:crypto";
import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { blake2b } from "@noble/hashes/blake2.js";
import type { Command } from "commander";
import * as snarkjs from "snarkjs";
import { HanpyoError } from "../../sdk/errors.ts";
import { circuitFiles } from "../circuits/build.ts";
import { hermezSums } from "../circuits/hermezSums.ts";
import { circuitInstances, projectRoot } from "../circuits/instances.ts";

export class PtauUnknownError extends HanpyoError {
  constructor(file: string, sum: string) {
    super(
      "PTAU_UNKNOWN",
      `${file} (BLAKE2b ${sum.slice(0, 16)}...) is not one of the public Hermez files`,
      "Take powersOfTau28_hez_final_NN.ptau, or --development for keys that protect nothing",
    );
  }
}

export class CircuitUnknownError extends HanpyoError {
  constructor(name: string) {
    const names = circuitInstances().map((instance) => instance.name);
    super("CIRCUIT_UNKNOWN", `There is no circuit ${name}`, `Name one of ${names.join(", ")}`);
  }
}

export class KeyWithoutContributionError extends HanpyoError {
  constructor(file: string) {
    super("KEY_WITHOUT_CONTRIBUTION", `${file} has gamma = delta: anybody could forge with it`, "Contribute first");
  }
}

export class KeyInvalidError extends HanpyoError {
  constructor(file: string, circuit: string) {
    super("KEY_INVALID", `${file} is not a sound key of ${circuit} from these powers of tau`, "Do not use it");
  }
}

/** A real multi-party phase 2 over snarkjs: each contributor runs one command and hands the file on. */
export function addCeremony(program: Command): void {
  const ceremony = program
    .command("ceremony")
    .description("make a circuit's proving key by many contributors (phase 2)");
  ceremony
    .command("init")
    .description("begin from powers of tau")
    .requiredOption("--circuit <name>", "instance of circuits.json")
    .requiredOption("--ptau <file>", "a public Hermez file")
    .requiredOption("--out <file>", "the first key, without contribution")
    .option("--development", "accept any powers of tau; the key protects nothing")
    .action(async (options: { circuit: string; ptau: string; out: string; development?: boolean }) => {
      const sum = await blake2bOf(options.ptau);
      if (!options.development && !hermezSums.includes(sum)) throw new PtauUnknownError(options.ptau, sum);
      await snarkjs.zKey.newZKey(r1csOf(options.circuit), options.ptau, options.out);
      console.log(
        `${options.out}: hand it to the first contributor${options.development ? " (development only)" : ""}`,
      );
    });
  ceremony
    .command("contribute")
    .description("add one contribution, with entropy of this machine that is not kept")
    .requiredOption("--in <file>", "the key of the one before")
    .requiredOption("--out <file>", "the key for the next one")
    .requiredOption("--name <name>", "who contributes, as it stands in the transcript")
    .option("--entropy <text>", "also mixes in this text", "")
    .action(async (options: { in: string; out: string; name: string; entropy: string }) => {
      const entropy = `${randomBytes(64).toString("hex")}${options.entropy}`;
      const hash = await snarkjs.zKey.contribute(options.in, options.out, options.name, entropy);
      console.log(`Announce this hash of your contribution:\n${Buffer.from(hash as Uint8Array).toString("hex")}`);
    });
  ceremony
    .command("beacon")
    .description("end with a public random value that nobody could foresee")
    .requiredOption("--in <file>", "the last contributor's key")
    .requiredOption("--out <file>", "the final key")
    .requiredOption("--beacon <hex>", "the value")
    .option("--iterations <n>", "2^n hashes", "10")
    .action(async (options: { in: string; out: string; beacon: string; iterations: string }) => {
      await snarkjs.zKey.beacon(options.in, options.out, "beacon", options.beacon, Number(options.iterations));
      console.log(`${options.out}: publish it with its SHA-256 ${sha256Of(options.out)}`);
    });
  ceremony
    .command("verify")
    .description("check a key against circuit and powers of tau, and print who contributed")
    .requiredOption("--circuit <name>", "instance of circuits.json")
    .requiredOption("--ptau <file>", "the powers of tau it began from")
    .requiredOption("--key <file>", "the key")
    .option("--json", "print JSON alone on standard output")
    .action(async (options: { circuit: string; ptau: string; key: string; json?: boolean }) => {
      const key = (await snarkjs.zKey.exportVerificationKey(options.key)) as Record<string, unknown>;
      if (JSON.stringify(key.vk_gamma_2) === JSON.stringify(key.vk_delta_2))
        throw new KeyWithoutContributionError(options.key);
      const transcript: string[] = [];
      const say = (text: string) => transcript.push(text);
      const logger = { info: say, warn: say, error: say, debug: () => {} };
      const holds = await snarkjs.zKey.verifyFromR1cs(r1csOf(options.circuit), options.ptau, options.key, logger);
      if (holds !== true) throw new KeyInvalidError(options.key, options.circuit);
      const report = {
        circuit: options.circuit,
        key: options.key,
        sha256: sha256Of(options.key),
        valid: true,
        transcript,
      };
      console.log(options.json ? JSON.stringify(report, null, 2) : `${transcript.join("\n")}\nValid: ${report.sha256}`);
    });
  ceremony
    .command("export")
    .description("write a key's verification key")
    .requiredOption("--key <file>", "the key")
    .requiredOption("--out <file>", "JSON")
    .action(async (options: { key: string; out: string }) => {
      const key = await snarkjs.zKey.exportVerificationKey(options.key);
      writeFileSync(options.out, `${JSON.stringify(key, null, 1)}\n`);
    });
}

function r1csOf(circuit: string): string {
  if (!circuitInstances().some(({ name }) => name === circuit)) throw new CircuitUnknownError(circuit);
  return projectRoot + circuitFiles(circuit).r1cs;
}

function sha256Of(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

async function blake2bOf(file: string): Promise<string> {
  const hash = blake2b.create({});
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return Buffer.from(hash.digest()).toString("hex");
}
