import { Contract, type Signer, toUtf8Bytes } from "ethers";
import { REPLIES, type Reply } from "../proposals/conversionTerm.ts";
import { type Template, templateToAbi } from "../proposals/template.ts";
import { isShown, type TextLeaf } from "../proposals/textLeaf.ts";
import { requireVotable } from "../proposals/votableTemplate.ts";
import { type Sent, send } from "./contracts.ts";
import { conversionsAt } from "./conversions.ts";
import { providerOf } from "./logs.ts";
import { plainEvent } from "./plainEvent.ts";
import { noticesInterface, templatesInterface } from "./proposalContracts.ts";
import { conversionsInterface } from "./proposalCourse.ts";

/**
 * Publishes a template (P20.1), by the organizer that it names. Throws what `requireVotable` throws, or
 * `ContractRefusedError`.
 */
export async function publishTemplate(templates: string, template: Template, organizer: Signer): Promise<Sent> {
  requireVotable(template);
  return send(new Contract(templates, templatesInterface, organizer), "publish", templateToAbi(template));
}

/** Lets a later template of its series take over (P20.3), by anybody. Throws `ContractRefusedError`. */
export function takeOver(templates: string, template: Template, sender: Signer): Promise<Sent> {
  return send(new Contract(templates, templatesInterface, sender), "takeOver", templateToAbi(template));
}

/** Answers a proposal whose quota was reached (P22.1), by its organizer. Throws `ContractRefusedError`. */
export function answerProposal(
  conversions: string,
  { id, reply, digest }: { readonly id: bigint; readonly reply: Exclude<Reply, "None">; readonly digest: string },
  organizer: Signer,
): Promise<Sent> {
  const contract = conversionsAt(conversions, organizer);
  return send(contract, "answer", id, REPLIES.indexOf(reply), 0, digest);
}

/**
 * Brings a proposal to its vote (P23.4), by anybody within its term. Throws `ContractRefusedError`.
 * @param leaves As `leavesToConvert` gives them.
 */
export async function convertProposal(
  conversions: string,
  { id, template, leaves }: { readonly id: bigint; readonly template: Template; readonly leaves: readonly TextLeaf[] },
  sender: Signer,
): Promise<Sent & { readonly election: string }> {
  const contract = conversionsAt(conversions, sender);
  const sent = await send(contract, "convert", ...conversionArguments({ id, template, leaves }));
  const receipt = await providerOf(sender).getTransactionReceipt(sent.hash);
  const events = (receipt?.logs ?? []).flatMap((log) => plainEvent(log, conversionsInterface) ?? []);
  const converted = events.find(({ name }) => name === "ProposalConverted");
  return { ...sent, election: converted?.args.election as string };
}

/** What the contract's `convert` is given. @param leaves As `leavesToConvert` gives them. */
export function conversionArguments({
  id,
  template,
  leaves,
}: {
  readonly id: bigint;
  readonly template: Template;
  readonly leaves: readonly TextLeaf[];
}): readonly unknown[] {
  const onChain = leaves.map((leaf) =>
    isShown(leaf) ? { word: leaf.salt, text: toUtf8Bytes(leaf.text) } : { word: leaf.hash, text: "0x" },
  );
  return [id, templateToAbi(template), onChain];
}

/** Takes over how the vote of a proposal ended (P22.5), by anybody. Throws `ContractRefusedError`. */
export function settleProposal(conversions: string, id: bigint, sender: Signer): Promise<Sent> {
  return send(conversionsAt(conversions, sender), "settle", id);
}

/** Something that one of a proposal's parties says of it (P26). */
export type GivenNotice =
  | { readonly kind: "hide"; readonly leaf: string; readonly span: number; readonly reason: number }
  | { readonly kind: "name"; readonly leaf: string; readonly reason: number }
  | { readonly kind: "restore"; readonly leaf: string }
  | { readonly kind: "withdraw"; readonly leaf: string }
  | { readonly kind: "stage"; readonly stage: number; readonly day: number; readonly evidence: string }
  | {
      readonly kind: "milestone";
      readonly number: number;
      readonly progress: number;
      readonly day: number;
      readonly evidence: string;
    };

/** Gives a notice of a proposal, by one of its parties; nothing takes it back. Throws `ContractRefusedError`. */
export function giveNotice(
  notices: string,
  { id, notice, words }: { readonly id: bigint; readonly notice: GivenNotice; readonly words: string },
  party: Signer,
): Promise<Sent> {
  const contract = new Contract(notices, noticesInterface, party);
  switch (notice.kind) {
    case "hide":
      return send(contract, "hide", id, notice.leaf, notice.span, notice.reason, words);
    case "name":
      return send(contract, "name", id, notice.leaf, notice.reason, words);
    case "restore":
      return send(contract, "restore", id, notice.leaf, words);
    case "withdraw":
      return send(contract, "withdrawName", id, notice.leaf);
    case "stage":
      return send(contract, "noteStage", id, notice.stage, notice.day, notice.evidence, words);
    case "milestone":
      return send(contract, "noteMilestone", id, notice.number, notice.progress, notice.day, notice.evidence, words);
  }
}
