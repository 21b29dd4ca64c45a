import type { Template } from "../../../../sdk/proposals/template.ts";

/** What a template promises to proposals, by the key of its text: a project comes to its cell's list, others to an answer. */
export function promiseKey({ kind, conversion }: Pick<Template, "kind" | "conversion">): string {
  return `more.then.${kind === "BudgetCell" ? kind : conversion}`;
}
