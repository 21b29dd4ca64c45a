import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { getBytes, hexlify, JsonRpcProvider, Wallet } from "ethers";
import { readBoard } from "../../sdk/chain/board.ts";
import { electionAt, read } from "../../sdk/chain/contracts.ts";
import {
  makeConsent,
  makeDealing,
  makeRegistration,
  postConsent,
  postDealing,
  postRegistration,
  readConsentTask,
  readDealingTask,
  recoverShareSecret,
  seatOf,
  type TrusteeKey,
} from "../../sdk/chain/trustee.ts";
import { makeShare, postShare, readShareTask, type ShareJournal } from "../../sdk/chain/trusteeShare.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { provingFiles, verificationKey } from "../circuits/files.ts";

/** A trustee's file: the one key, and the account its seat is bound to. Whoever has it is the trustee. */
type KeyFile = { readonly key: TrusteeKey; readonly account: Wallet };

type Common = { readonly key: string; readonly rpc: string };

export class KeyFileExistsError extends HanpyoError {
  constructor(file: string) {
    super("KEY_FILE_EXISTS", `${file} exists`, "Choose another name; a trustee's key is never overwritten");
  }
}

export class KeyFileMalformedError extends HanpyoError {
  constructor(file: string) {
    super("KEY_FILE_MALFORMED", `${file} is not a trustee's key file`, "Use the file that `trustee key` wrote");
  }
}

export function addTrustee(program: Command): void {
  const trustee = program.command("trustee").description("what a trustee does: key, deal, consent, share");
  trustee
    .command("key")
    .description("make a trustee's key and account, without a network")
    .requiredOption("--out <file>", "where to keep it; readable by you alone")
    .action(({ out }: { out: string }) => {
      if (existsSync(out)) throw new KeyFileExistsError(out);
      const account = Wallet.createRandom();
      const content = { format: "hanpyo-trustee-1", key: hexlify(randomBytes(32)), account: account.privateKey };
      writeFileSync(out, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: "wx" });
      console.log(
        `Account for the board: ${account.address}\nKeep ${out} and a copy until the board's term ends, then destroy both.`,
      );
    });
  withChain(trustee.command("deal").description("do the round that the board is in: register, or deal"))
    .requiredOption("--board <address>", "the board")
    .action(async ({ key, rpc, board }: Common & { board: string }) => {
      const { file, provider } = connect(key, rpc);
      const account = file.account.connect(provider);
      const state = await readBoard(board, provider);
      const seat = seatOf(state, account.address);
      const sent =
        state.stage === "registering"
          ? await postRegistration(board, makeRegistration(file.key, state, seat), account)
          : await postDealing(
              board,
              await makeDealing(file.key, await readDealingTask(board, seat, provider), provingFiles("keyShare")),
              account,
            );
      console.log(
        `Seat ${seat}: ${state.stage === "registering" ? "registered" : "dealt"} in transaction ${sent.hash}`,
      );
    });
  withChain(trustee.command("consent").description("agree to an election and show that the share is held"))
    .requiredOption("--election <address>", "the election")
    .action(async ({ key, rpc, election }: Common & { election: string }) => {
      const { file, provider, seat, secret } = await seated(key, rpc, election);
      const consent = makeConsent(secret, await readConsentTask(election, seat, provider));
      const sent = await postConsent(election, consent, file.account.connect(provider));
      console.log(`Seat ${seat} consented in transaction ${sent.hash}`);
    });
  withChain(trustee.command("share").description("check every ballot, and release one share of the sealed sum"))
    .requiredOption("--election <address>", "the election")
    .requiredOption("--journal <file>", "where this trustee notes the sums it gave shares of")
    .action(async ({ key, rpc, election, journal }: Common & { election: string; journal: string }) => {
      const { file, provider, seat, secret } = await seated(key, rpc, election);
      const task = await readShareTask(election, seat, verificationKey("ballot-8"), provider);
      const share = await makeShare(secret, task, fileJournal(journal));
      const sent = await postShare(election, share, file.account.connect(provider));
      console.log(`Seat ${seat} gave its share of ${task.ballots} ballots in transaction ${sent.hash}`);
    });
}

function withChain(command: Command): Command {
  return command.requiredOption("--key <file>", "the trustee's key file").requiredOption("--rpc <url>", "the chain");
}

function connect(keyFile: string, rpc: string): { readonly file: KeyFile; readonly provider: JsonRpcProvider } {
  return { file: readKeyFile(keyFile), provider: new JsonRpcProvider(rpc) };
}

/** Recovers the seat's share of the election key from key file and chain. */
async function seated(keyFile: string, rpc: string, election: string) {
  const { file, provider } = connect(keyFile, rpc);
  const { board } = await read<{ board: string }>(electionAt(election, provider), "constitution");
  const seat = seatOf(await readBoard(board, provider), file.account.address);
  return { file, provider, seat, secret: await recoverShareSecret(file.key, board, seat, provider) };
}

function readKeyFile(file: string): KeyFile {
  try {
    const { key, account } = JSON.parse(readFileSync(file, "utf8")) as { key: string; account: string };
    return { key: getBytes(key), account: new Wallet(account) };
  } catch {
    throw new KeyFileMalformedError(file);
  }
}

/** One line of JSON per file, replaced as a whole so that a crash leaves the old or the new one. */
function fileJournal(file: string): ShareJournal {
  const entries = (): Record<string, string> =>
    existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>) : {};
  return {
    read: async (election) => entries()[election],
    write: async (election, sumHash) => {
      writeFileSync(`${file}.new`, JSON.stringify({ ...entries(), [election]: sumHash }), { mode: 0o600, flush: true });
      renameSync(`${file}.new`, file);
    },
  };
}
