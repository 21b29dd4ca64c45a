import { getAddress, keccak256 } from "ethers";
import { readProposalTerms, readTemplate, readTemplatesOf } from "../../sdk/chain/proposalActs.ts";
import type { Act } from "../../sdk/proposals/act.ts";
import { postedTemplate } from "../../sdk/proposals/postedTemplate.ts";
import type { Template } from "../../sdk/proposals/template.ts";
import { votableFault } from "../../sdk/proposals/votableTemplate.ts";
import type { Manifest } from "../../sdk/trust/manifest.ts";
import { isOwnTemplate, ownTemplates } from "../../sdk/trust/ownTemplate.ts";
import { ChainUnreachableError } from "../hosting/refusals.ts";
import { answeringNodes, type Chain } from "../sending/chain.ts";
import { fromAll } from "../sending/finality.ts";
import { ProposalsNotServedError, TemplateUnfitError } from "./refusals.ts";

/**
 * Which contracts of proposals a relayer serves: with a manifest those whose code it names, of its organizer's templates
 * over its rolls (of the contracts those listed, where any are), else those listed.
 */
export type ServedProposals = {
  readonly proposals?: readonly string[];
  readonly manifest?: Pick<Manifest, "organizer" | "code" | "rolls">;
};

/** The terms under which proposals were posted, as far as a relayer asks whom it serves. */
export type TemplateFacts = Pick<Template, "organizer" | "rolls" | "isTest" | "conversion" | "ballot">;

export type Proposals = {
  /** The contract's templates. Throws `ProposalsNotServedError`, or what the node's failure gives. */
  templatesOf(proposals: string): Promise<string>;
  /** Throws `TemplateUnfitError` where no vote under these terms could be read, `ProposalsNotServedError` unless acts under them are paid for. */
  requireTerms(proposals: string, terms: TemplateFacts): void;
  /** A template's facts by its hash. Throws `ChainUnreachableError` where no node shows them. */
  facts(proposals: string, templateHash: string): Promise<TemplateFacts>;
  /** Whether an act binds nobody. Throws as the others do. */
  isTest(proposals: string, chainId: bigint, act: Act): Promise<boolean>;
  /** Whether the terms must be known before anything is taken of a proposal. */
  readonly asksTerms: boolean;
  /** Contracts that were listed, and those that were asked for and are served. */
  known(): readonly string[];
};

/** The name of the contract in a manifest. */
const NAME = "Proposals";

/** Reads of a contract when it is first asked for; what is kept of it never changes. */
export function servedProposals({ proposals = [], manifest }: ServedProposals, chain: Chain): Proposals {
  const listed = new Set(proposals.map((address) => getAddress(address)));
  const templates = new Map<string, string>();
  const facts = new Map<string, TemplateFacts>();
  const { chainId } = chain;

  async function isServed(address: string): Promise<boolean> {
    if (manifest === undefined) return listed.has(address);
    if (listed.size > 0 && !listed.has(address)) return false;
    const code = manifest.code.find(({ name, at }) => name === NAME && getAddress(at) === address);
    return code !== undefined && keccak256(await chain.provider.getCode(address)) === code.codeHash.toLowerCase();
  }

  async function templatesOf(given: string): Promise<string> {
    const address = getAddress(given);
    const found = templates.get(address);
    if (found !== undefined) return found;
    if (!(await isServed(address))) throw new ProposalsNotServedError(address);
    const read = await readTemplatesOf(address, chain.provider);
    templates.set(address, read);
    return read;
  }

  /** Whoever shows a template with this hash shows the true one. */
  async function factsOf(address: string, hash: string): Promise<TemplateFacts> {
    const key = `${address}:${hash}`;
    const found = facts.get(key);
    if (found !== undefined) return found;
    const at = await templatesOf(address);
    const shown = await fromAll(answeringNodes(chain), ({ provider }) => readTemplate(at, hash, chainId, provider));
    const template = shown.find(({ value }) => value !== undefined)?.value;
    if (template === undefined) throw new ChainUnreachableError();
    facts.set(key, template);
    return template;
  }

  return {
    templatesOf,
    requireTerms(address, { organizer, rolls, ...template }) {
      const fault = votableFault(template);
      if (fault !== undefined) throw new TemplateUnfitError(fault.what);
      if (manifest === undefined || isOwnTemplate(ownTemplates(manifest), { organizer, rolls })) return;
      throw new ProposalsNotServedError(address);
    },
    facts: factsOf,
    async isTest(address, chain, act) {
      if (act.kind === "post") return postedTemplate(chain, act).isTest;
      const { templateHash } = await readProposalTerms(address, act.id, provider());
      return (await factsOf(address, templateHash)).isTest;
    },
    asksTerms: manifest !== undefined,
    known: () => [...new Set([...listed, ...templates.keys()])],
  };

  function provider() {
    return chain.provider;
  }
}
