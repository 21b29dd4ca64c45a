import { readFileSync } from "node:fs";
import { formatEther, formatUnits, type JsonRpcProvider } from "ethers";
import { readBlock } from "../../sdk/chain/blockTimes.ts";
import { readGasPrice } from "../../sdk/chain/gasPrice.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { connectRpc } from "../terminal/rpc.ts";
import { whySaid } from "../terminal/whySaid.ts";
import { chainLimitFindings } from "./chainLimits.ts";
import { type Finding, judged, named, said } from "./finding.ts";

/** Seconds that the latest block may differ from this machine's clock. */
const MOST_SKEW = 120;
/** What a ballot alone costs where no measurement stands in bench/latest.json; rounded up. */
const BALLOT_GAS = 500_000n;
/** A relayer that can pay for fewer is about to stop. */
const FEWEST_BALLOTS = 100n;

/** The node, its chain, its clock, what both take and give, and what an account can pay for. Never throws: a silent node is a finding. */
export async function chainFindings(url: string, account?: string, now = Date.now()): Promise<readonly Finding[]> {
  try {
    const { name, chainId, provider } = await connectRpc(url);
    try {
      const { number, time } = await readBlock("latest", provider);
      return [
        { name: named("RPC"), state: "ok", found: name },
        { name: said("chainId"), state: "ok", found: String(chainId) },
        { name: said("latestBlock"), state: "ok", found: String(number) },
        blockAge(time, Math.round(now / 1000)),
        ...(await chainLimitFindings(provider, chainId)),
        ...(account === undefined ? [] : [await purse(provider, account)]),
      ];
    } finally {
      provider.destroy();
    }
  } catch (error) {
    return [{ name: named("RPC"), state: "unknown", found: whySaid(error), remedy: said("checkUrl") }];
  }
}

/** Whether the latest block's time agrees with this machine's clock; both in Unix seconds. */
export function blockAge(blockTime: number, now: number): Finding {
  const age = now - blockTime;
  const remedy = said(age < 0 ? "setClock" : "waitForNode");
  return judged(said("blockAge"), Math.abs(age) <= MOST_SKEW, `${age} s`, remedy);
}

async function purse(provider: JsonRpcProvider, account: string): Promise<Finding> {
  const balance = await provider.getBalance(account);
  const block = (await provider.send("eth_getBlockByNumber", ["latest", false])) as { baseFeePerGas?: string };
  const { advised } = await readGasPrice(block, provider);
  const { gasPrice, maxFeePerGas } = await provider.getFeeData();
  return accountFinding(account, balance, advised ?? gasPrice ?? maxFeePerGas ?? 0n, measuredBallotGas());
}

/** What a balance (wei) pays for at a gas price (wei): in ether, and in ballots cast alone. */
export function accountFinding(account: string, balance: bigint, gasPrice: bigint, ballotGas: bigint): Finding {
  const ether = `${formatEther(balance)} ether`;
  const name = said("accountAt", { account });
  if (gasPrice === 0n) return { name, state: "ok", found: `${ether}; gas costs nothing here` };
  const ballots = balance / (ballotGas * gasPrice);
  const found = `${ether}: about ${ballots.toLocaleString("en")} ballots of ${ballotGas.toLocaleString("en")} gas at ${formatUnits(gasPrice, "gwei")} gwei`;
  return judged(name, ballots >= FEWEST_BALLOTS, found, said("sendEther", { least: FEWEST_BALLOTS }));
}

/** Gas of a ballot cast alone, as last measured. */
function measuredBallotGas(): bigint {
  try {
    const figures = JSON.parse(readFileSync(`${projectRoot}bench/latest.json`, "utf8")) as Record<string, unknown>;
    const measured = figures["gas.castBallots.8.alone"];
    return typeof measured === "number" ? BigInt(Math.ceil(measured)) : BALLOT_GAS;
  } catch {
    return BALLOT_GAS;
  }
}
