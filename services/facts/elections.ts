import { type CreatedElection, readCreations } from "../../sdk/chain/organizer.ts";
import { canonicalJson } from "../../sdk/election/canonicalJson.ts";
import { type ElectionContent, readElectionContent } from "../../sdk/proposals/electionContent.ts";
import { isSame } from "../../sdk/trust/line.ts";
import { recordContentHash } from "../../sdk/verify/contentHash.ts";
import { electionStatus } from "../../sdk/verify/electionStatus.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import type { ElectionFacts } from "./facts.ts";
import type { Works } from "./works.ts";

/** An election that goes on is read again at most every so often, and one whose result stands never. */
function isStillRight(known: ElectionFacts | undefined, { limits, clock }: Works): known is ElectionFacts {
  return known !== undefined && (known.checks !== undefined || clock() - known.readAt < limits.readAgainAfter);
}

/**
 * Elections of the municipality up to a block: made by its factories before they were withdrawn, over its rolls (P15.9).
 * One that cannot be read is left as it was, told to `failed`, and read again in the next round.
 */
export async function readElections(
  works: Works,
  block: number,
  failed: (error: unknown) => void,
): Promise<ReadonlyMap<string, ElectionFacts>> {
  const before = works.facts;
  const elections = new Map(before?.elections);
  for (const address of await createdAfter(works, before?.block.number, block)) works.unread.add(address);
  for (const address of new Set([...elections.keys(), ...works.unread])) {
    const known = elections.get(address);
    if (isStillRight(known, works)) continue;
    try {
      elections.set(address, await readElection(address, works, block));
      works.unread.delete(address);
    } catch (error) {
      failed(error);
    }
  }
  return elections;
}

async function createdAfter({ told, chain }: Works, before: number | undefined, block: number): Promise<string[]> {
  const created: string[] = [];
  for (const { factory, withdrawnFrom } of told.factories) {
    const first = before === undefined ? undefined : before + 1;
    const isOwn = ({ constitution, blockNumber }: CreatedElection) =>
      told.rolls.some((rolls) => isSame(rolls, constitution.rolls)) &&
      (withdrawnFrom === 0 || blockNumber < withdrawnFrom);
    const creations = await readCreations(factory, chain.provider, block, first);
    created.push(...creations.filter(isOwn).map(({ election }) => election.toLowerCase()));
  }
  return created;
}

async function readElection(address: string, works: Works, block: number): Promise<ElectionFacts> {
  const record = await exportRecord(address, works.chain.provider, block);
  const status = electionStatus(record);
  const { keysFor, verify } = works;
  return {
    record,
    text: canonicalJson(record),
    contentHash: recordContentHash(record),
    status,
    content: readableContent(record),
    checks: status.final ? await verifyElection(record, { keysFor, verify }) : undefined,
    readAt: works.clock(),
  };
}

function readableContent({ content }: ElectionRecord): ElectionContent | undefined {
  try {
    return readElectionContent(Buffer.from(content.slice(2), "hex"));
  } catch {
    return undefined;
  }
}
