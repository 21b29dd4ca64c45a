import { getBytes, type JsonRpcProvider } from "ethers";
import type { Figures } from "./figures.ts";

/** A step of a transaction's trace (`debug_traceTransaction`): what was left before it. */
type TraceStep = {
  readonly op: string;
  readonly depth: number;
  readonly gas: number;
  readonly stack: readonly string[];
};

type TracingProvider = Pick<JsonRpcProvider, "getTransaction" | "getTransactionReceipt"> & {
  send(method: string, params: unknown[]): Promise<unknown>;
};

const BASE = 21_000;
/** Precompiles by address: EIP-196 and EIP-197, and the modular exponentiation that inverts (EIP-198). */
const PRECOMPILES: Readonly<Record<number, Part>> = { 5: "inversions", 6: "curve", 7: "curve", 8: "pairings" };

export const PARTS = [
  "base",
  "callData",
  "pairings",
  "curve",
  "inversions",
  "writes",
  "reads",
  "events",
  "hashing",
  "rest",
] as const;
type Part = (typeof PARTS)[number];

/**
 * What a transaction's gas went into, for each of `count` ballots: its base and call data (EIP-2028), precompiles of
 * pairings, curve operations and inversions, slots written and read, events, hashes; the rest is arithmetic (point
 * additions, binding), memory and the clone's call.
 * @param name Of the figures, before the part.
 */
export async function gasBreakdown(
  name: string,
  hash: string,
  count: number,
  provider: TracingProvider,
): Promise<Figures> {
  const [transaction, receipt] = await Promise.all([
    provider.getTransaction(hash),
    provider.getTransactionReceipt(hash),
  ]);
  const options = { disableStorage: true, disableMemory: true };
  const { structLogs } = (await provider.send("debug_traceTransaction", [hash, options])) as {
    structLogs: readonly TraceStep[];
  };
  const parts = new Map<Part, number>([
    ["base", BASE],
    ["callData", callDataGas(transaction?.data ?? "0x")],
  ]);
  for (const [i, step] of structLogs.entries()) {
    const next = structLogs[i + 1];
    const part = partOf(step);
    if (part === undefined || next?.depth !== step.depth) continue;
    parts.set(part, (parts.get(part) ?? 0) + step.gas - next.gas);
  }
  const known = [...parts.values()].reduce((sum, gas) => sum + gas, 0);
  parts.set("rest", Number(receipt?.gasUsed) - known);
  return Object.fromEntries(PARTS.map((part) => [`${name}.${part}`, Math.round((parts.get(part) ?? 0) / count)]));
}

function partOf({ op, stack }: TraceStep): Part | undefined {
  if (op === "STATICCALL") return PRECOMPILES[Number(BigInt(stack.at(-2) ?? 0))];
  if (op === "SSTORE") return "writes";
  if (op === "SLOAD") return "reads";
  if (op.startsWith("LOG")) return "events";
  return op === "KECCAK256" ? "hashing" : undefined;
}

/** 4 for a zero byte and 16 for any other. */
function callDataGas(data: string): number {
  return getBytes(data).reduce((sum, byte) => sum + (byte === 0 ? 4 : 16), 0);
}
