import type { ContractTransaction } from "ethers";
import { insertArguments, openArguments } from "../../../../../sdk/chain/roundDeeds.ts";
import { roundsAt } from "../../../../../sdk/chain/rounds.ts";
import type { TextLeaf } from "../../../../../sdk/proposals/textLeaf.ts";
import type { RoundsNow } from "./queries.ts";
import type { ShownCell } from "./reading.ts";

/** The call that puts a project on its list. Throws `ProjectTitleHiddenError`. */
export async function insertCall(
  { town, provider }: RoundsNow,
  project: { readonly id: bigint; readonly leaves: readonly TextLeaf[] },
): Promise<ContractTransaction> {
  return roundsAt(town.rounds, provider)
    .getFunction("insert")
    .populateTransaction(...insertArguments(project));
}

/** The call that opens a cell's ballot, or takes over how its vote ended. Throws what `openArguments` throws. */
export async function cellCall(
  { town, provider }: RoundsNow,
  { cell, template }: Pick<ShownCell, "cell" | "template">,
  deed: "openCell" | "settleCell",
): Promise<ContractTransaction> {
  const contract = roundsAt(town.rounds, provider);
  if (deed === "settleCell") return contract.getFunction("settle").populateTransaction(cell);
  return contract.getFunction("open").populateTransaction(...(await openArguments(town, template, provider)));
}
