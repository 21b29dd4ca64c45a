import type { Provider } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import {
  type BoardLine,
  isSame,
  lineHash,
  type RegistryLine,
  type Role,
  type SeatLine,
  type Unsigned,
} from "../trust/line.ts";
import type { TrustFile } from "../trust/trustFile.ts";
import { readBoard, readElectionKey } from "./board.ts";
import { read } from "./contracts.ts";
import { registryAt } from "./townContracts.ts";

/** An account that is not in the seat of which it would say something. */
export class TrustAccountUnfitError extends HanpyoError {
  constructor(account: string, seat: string) {
    super(
      "TRUST_ACCOUNT_UNFIT",
      told`${{ account }} is not ${{ needed: seat }}`,
      "Give the key file of the account that is",
    );
  }
}

/** A trustee whose seat line is not in the file yet. */
export class TrustSeatMissingError extends HanpyoError {
  constructor(trustee: string) {
    super(
      "TRUST_SEAT_MISSING",
      told`The trust file has no seat line of trustee ${{ trustee }}`,
      "Add the seat lines of all trustees first: `npm run hanpyo -- trust add FILE LINE...`",
    );
  }
}

/** What a holder says of its registry as it stands on the chain (P15.2). Throws `TrustAccountUnfitError`. */
export async function registryLineFor(
  { municipality, chainId }: Pick<TrustFile, "municipality" | "chainId">,
  role: Extract<Role, "registrar" | "approver" | "recovery">,
  account: string,
  registry: string,
  provider: Provider,
): Promise<Unsigned<RegistryLine>> {
  const contract = registryAt(registry, provider);
  const recoveryBody = await read<string>(contract, "recoveryBody");
  const holder = role === "recovery" ? recoveryBody : await read<string>(contract, role);
  if (!isSame(holder, account)) throw new TrustAccountUnfitError(account, `the ${role} of registry ${registry}`);
  const rotationDelay = Number(await read<bigint>(contract, "rotationDelay"));
  return { kind: "registry", municipality, chainId, role, account, registry, rotationDelay, recoveryBody };
}

/**
 * What a trustee says of its board after the ceremony, over the last seat lines of all trustees in the file (P15.3).
 * Throws `TrustAccountUnfitError` or `TrustSeatMissingError`.
 */
export async function boardLineFor(
  { municipality, chainId, lines }: TrustFile,
  account: string,
  board: string,
  provider: Provider,
): Promise<Unsigned<BoardLine>> {
  const { trustees, threshold } = await readBoard(board, provider);
  if (!trustees.some((trustee) => isSame(trustee, account))) {
    throw new TrustAccountUnfitError(account, `a trustee of board ${board}`);
  }
  const seats = trustees.map((trustee) => {
    const own = lines.findLast(
      (line): line is SeatLine => line.kind === "seat" && line.role === "trustee" && isSame(line.account, trustee),
    );
    if (own === undefined) throw new TrustSeatMissingError(trustee);
    return lineHash(own);
  });
  const { x, y } = await readElectionKey(board, provider);
  return {
    kind: "board",
    municipality,
    chainId,
    account,
    board,
    electionKey: { x: String(x), y: String(y) },
    threshold,
    trustees: trustees.length,
    seats,
  };
}
