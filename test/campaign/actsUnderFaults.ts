import { FIELD_ORDER } from "../../sdk/crypto/field.ts";
import type { ActPackage } from "../../sdk/proposals/actPackage.ts";
import { postAct } from "../../sdk/relaying/actClient.ts";
import { RelayerRefusedError } from "../../sdk/relaying/relayerClient.ts";
import { startRelayer } from "../../services/relayer/relayer.ts";
import { openStore } from "../../services/relayer/store.ts";
import { forgePosting } from "../contracts/proposals/forgedSignals.ts";
import { postFacts, word } from "../contracts/proposals/proposalTown.ts";
import { type ActWorld, forgedChange, forgedProposal, postPackage, ROOT } from "../services/relayer/actWorld.ts";
import { get } from "../services/relayer/relayerWorld.ts";
import { refusingWrites } from "../services/sending/refusingWrites.ts";
import { RELAYER_WRITES } from "./campaignFaults.ts";
import type { FaultedService } from "./faultRound.ts";
import { lazyStore } from "./lazyStore.ts";

/** What residents support in a campaign: a proposal that stays open, and many whose quota others reach meanwhile. */
export type Supported = { readonly open: bigint; readonly quick: readonly bigint[] };

/**
 * An act of a campaign. Of one that is overtaken, others reach its proposal's quota once it was acknowledged; one that
 * came after the quota is refused, and nobody relies on it.
 */
export type CampaignAct = { readonly act: ActPackage; readonly isOvertaken?: boolean; isRefused?: true };

const RESIDENT = FIELD_ORDER / 3n;

/** Posts what is supported. @param quick How many proposals shall reach their quota. */
export async function proposalsToSupport(world: ActWorld, quick: number): Promise<Supported> {
  const { town } = world;
  const template = { ...town.template, series: word(0xf1), quota: 1_000_000 };
  await town.published.publish(template);
  const open = await forgedProposal(world, { template }, 1n);
  const ids: bigint[] = [];
  for (let i = 0; i < quick; i++) ids.push(await forgedProposal(world, {}, 2n + BigInt(i)));
  return { open, quick: ids };
}

/** A relayer of acts under faults, with residents who keep what they sent. */
export function actsUnderFaults(world: ActWorld, { open, quick }: Supported): FaultedService<CampaignAct> {
  const { town, proofs } = world;
  const trackers = new Map<ActPackage, string>();
  let [residents, overtaken] = [0n, 0];
  const resident = () => RESIDENT + ++residents;

  /** As many as the quota asks for support what an act is of, by no relayer. */
  async function overtake({ act }: ActPackage): Promise<void> {
    if (act.kind !== "change") return;
    const others = Array.from({ length: town.template.quota }, () => forgedChange(world, act.id, resident()).act);
    await town.proposals.act(others);
  }

  return {
    newFile: world.newFile,
    async start({ account, file, durability, isFull, ...life }, opened) {
      const plain = openStore(file);
      opened(() => plain.close());
      const relayer = await startRelayer({
        ...life,
        ...{ key: account.privateKey, proofs, elections: [], proposals: [town.place.proposals], interval: 0 },
        store: refusingWrites(durability === "lazy" ? lazyStore(plain) : plain, RELAYER_WRITES, isFull),
        limits: {
          ...{ batchDelay: 0, setAsideDelay: 0, requestsPerMinute: 1_000_000, readsPerMinute: 1_000_000 },
          // The clock makes large steps, and rounds fail on purpose.
          staleAfter: Number.POSITIVE_INFINITY,
        },
      });
      return { ...relayer, isDone: () => relayer.health().unsettled === 0 };
    },
    // Supports, some of which are taken back, and some overtaken by a quota; and postings.
    async next(count, acknowledged) {
      const last = acknowledged.at(-1)?.act.act;
      if (count % 4 === 1 && last?.kind === "change" && last.id === open && last.version === 0) {
        return { act: forgedChange(world, open, last.nullifier, 1) };
      }
      if (count % 4 === 3) {
        const facts = await postFacts(town, { digest: word(0xf2) });
        return { act: postPackage(world, forgePosting(town, facts, ROOT, resident())) };
      }
      const id = count % 4 === 0 ? quick[overtaken++] : undefined;
      return { act: forgedChange(world, id ?? open, resident()), isOvertaken: id !== undefined };
    },
    async post(url, { address }, thing) {
      try {
        const { tracker } = await postAct({ url, address }, thing.act, { timeout: 60_000, fetch });
        if (thing.isOvertaken && !trackers.has(thing.act)) await overtake(thing.act);
        trackers.set(thing.act, tracker);
      } catch (error) {
        if (!(error instanceof RelayerRefusedError) || error.refusal !== "PROPOSAL_REACHED") throw error;
        if (!trackers.has(thing.act)) thing.isRefused = true;
      }
    },
    async isMissing(url, { act, isRefused }) {
      if (isRefused) return false;
      return (await get({ url }, `/acts/${trackers.get(act)}`)).body.state === "missing";
    },
  };
}

/** Names an act among those of a campaign. */
export function actKey({ act }: ActPackage): string {
  return [act.nullifier, act.kind === "change" ? act.version : 0].join();
}
