import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Wallet } from "ethers";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import type { AnnouncedRelayer } from "../../../sdk/relaying/relayerClient.ts";
import { anchorLine, anchorOf } from "../../../sdk/trust/anchor.ts";
import type { Manifest } from "../../../sdk/trust/manifest.ts";
import type { TrustFile } from "../../../sdk/trust/trustFile.ts";
import { projectRoot } from "../../checkout/projectRoot.ts";
import { writeTrustFile } from "../../terminal/trustInput.ts";

export class RelayerNotStartedError extends HanpyoError {
  constructor(output: string) {
    super(
      "RELAYER_NOT_STARTED",
      told`The relayer's process ended: ${{ output: output.trim() }}`,
      "Look at what it printed",
    );
  }
}

/** A relayer in a process of its own, as an operator starts it. */
export type RelayerProcess = AnnouncedRelayer & {
  /** Ends it as Ctrl-C does, and waits until it has. */
  stop(): Promise<void>;
};

export type RelayerProcessSettings = {
  readonly rpc: string;
  readonly election: string;
  /** The account that pays. */
  readonly account: Wallet;
  /** Where its key and its database are kept. */
  readonly folder: string;
  /** Whose rolls it serves. */
  readonly trust: TrustFile;
  /** Seconds that a ballot waits for others. */
  readonly batchDelay: number;
};

/** Starts `hanpyo relayer start` and waits until it serves. Throws `RelayerNotStartedError`. */
export async function startRelayerProcess(settings: RelayerProcessSettings): Promise<RelayerProcess> {
  const { rpc, election, account, folder, batchDelay, trust } = settings;
  const keyFile = join(folder, "relayer.json");
  const content = { format: "hanpyo-relayer-1", address: account.address, key: account.privateKey };
  writeFileSync(keyFile, JSON.stringify(content), { mode: 0o600 });
  const trustFile = join(folder, "trust.json");
  writeTrustFile(trustFile, trust);
  const anchor = anchorLine(anchorOf(trust.manifests.at(-1) as Manifest));
  const options = {
    rpc,
    election,
    trust: trustFile,
    anchor,
    db: join(folder, "relayer.db"),
    "key-file": keyFile,
    port: 0,
  };
  const limits = { "batch-delay": batchDelay, "requests-per-minute": 1_000_000 };
  const args = Object.entries({ ...options, ...limits }).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, [`${projectRoot}scripts/hanpyo.ts`, "relayer", "start", ...args], {
    cwd: projectRoot,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((fulfil) => child.once("close", () => fulfil()));
  const url = await new Promise<string>((fulfil, fail) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk;
      const [, found] = /Relayer 0x\w+@(http:\S+)\n/.exec(output) ?? [];
      if (found !== undefined) fulfil(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", fail);
    child.once("close", () => fail(new RelayerNotStartedError(output)));
  });
  return {
    url,
    address: account.address,
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
