import { getAddress } from "ethers";
import { z } from "zod";
import type { ProofWords } from "../election/ballot.ts";
import { HanpyoError, told } from "../errors.ts";
import type { Act } from "./act.ts";

const word = z
  .string()
  .max(78)
  .regex(/^(0|[1-9][0-9]*)$/, "canonical decimal digits")
  .refine((digits) => BigInt(digits) < 2n ** 256n, "below 2^256")
  .meta({ description: "A number in canonical decimal digits" });
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const proof = z.array(word).length(8);
/** In hexadecimal digits: far above a template with the longest question and all spans of its timing. */
const MOST_TEMPLATE = 32_768;

/** A proved act with where it belongs: what a relayer takes, and a file that anybody can submit. */
export const actPackageSchema = z.strictObject({
  format: z.literal("hanpyo-act-1"),
  chainId: word,
  proposals: address,
  act: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("change"),
      id: word,
      nullifier: word,
      version: z.int().nonnegative().max(255),
      newcomersCut: z.int().nonnegative(),
      proof,
    }),
    z.strictObject({
      kind: z.literal("post"),
      templates: address,
      template: z
        .string()
        .max(MOST_TEMPLATE)
        .regex(/^0x([0-9a-f]{2})+$/)
        .meta({ description: "ABI encoding of the template" }),
      digest: z.string().regex(/^0x[0-9a-f]{64}$/),
      cost: word
        .refine((digits) => digits !== "0", "above 0")
        .optional()
        .meta({ description: "What a project of a budget cell costs, in won; left out of any other proposal" }),
      cut: z.int().nonnegative(),
      period: z.int().nonnegative(),
      slot: z.int().nonnegative().max(255),
      nullifier: word,
      proof,
    }),
  ]),
});

/** An act and the contract that it was proved for. It shows nothing about whose it is. */
export type ActPackage = { readonly chainId: bigint; readonly proposals: string; readonly act: Act };

export class ActPackageMalformedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "ACT_PACKAGE_MALFORMED",
      told`This is not an act's package: ${{ reason }}`,
      "Give the package as the resident's device wrote it",
    );
  }
}

/** The package as JSON text; the same package always gives the same text. */
export function encodeActPackage({ chainId, proposals, act }: ActPackage): string {
  const signed = { nullifier: String(act.nullifier), proof: act.proof.map(String) };
  const value: z.infer<typeof actPackageSchema> = {
    format: "hanpyo-act-1",
    chainId: String(chainId),
    proposals: getAddress(proposals.toLowerCase()),
    act:
      act.kind === "change"
        ? {
            kind: "change",
            id: String(act.id),
            nullifier: signed.nullifier,
            version: act.version,
            newcomersCut: act.newcomersCut,
            proof: signed.proof,
          }
        : {
            kind: "post",
            templates: getAddress(act.templates.toLowerCase()),
            template: act.template,
            digest: act.digest,
            ...(act.cost === undefined ? {} : { cost: String(act.cost) }),
            cut: act.cut,
            period: act.period,
            slot: act.slot,
            nullifier: signed.nullifier,
            proof: signed.proof,
          },
  };
  return JSON.stringify(value);
}

/** Reads a package from its text. Its numbers are not checked for their ranges. Throws `ActPackageMalformedError`. */
export function parseActPackage(text: string): ActPackage {
  const parsed = actPackageSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] as z.core.$ZodIssue;
    throw new ActPackageMalformedError(`${path.join(".") || "the whole"}: ${message}`);
  }
  const { chainId, proposals, act } = parsed.data;
  const signed = { nullifier: BigInt(act.nullifier), proof: act.proof.map(BigInt) as unknown as ProofWords };
  return {
    chainId: BigInt(chainId),
    proposals: getAddress(proposals.toLowerCase()),
    act: act.kind === "change" ? { ...act, ...signed, id: BigInt(act.id) } : postOf(act, signed),
  };
}

function postOf(
  { cost, ...post }: Extract<z.infer<typeof actPackageSchema>["act"], { readonly kind: "post" }>,
  signed: Pick<Act, "nullifier" | "proof">,
): Act {
  const templates = getAddress(post.templates.toLowerCase());
  return { ...post, ...signed, templates, ...(cost === undefined ? {} : { cost: BigInt(cost) }) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ActPackageMalformedError("it is not JSON");
  }
}
