import type { Template } from "../../record/proposal/templateShape.ts";

/** When supports of what was posted at a time close: of a cell's projects when the cell says, else after the window (P21.3, P21.4). */
export const closesAtOf = ({ kind, cell, window }: Template, postedAt: number): number =>
  kind === "BudgetCell" ? cell.supportsClose : postedAt + window;
