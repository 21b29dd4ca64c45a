import { isSame } from "./line.ts";
import type { Manifest } from "./manifest.ts";

/** Whose templates are a municipality's: its organizer's, over the rolls that its manifest names (P15.4). */
export type OwnTemplates = { readonly organizer: string; readonly rolls: readonly string[] };

/** Of a template, what says whose it is. */
export type TemplateOwner = { readonly organizer: string; readonly rolls: string };

export function ownTemplates({ organizer, rolls }: Pick<Manifest, "organizer" | "rolls">): OwnTemplates {
  return { organizer, rolls: rolls.map((own) => own.rolls) };
}

/** Whether proposals under a template, and the elections that they come to, are the municipality's: anybody may publish some. */
export function isOwnTemplate({ organizer, rolls }: OwnTemplates, template: TemplateOwner): boolean {
  return isSame(template.organizer, organizer) && rolls.some((own) => isSame(own, template.rolls));
}
