import { z } from "zod";
import { HINDRANCES } from "../sending/hindrance.ts";
import type { StoredBallot } from "./store.ts";

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

export const statusSchema = z.strictObject({
  state: z.enum(["accepted", "included", "final", "displaced", "missing"]),
  block: z.number().int().optional(),
  deadline: z.number().int().optional(),
});

export const healthSchema = z.strictObject({
  status: z.enum(["ok", ...HINDRANCES]),
  address,
  chainId: decimal,
  balance: decimal.nullable().meta({ description: "Wei" }),
  runway: z
    .number()
    .int()
    .nullable()
    .meta({ description: "Ballots that the balance pays for at the latest fee; null where gas is free" }),
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
export function acknowledgementAnswer({
  tracker,
  acknowledgement,
}: StoredBallot): z.infer<typeof acknowledgementSchema> {
  const { chainId, nullifier, version, ...rest } = acknowledgement;
  const numbers = { chainId: String(chainId), nullifier: String(nullifier), version: String(version) };
  return { tracker, acknowledgement: { ...rest, ...numbers } };
}
