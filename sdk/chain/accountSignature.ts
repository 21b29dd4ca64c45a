import { Contract, type ContractRunner, getAddress, Interface, recoverAddress } from "ethers";
import { isSilence } from "./silence.ts";

const erc1271 = new Interface(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
/** Selector of `isValidSignature`, which is also its yes. */
const VALID = "0x1626ba7e";
/** 65 bytes, as the contracts take the signature of a key. */
const OF_A_KEY = /^0x[0-9a-f]{128}(1b|1c)$/i;

/**
 * Whether an account signed a digest, as the contracts judge it: with its key, or else as a contract (ERC-1271). An
 * account with a key can have code too (EIP-7702). Throws what the node's silence is; see silence.ts.
 */
export async function isSignedBy(
  account: string,
  digest: string,
  signature: string,
  runner: ContractRunner,
): Promise<boolean> {
  if (isSignedByKey(account, digest, signature)) return true;
  try {
    const contract = new Contract(account, erc1271, runner);
    return (await contract.getFunction("isValidSignature").staticCall(digest, signature)) === VALID;
  } catch (error) {
    if (isSilence(error)) throw error;
    return false;
  }
}

/** Whether an account signed a digest with its key. */
export function isSignedByKey(account: string, digest: string, signature: string): boolean {
  return keyOf(digest, signature) === getAddress(account);
}

function keyOf(digest: string, signature: string): string | undefined {
  if (!OF_A_KEY.test(signature)) return undefined;
  try {
    return recoverAddress(digest, signature);
  } catch {
    return undefined;
  }
}
