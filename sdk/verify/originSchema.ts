import { z } from "zod";
import type { CellOrigin } from "../proposals/cellOrigin.ts";
import type { ProposalOrigin } from "../proposals/proposalOrigin.ts";
import { address, count, hash, uint256 } from "./recordFields.ts";
import { templateFrom, templateJson, templateSchema } from "./templateSchema.ts";

const converted = {
  templates: address,
  proposals: address,
  template: templateSchema,
  postponement: z.strictObject({ from: count, until: count }).nullable(),
  successor: templateSchema.nullable(),
};

/** What an election that came of a proposal stands on, as a record holds it (P23.5). */
export const proposalOriginSchema = z.strictObject({ ...converted, notices: address, id: uint256, digest: hash });

/** What an election that a budget cell came to stands on, as a record holds it (P25.8). */
export const cellOriginSchema = z.strictObject({
  ...converted,
  rounds: address,
  projects: z
    .array(
      z.strictObject({
        id: uint256,
        digest: hash,
        cost: count,
        supports: count,
        postedAt: count,
        salt: hash,
        titleLeaf: hash,
      }),
    )
    .max(32),
});

/** What an election stands on that residents' proposals came to. */
export const originSchema = z.union([proposalOriginSchema, cellOriginSchema]);

type RecordedProposalOrigin = z.infer<typeof proposalOriginSchema>;
type RecordedCellOrigin = z.infer<typeof cellOriginSchema>;
export type RecordedOrigin = RecordedProposalOrigin | RecordedCellOrigin;

/** Whether an election came of a budget cell. */
export function isOfCell(origin: RecordedOrigin): origin is RecordedCellOrigin {
  return "rounds" in origin;
}

/** What a record holds of a proposal's election, as the rules take it. */
export function proposalOriginFrom({ id, ...rest }: RecordedProposalOrigin): ProposalOrigin {
  return { ...rest, id: BigInt(id), ...convertedFrom(rest) };
}

/** What a record holds of a cell's election, as the rules take it. */
export function cellOriginFrom({ projects, ...rest }: RecordedCellOrigin): CellOrigin {
  const listed = projects.map(({ id, ...project }) => ({ ...project, id: BigInt(id) }));
  return { ...rest, projects: listed, ...convertedFrom(rest) };
}

/** The same as a record spells it. */
export function originJson(origin: ProposalOrigin | CellOrigin): RecordedOrigin {
  const { template, postponement, successor } = origin;
  const spelled = {
    template: templateJson(template),
    postponement: postponement === undefined ? null : { ...postponement },
    successor: successor === undefined ? null : templateJson(successor),
  };
  if (!("rounds" in origin)) return { ...origin, ...spelled, id: String(origin.id) };
  return { ...origin, ...spelled, projects: origin.projects.map(({ id, ...one }) => ({ id: String(id), ...one })) };
}

function convertedFrom({
  template,
  postponement,
  successor,
}: Pick<RecordedOrigin, "template" | "postponement" | "successor">) {
  return {
    template: templateFrom(template),
    postponement: postponement ?? undefined,
    successor: successor === null ? undefined : templateFrom(successor),
  };
}
