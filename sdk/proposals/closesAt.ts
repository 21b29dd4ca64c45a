import type { Template } from "./template.ts";

/** When supports of a proposal close, Unix seconds: after the template's window, or with its cell (P21.3). */
export function closesAtOf(
  {
    kind,
    window,
    cell,
  }: Pick<Template, "kind" | "window"> & { readonly cell: Pick<Template["cell"], "supportsClose"> },
  postedAt: number,
): number {
  return kind === "BudgetCell" ? cell.supportsClose : postedAt + window;
}
