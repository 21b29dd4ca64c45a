import { useTexts } from "../../../shared/language.ts";
import { useSession } from "../../../shared/session.tsx";
import type { Cells } from "./grouping.ts";
import { cellName } from "./names.ts";
import type { ShownCell } from "./reading.ts";

/** Says what cells of a round are called, by the rolls that the page's configuration names. */
export function useCellName(): (
  cell: Pick<ShownCell, "template">,
  round: Cells<Pick<ShownCell, "template">>,
) => string {
  const { say } = useTexts("rounds");
  const { rolls, registry } = useSession().config;
  return (cell, round) => {
    const { rollId, rolls: at } = cell.template;
    const isOurs = at.toLowerCase() === registry.toLowerCase();
    const roll = isOurs ? rolls.find(({ id }) => BigInt(id) === rollId) : undefined;
    return cellName(cell, round, roll && say(roll.title));
  };
}
