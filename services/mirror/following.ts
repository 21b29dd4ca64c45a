import { setTimeout as sleep } from "node:timers/promises";
import type { Provider } from "ethers";
import { readFrom } from "../../sdk/chain/firstBlock.ts";
import { readPostings } from "../../sdk/chain/postedProposals.ts";
import { readNotices } from "../../sdk/chain/proposalNotices.ts";
import { readTemplatesIn } from "../../sdk/chain/publishedTemplates.ts";
import { votableFault } from "../../sdk/proposals/votableTemplate.ts";
import { finalityRule } from "../../sdk/trust/finality.ts";
import { answeringNodes, readHeads } from "../sending/chain.ts";
import { fromAll, majority, noteFinality, quorumOf } from "../sending/finality.ts";
import { noteHead } from "../sending/headMemory.ts";
import { type LogEvent, viewOf } from "./chainView.ts";
import type { Works } from "./works.ts";

/** Milliseconds between two looks at the chain. */
const LEAST_PAUSE = 1_000;

/**
 * Follows the log of templates, postings and notices (P24.6): what is final is kept as two nodes show it alike, of what
 * is not yet final every event that two nodes show. One node alone is enough where a mirror has but one. One look at a time.
 * Throws ethers' errors where no node answers.
 */
export function followChain(works: Works): Promise<void> {
  const { memory } = works;
  memory.following ??= followOnce(works).finally(() => {
    memory.following = undefined;
    memory.followedAt = works.clock();
  });
  return memory.following;
}

/**
 * As `followChain`, a second after the last look at the earliest: all who wait share one, so that nobody's requests make
 * a mirror ask its nodes all the time.
 */
export function followAgain(works: Works): Promise<void> {
  const { memory, clock } = works;
  const since = clock() - (memory.followedAt ?? 0);
  memory.lookingAgain ??= sleep(Math.min(LEAST_PAUSE, Math.max(0, LEAST_PAUSE - since)))
    .then(() => followChain(works))
    .finally(() => {
      memory.lookingAgain = undefined;
    });
  return memory.lookingAgain;
}

async function followOnce(works: Works): Promise<void> {
  const { chain, memory, limits, store, clock } = works;
  const head = await readHeads(chain);
  const finality = await noteFinality(memory, chain, finalityRule(limits), clock());
  if (finality.kind === "agreed") await settle(works, Math.min(head.number, finality.block.number));
  const { events, until } = store.events();
  const quorum = quorumOf(chain);
  const shown = await fromAll(answeringNodes(chain), async ({ provider }) =>
    readEvents(works, provider, until, head.number),
  );
  const seen = new Map<string, number>();
  for (const { value } of shown)
    for (const text of new Set(value.map(textOf))) seen.set(text, (seen.get(text) ?? 0) + 1);
  const every = new Map(shown.flatMap(({ value }) => value.map((event) => [textOf(event), event] as const)));
  memory.recent = [...every]
    .filter(([text]) => (seen.get(text) ?? 0) >= quorum)
    .map(([, event]) => event)
    .toSorted((a, b) => a.block - b.block);
  works.view = viewOf([...events, ...memory.recent], works.served);
  noteHead(memory, head, clock());
}

/** Where nodes differ about what is final nothing is kept, and it is read again the next time. */
async function settle(works: Works, last: number): Promise<void> {
  const { chain, store, memory } = works;
  const { until } = store.events();
  if (last <= until) return;
  const shown = await fromAll(answeringNodes(chain), ({ provider }) => readEvents(works, provider, until, last));
  const said = shown.map(({ node, value }) => ({ node, value: value.map(textOf).join("\n") }));
  const agreed = majority(said, quorumOf(chain));
  memory.dispute =
    agreed === undefined && said.length >= quorumOf(chain) ? `events up to final block ${last}` : undefined;
  const witness = shown.find(({ node }) => node === agreed?.nodes[0]);
  if (witness !== undefined) store.append(witness.value, last);
}

/** Events after block `until` up to `last`, each of which is looked at by itself. */
async function readEvents(
  { contracts, chain }: Pick<Works, "contracts" | "chain">,
  provider: Provider,
  until: number,
  last: number,
): Promise<readonly LogEvent[]> {
  if (last <= until) return [];
  const firstBlock = until < 0 ? await readFrom(contracts.templates, last, provider) : until + 1;
  const blocks = { firstBlock, lastBlock: last };
  const place = { chainId: chain.chainId, proposals: contracts.proposals };
  const { published } = await readTemplatesIn(contracts.templates, chain.chainId, provider, blocks);
  const postings = await readPostings(place, provider, blocks);
  const notices = await readNotices(contracts.notices, provider, blocks);
  return [
    // Of a template under which nobody could read a vote no proposal is served (P23.3).
    ...published
      .filter(({ template }) => votableFault(template) === undefined)
      .map(({ templateHash, template: { organizer, rolls }, blockNumber: block }) => ({
        ...{ kind: "template" as const, block, templateHash, organizer, rolls },
      })),
    ...postings.map(({ id, templateHash, digest, blockNumber: block }) => ({
      ...{ kind: "posting" as const, block, id: String(id), templateHash, digest },
    })),
    ...notices.map(({ id, blockNumber: block, ...notice }) => ({
      ...{ kind: "notice" as const, block, id: String(id), notice },
    })),
  ];
}

const textOf = (event: LogEvent) => JSON.stringify(event);
