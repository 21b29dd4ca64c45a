import type { ShownProposal } from "../reading.ts";
import { useProjectOfCell } from "./queries.ts";
import { RoundWay } from "./RoundWay.tsx";

/** The way of a project: that of its cell. */
export function ProjectWay({ proposal, now }: { readonly proposal: ShownProposal; readonly now: number }) {
  const { data } = useProjectOfCell(proposal.id, proposal.kept.templateHash);
  if (!data) return null;
  const isTold = proposal.notices.some(({ kind }) => kind === "milestone" || kind === "stage");
  return <RoundWay cells={[data.cell]} isTold={isTold} now={now} />;
}
