import { join } from "node:path";
import { rollFolder } from "../../../sdk/election/rollFiles.ts";
import { writeCensusFiles } from "../../rollFiles/censusFiles.ts";
import { connectRpcs, disconnect } from "../../terminal/rpc.ts";
import { officeLine } from "../phrases.ts";

export type FilesOptions = {
  readonly rpc: string;
  readonly election: string;
  readonly out: string;
  readonly json?: boolean;
};

/** Writes the files of an election's roll for the page (P1.7). */
export async function filesCommand({ rpc, election, out, json }: FilesOptions): Promise<void> {
  const rpcs = await connectRpcs([rpc]);
  try {
    const { root, leaves } = await writeCensusFiles(election, out, rpcs[0].provider);
    const folder = join(out, rollFolder(root));
    if (json) console.log(JSON.stringify({ folder, leaves, root: String(root) }, null, 2));
    else console.log(officeLine(`${folder}: ${leaves} leaves`));
  } finally {
    disconnect(rpcs);
  }
}
