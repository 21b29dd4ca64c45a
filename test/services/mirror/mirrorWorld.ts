import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeTextFile } from "../../../sdk/proposals/textFile.ts";
import type { TextLeaf } from "../../../sdk/proposals/textLeaf.ts";
import { type Mirror, type MirrorSettings, startMirror } from "../../../services/mirror/mirror.ts";
import { type ProposalLife, proposalLife } from "../../contracts/proposals/proposalLife.ts";
import { type ServedChain, serveChain } from "../../servedChain.ts";

/** A chain with proposals under forged proofs, and mirrors of their texts that work only when told. */
export type MirrorWorld = {
  readonly life: ProposalLife;
  readonly chain: ServedChain;
  newFile(): string;
  mirror(settings?: Partial<MirrorSettings>): Promise<Mirror>;
  close(): Promise<void>;
};

export async function startMirrorWorld(): Promise<MirrorWorld> {
  const life = await proposalLife();
  const chain = await serveChain(life.provider);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-mirror-"));
  const running: Mirror[] = [];
  let files = 0;
  return {
    life,
    chain,
    newFile: () => join(folder, `${files++}.db`),
    async mirror(settings = {}) {
      const mirror = await startMirror({
        rpc: chain.url,
        notices: life.addresses.notices,
        served: { organizer: life.template.organizer, rolls: [life.template.rolls] },
        interval: 0,
        ...settings,
        limits: { finality: 3, requestsPerMinute: 1e6, readsPerMinute: 1e6, ...settings.limits },
      });
      running.push(mirror);
      return mirror;
    },
    async close() {
      for (const mirror of running) await mirror.close().catch(() => {});
      await chain.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** Offers a text, or a file of one, as it is. */
export async function offer(
  { url }: Pick<Mirror, "url">,
  id: bigint,
  text: readonly TextLeaf[] | string,
): Promise<Answer> {
  const body = JSON.stringify({ id: String(id), text: typeof text === "string" ? text : writeTextFile(text) });
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`${url}/texts`, { method: "POST", headers, body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export async function ask({ url }: Pick<Mirror, "url">, path: string): Promise<Answer> {
  const response = await fetch(url + path);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
