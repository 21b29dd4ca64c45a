import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { Command } from "commander";
import { HDNodeWallet } from "ethers";
import { AddressUnusableError } from "../../../services/hosting/listening.ts";
import { requireAbsent } from "../../terminal/checkedFile.ts";
import { example, LANG_OPTION } from "../../terminal/commandOptions.ts";
import { wholeNumber } from "../../terminal/optionValues.ts";
import { type Phrases, phrased } from "../../terminal/phrases.ts";
import { startLocalChain } from "../localChain.ts";

/** Milliseconds: a chain whose clock only transactions move would keep everybody waiting who waits for a time. */
const BLOCK_TIME = 1_000;

/** The words that Hardhat's accounts are made of, which everybody knows. */
const KNOWN_WORDS = "test test test test test test test test test test test junk";

const PHRASES: Phrases = [
  [/^Chain (\d+) at (\S+), a block each second$/, "체인 $1: $2, 1초마다 블록 하나"],
  [/^Account with ether: (\S+), key (\S+)$/, "이더가 있는 계정: $1, 열쇠 $2"],
  [/^Its key is in (.+)$/, "그 열쇠를 적은 파일: $1"],
  [
    /^Everybody knows this key\. Everything is gone when this ends: Ctrl-C or SIGTERM$/,
    "이 열쇠는 누구나 압니다. Ctrl-C나 SIGTERM으로 끝내면 모두 사라집니다",
  ],
];

type Options = { readonly port: number; readonly keyOut?: string };

export function addChain(program: Command): void {
  const command = program
    .command("chain")
    .description(
      "run a chain on this machine for trying commands: a block each second, and everything gone when it ends",
    )
    .option(...LANG_OPTION)
    .option("--port <number>", "the port at 127.0.0.1; 0 for any free one", wholeNumber(0, 65_535), 8545)
    .option("--key-out <file>", "also write the key of an account with ether into a new file, for --key-file")
    .action(run);
  command.addHelpText(
    "after",
    "\nIts keys are known to everybody: never send anything of worth to them. Ctrl-C or SIGTERM ends it.",
  );
  example(command, "chain --port 8545 --key-out first.key");
}

async function run({ port, keyOut }: Options): Promise<void> {
  if (keyOut !== undefined) requireAbsent(keyOut);
  await requireUsable(port);
  const chain = await startLocalChain(port, undefined, BLOCK_TIME);
  const { address, privateKey } = HDNodeWallet.fromPhrase(KNOWN_WORDS);
  if (keyOut !== undefined) writeFileSync(keyOut, `${privateKey}\n`, { mode: 0o600, flag: "wx" });
  say(`Chain 31337 at ${chain.url}, a block each second`);
  say(`Account with ether: ${address}, key ${privateKey}`);
  if (keyOut !== undefined) say(`Its key is in ${keyOut}`);
  say("Everybody knows this key. Everything is gone when this ends: Ctrl-C or SIGTERM");
  await new Promise<void>((stop) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeAllListeners(signal).once(signal, stop);
  });
  await chain.close();
}

/** Hardhat's server throws where nobody can catch it if its port is taken. Throws `AddressUnusableError`. */
async function requireUsable(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((fulfil, fail) => {
    probe.once("error", ({ message, code }: NodeJS.ErrnoException) => {
      fail(new AddressUnusableError(`127.0.0.1:${port}`, code ?? message));
    });
    probe.listen(port, "127.0.0.1", () => probe.close(() => fulfil()));
  });
}

function say(line: string): void {
  console.log(phrased(PHRASES, line));
}
