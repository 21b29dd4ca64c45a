import { existsSync, statfsSync } from "node:fs";
import { totalmem } from "node:os";
import type { Command } from "commander";
import { JsonRpcProvider } from "ethers";
import { projectRoot } from "../circuits/instances.ts";
import { recordedSums, sumOf } from "../circuits/keys.ts";

type Finding = { readonly name: string; readonly state: "ok" | "wrong" | "unknown"; readonly found: string };

export function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("say whether this machine, its keys and its chain are fit for an election")
    .option("--rpc <url>", "also look at this chain")
    .option("--json", "print JSON alone on standard output")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- doctor --rpc http://127.0.0.1:8545")
    .action(async ({ rpc, json }: { rpc?: string; json?: boolean }) => {
      const findings = [...machine(), ...keys(), ...(rpc === undefined ? [] : await chain(rpc))];
      if (json) console.log(JSON.stringify(findings, null, 2));
      else for (const { name, state, found } of findings) console.log(`${state.padEnd(8)}${name}: ${found}`);
      const states = findings.map(({ state }) => state);
      process.exitCode = states.includes("wrong") ? 1 : states.includes("unknown") ? 2 : 0;
    });
}

function machine(): Finding[] {
  const memory = totalmem() / 2 ** 30;
  const { bavail, bsize } = statfsSync(projectRoot);
  const disk = (bavail * bsize) / 2 ** 30;
  return [
    {
      name: "Node",
      state: Number(process.versions.node.split(".")[0]) >= 24 ? "ok" : "wrong",
      found: process.versions.node,
    },
    { name: "memory", state: memory >= 2 ? "ok" : "wrong", found: `${memory.toFixed(1)} GiB` },
    { name: "free disk", state: disk >= 2 ? "ok" : "wrong", found: `${disk.toFixed(1)} GiB` },
  ];
}

function keys(): Finding[] {
  return [...recordedSums()].map(([file, sum]): Finding => {
    if (!existsSync(projectRoot + file)) return { name: file, state: "unknown", found: "it is missing" };
    const found = sumOf(file);
    return { name: file, state: found === sum ? "ok" : "wrong", found: `SHA-256 ${found}` };
  });
}

async function chain(url: string): Promise<Finding[]> {
  const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true });
  try {
    const id = BigInt((await within(5_000, provider.send("eth_chainId", []))) as string);
    const block = (await within(5_000, provider.send("eth_getBlockByNumber", ["latest", false]))) as {
      timestamp: string;
    };
    const skew = Math.round(Date.now() / 1000 - Number(block.timestamp));
    return [
      { name: "chain id", state: "ok", found: String(id) },
      { name: "age of the latest block", state: Math.abs(skew) < 120 ? "ok" : "wrong", found: `${skew} s` },
    ];
  } catch (error) {
    return [{ name: "chain", state: "unknown", found: error instanceof Error ? error.message : String(error) }];
  } finally {
    provider.destroy();
  }
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => fail(new Error(`no answer within ${milliseconds} ms`)), milliseconds).unref();
  });
  return Promise.race([work, late]);
}
