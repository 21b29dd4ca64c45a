import type { ContractRunner } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import { read } from "./contracts.ts";
import type { OfficeAccounts } from "./officeState.ts";
import { readOffices } from "./offices.ts";
import { publishedRollsAt } from "./publishedRolls.ts";

/** A key that signs for neither office. */
export class OfficeNotNamedError extends HanpyoError {
  constructor(signer: string, { registrar, approver }: OfficeAccounts) {
    super(
      "OFFICE_NOT_NAMED",
      told`The registry names ${{ registrar }} and ${{ approver }}, not this key's account ${{ signer }}`,
      "Give the office's present key file, or finish the rotation of its key",
    );
  }
}

/** Whose signatures publish and withdraw at the latest block: the offices of the contract's registry (P13). */
export async function publishingOffices(rolls: string, runner: ContractRunner): Promise<OfficeAccounts> {
  const registry = await read<string>(publishedRollsAt(rolls, runner), "registry");
  return (await readOffices(registry, runner)).current;
}

/** Which of the two offices an account signs for. Throws `OfficeNotNamedError`. */
export function roleOf(signer: string, offices: OfficeAccounts): "registrar" | "approver" {
  if (signer === offices.registrar) return "registrar";
  if (signer === offices.approver) return "approver";
  throw new OfficeNotNamedError(signer, offices);
}
