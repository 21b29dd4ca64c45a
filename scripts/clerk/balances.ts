import { formatEther, formatUnits, type JsonRpcProvider, type Provider } from "ethers";
import { readGasPrice } from "../../sdk/chain/gasPrice.ts";
import { HanpyoError } from "../../sdk/errors.ts";

export class OrganizerPoorError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(account: string, balance: bigint, needed: bigint, price: bigint) {
    super(
      "ORGANIZER_POOR",
      `Account ${account} has ${formatEther(balance)} ether; what is left to do needs ${formatEther(needed)} at ${formatUnits(price, "gwei")} gwei`,
      `Send it ${formatEther(needed - balance)} ether, or give another account, and run the same command again; nothing was written or sent`,
    );
    this.reasonInKorean = `계정 ${account}: 있는 이더 ${formatEther(balance)}, 필요한 이더 ${formatEther(needed)}, 모자란 이더 ${formatEther(needed - balance)}, 가스 한 단위에 ${formatUnits(price, "gwei")} gwei.`;
  }
}

/** What gas costs now and a quarter more, for prices move while transactions wait; in wei. */
export async function etherNeeded(gas: number, provider: Provider): Promise<bigint> {
  return BigInt(gas) * (await priceWithRoom(provider));
}

/** Throws `OrganizerPoorError` unless an account can pay for so much gas. */
export async function requireEther(account: string, gas: number, provider: Provider): Promise<void> {
  const price = await priceWithRoom(provider);
  const needed = BigInt(gas) * price;
  const balance = await provider.getBalance(account);
  if (balance < needed) throw new OrganizerPoorError(account, balance, needed, price);
}

/** Price of a unit of gas now and a quarter more, in wei. */
export async function priceWithRoom(provider: Provider): Promise<bigint> {
  const rpc = provider as JsonRpcProvider;
  const block = (await rpc.send("eth_getBlockByNumber", ["latest", false])) as { readonly baseFeePerGas?: string };
  const { baseFee = 0n, advised = 0n } = await readGasPrice(block, rpc);
  return ((baseFee > 0n ? baseFee : advised) * 5n) / 4n;
}
