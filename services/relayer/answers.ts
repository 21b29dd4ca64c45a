import { z } from "zod";
import { HINDRANCES } from "../sending/hindrance.ts";
import type { Kept, Signed } from "./kept.ts";

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const decimal = z.string().regex(/^(0|[1-9][0-9]*)$/);

/** Answers of the service, as JSON: one schema each, from which the OpenAPI description is made. */
export const acknowledgementSchema = z.strictObject({
  tracker: z.string().meta({ description: "Finds the ballot in the record; never reveals the choice" }),
  acknowledgement: z
    .strictObject({
      chainId: decimal,
      election: address,
      nullifier: decimal,
      version: decimal,
      ciphertexts: z.string().meta({ description: "keccak256 of the ciphertexts' words" }),
      deadline: z.number().int().meta({ description: "Unix seconds by which the ballot will be in a block" }),
      relayer: address,
      signature: z.string().meta({ description: "EIP-712, domain Hanpyo Relayer, 1, chain, election" }),
    })
    .meta({ description: "Proves an omission, should the ballot not be in a block by the deadline" }),
});

export const actAcknowledgementSchema = z.strictObject({
  tracker: z.string().meta({ description: "Finds the act; never tells whose it is" }),
  acknowledgement: z
    .strictObject({
      chainId: decimal,
      proposals: address,
      subject: z.string().meta({ description: "Of a change the proposal's id, of a post what it proposes; 32 bytes" }),
      nullifier: decimal,
      version: decimal,
      message: z.string().meta({ description: "What the act says; 32 bytes" }),
      deadline: z.number().int().meta({ description: "Unix seconds by which the act will be in a block" }),
      relayer: address,
      signature: z.string().meta({ description: "EIP-712, domain Hanpyo Relayer, 1, chain, proposals" }),
    })
    .meta({ description: "Proves an omission, should the act not be in a block by the deadline" }),
});

export const statusSchema = z.strictObject({
  state: z.enum(["accepted", "included", "final", "displaced", "missing"]),
  block: z.number().int().optional(),
  deadline: z.number().int().optional(),
});

export const actStatusSchema = z.strictObject({
  state: z
    .enum([...statusSchema.shape.state.options, "latched", "closed"])
    .meta({ description: "latched, closed: it can never be taken, and this is final" }),
  block: z.number().int().optional(),
  deadline: z.number().int().optional(),
});

export const digestSchema = z.strictObject({ digest: z.string().meta({ description: "Of the text" }) });

export const healthSchema = z.strictObject({
  status: z.enum(["ok", ...HINDRANCES]),
  address,
  chainId: decimal,
  balance: decimal.nullable().meta({ description: "Wei" }),
  runway: z
    .number()
    .int()
    .nullable()
    .meta({ description: "Packages that the balance pays for at the latest fee; null where gas is free" }),
  waiting: z.number().int(),
  unsettled: z.number().int(),
  head: z.number().int().nullable(),
  headAge: z.number().int().nullable().meta({ description: "Seconds since the head was read" }),
  standing: z.number().int().nullable().meta({ description: "Seconds since the head was another one" }),
  nodes: z.number().int().meta({ description: "Nodes that the relayer was given" }),
  answering: z.number().int().meta({ description: "Those that answer now" }),
  final: z.number().int().nullable().meta({ description: "Last block that is final by two nodes, or by the only one" }),
  finalAge: z.number().int().nullable().meta({ description: "Seconds since they last agreed on it" }),
  finalStanding: z.number().int().nullable().meta({ description: "Seconds since it was another block" }),
  balanceAge: z.number().int().nullable().meta({ description: "Seconds since the balance was read" }),
  fee: decimal.nullable().meta({ description: "Most wei for a unit of gas now; 0 where gas is free" }),
  transactionType: z.union([z.literal(0), z.literal(2)]).nullable(),
  failure: z.string().nullable(),
  said: z.string().nullable().meta({ description: "What the node said when it refused" }),
});

export const refusalSchema = z.strictObject({
  code: z.string().meta({ description: "Stable" }),
  cause: z.string(),
  remedy: z.string(),
});

/** What POST /ballots answers. */
export function acknowledgementAnswer(kept: Kept): z.infer<typeof acknowledgementSchema> {
  const { contract: election, content: ciphertexts, ...rest } = numbersAsText(kept.acknowledgement);
  return { tracker: kept.tracker, acknowledgement: { ...rest, election, ciphertexts } };
}

/**
 * What POST /acts answers.
 * @param subject As it was signed.
 */
export function actAcknowledgementAnswer(kept: Kept, subject: string): z.infer<typeof actAcknowledgementSchema> {
  const { contract: proposals, content: message, ...rest } = numbersAsText(kept.acknowledgement);
  return { tracker: kept.tracker, acknowledgement: { ...rest, proposals, subject, message } };
}

function numbersAsText({ chainId, nullifier, version, ...rest }: Signed) {
  return { ...rest, chainId: String(chainId), nullifier: String(nullifier), version: String(version) };
}
