import type { Provider } from "ethers";
import type { CellOrigin } from "../proposals/cellOrigin.ts";
import { isCellContent } from "../proposals/contentFormat.ts";
import type { ProposalOrigin } from "../proposals/proposalOrigin.ts";
import { readCellOrigin } from "./cellOrigin.ts";
import type { Created } from "./originParts.ts";
import { readProposalOrigin } from "./proposalOrigin.ts";

/**
 * What an election stands on that residents' proposals came to, one or a cell's; undefined for an election with content
 * of its own. Throws what `readProposalOrigin` and `readCellOrigin` throw.
 */
export function readOrigin(created: Created, provider: Provider): Promise<ProposalOrigin | CellOrigin | undefined> {
  return isCellContent(created.content) ? readCellOrigin(created, provider) : readProposalOrigin(created, provider);
}
