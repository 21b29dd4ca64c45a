import { type JsonRpcProvider, keccak256 } from "ethers";
import type { Manifest } from "../trust/manifest.ts";

/** Whether a manifest names a contract at an address, and the node shows the code that it names. Throws the node's failure. */
export async function isNamedCode(
  { code }: Pick<Manifest, "code">,
  name: string,
  at: string,
  provider: JsonRpcProvider,
): Promise<boolean> {
  const own = code.find((one) => one.name === name && one.at.toLowerCase() === at.toLowerCase());
  return own !== undefined && keccak256(await provider.getCode(at)) === own.codeHash.toLowerCase();
}
