import { z } from "zod";
import { forbiddenCharacter } from "../election/plainText.ts";

/** Requests and answers of an office's service (P12), one schema each; the service's OpenAPI description is made of them. */

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const word = z.string().regex(/^0x[0-9a-f]{64}$/);
const signature = z.string().regex(/^0x([0-9a-f]{2}){1,1024}$/);
const decimal = z.string().regex(/^(0|[1-9][0-9]{0,77})$/);
const seconds = z.int().nonnegative().max(281_474_976_710_655).meta({ description: "Unix seconds" });
const sequence = z.int().positive().max(4_294_967_295);
const rollIds = z.array(decimal).max(32);
const proof = z.array(decimal).length(8);
/** What an office calls itself, its rolls and its methods: a device shows it beside its own words. */
const name = z
  .string()
  .refine((said) => forbiddenCharacter(said, false) === undefined, "a control or a character that reverses text");
const text = z.strictObject({ ko: name, en: name });

export const officeRoleSchema = z.enum(["registrar", "approver"]);

/** How an office may check who somebody is (P12.3). */
export const methodKindSchema = z.enum(["oneTimeCode", "openid4vp", "certificate", "mobileId"]);

/** GET /office: who the office is and what it offers. */
export const officeSchema = z.strictObject({
  name: text,
  role: officeRoleSchema,
  signer: address.meta({ description: "Signs half-vouchers; the registry must name the same" }),
  chainId: decimal,
  registry: address,
  publishedRolls: address.nullable().default(null).meta({
    description: "For which it enrols in the place of the registry: enrolments are handed in at both offices",
  }),
  methods: z.array(z.strictObject({ id: z.string(), kind: methodKindSchema, name: text })),
  rolls: z.array(
    z.strictObject({
      id: decimal,
      name: text,
      members: z.enum(["residents", "eResidents"]),
      objectionsUntil: seconds.nullable().meta({ description: "Objections are taken before this time" }),
      companion: z.boolean().optional().meta({ description: "Whether it has a companion group of first identities" }),
    }),
  ),
  submits: z.boolean().meta({ description: "Whether POST /enrolments brings enrolments to the chain" }),
  register: z
    .strictObject({ kind: z.enum(["xRoad", "gateway"]), source: z.string(), client: z.string() })
    .optional()
    .meta({ description: "The population register that it asks (P28.14); the two offices' must differ" }),
});

/** POST /sessions. An `ask` session carries commitment 0, so that nothing presented in it can enrol. */
export const sessionRequestSchema = z.strictObject({
  method: z.string().max(64),
  purpose: z.enum(["enrol", "ask"]).default("enrol"),
  identityCommitment: decimal,
});

/** What the device hands to the method. Every nonce below is the challenge of P12.2, which the device computes itself. */
export const methodRequestSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("oneTimeCode") }),
  z.strictObject({
    kind: z.literal("openid4vp"),
    authorizationRequest: z
      .looseObject({ client_id: z.string(), nonce: z.string() })
      .meta({ description: "OpenID4VP 1.0 with a DCQL query" }),
    uri: z.string().meta({ description: "The same as a link that opens a wallet" }),
  }),
  z.strictObject({
    kind: z.literal("certificate"),
    origin: z.string(),
    nonce: z.string().meta({ description: "Base64, as Web eID takes it" }),
  }),
  z.strictObject({
    kind: z.literal("mobileId"),
    audience: z.string(),
    nonce: z.string().meta({ description: "Base64url" }),
    server: z.string().meta({ description: "Where the verification server is reached" }),
  }),
]);

export const sessionAnswerSchema = z.strictObject({
  session: z.string().regex(/^[A-Za-z0-9_-]{32,256}$/),
  nonce: word,
  expiresAt: seconds,
  request: methodRequestSchema,
});

/** Web eID's authentication token (format web-eid:1.0). */
export const webEidTokenSchema = z.looseObject({
  format: z.string().regex(/^web-eid:1(\.[0-9]+)?$/),
  unverifiedCertificate: z.base64().max(8_192),
  algorithm: z.string().max(16),
  signature: z.base64().max(2_048),
});

/** POST /sessions/:session/presentation: what the method gave. A wallet posts OpenID4VP's form to the same address. */
export const presentationSchema = z.union([
  z.strictObject({ code: z.string().max(64) }),
  z.strictObject({ vp_token: z.unknown(), state: z.string().optional() }),
  z.strictObject({ response_code: z.string().max(64) }),
  z.strictObject({ token: webEidTokenSchema }),
  z.strictObject({ result: z.string().max(16_384) }),
]);

/** Answer to a presentation made to enrol (P12.3). */
export const factsAnswerSchema = z.strictObject({
  pseudonym: word,
  sequence,
  rollIds,
  expiresAt: seconds,
  register: z
    .strictObject({
      readAt: seconds,
      isEarlier: z.boolean().meta({ description: "Whether the register gave no answer now" }),
    })
    .optional()
    .meta({ description: "The answer of the population register that this rests on (P28.4)" }),
});

/** Answer to a wallet that posted OpenID4VP's form: where it sends its user, with the code that fetches the facts. */
export const walletAnswerSchema = z.strictObject({ redirect_uri: z.string() });

/** Answer to a presentation made to ask (P12.10): what the office's book and the chain say of the person. */
export const standingAnswerSchema = z.strictObject({
  state: z.enum(["eligible", "movedOut", "died", "disputed"]),
  bookRollIds: rollIds.meta({ description: "Rolls by the office's book" }),
  pseudonym: word,
  sequence: z.int().nonnegative().meta({ description: "Of the chain; 0 if never enrolled" }),
  identityCommitment: decimal.meta({ description: "Of the chain; 0 if not enrolled" }),
  rollIds: rollIds.meta({ description: "Of the chain" }),
  objections: z.array(
    z.strictObject({
      objection: z.string(),
      rollId: decimal,
      text: z.string(),
      receivedAt: seconds,
      answer: z.string().nullable(),
    }),
  ),
});

/** POST /sessions/:session/voucher (P12.6). */
export const voucherRequestSchema = z.strictObject({
  partnerPseudonym: word,
  sequence,
  rollIds,
  expiresAt: seconds,
  proof,
  account: address,
  signature,
});

export const voucherAnswerSchema = z.strictObject({ pseudonym: word, signature });

/** POST /sessions/:session/objection, in a session whose presentation was taken. */
export const objectionRequestSchema = z.strictObject({ rollId: decimal, text: z.string().min(1).max(2_000) });
export const objectionAnswerSchema = z.strictObject({ objection: z.string(), receivedAt: seconds });

/** POST /enrolments: a voucher of both offices with its proof; the same again changes nothing. */
export const enrolmentSchema = z.strictObject({
  registrar: voucherAnswerSchema,
  approver: voucherAnswerSchema,
  sequence,
  identityCommitment: decimal,
  rollIds,
  expiresAt: seconds,
  proof,
});

/** POST /batches (P12.13): newcomers of the same rolls, each with the half-voucher that the office asked gave, signed by the other. */
export const batchRequestSchema = z.strictObject({
  rollIds: rollIds.min(1),
  newcomers: z
    .array(
      z.strictObject({
        registrarPseudonym: word,
        approverPseudonym: word,
        identityCommitment: decimal,
        expiresAt: seconds,
        signature: signature.meta({ description: "Of the half-voucher, by the office asked" }),
      }),
    )
    .min(1)
    .max(128),
  partnerSignature: signature.meta({ description: "Over the batch, by the office that asks" }),
});
export const batchAnswerSchema = z.strictObject({
  signature: signature.meta({ description: "Over the batch, which expires when the first of the vouchers does" }),
});

/** GET /enrolments/:commitment. */
export const enrolmentStatusSchema = z.strictObject({
  identityCommitment: decimal,
  state: z
    .enum(["waiting", "included", "final", "refused", "filed", "unknown"])
    .meta({ description: "filed: in the office's entries of a published roll" }),
  block: z.int().nullable(),
  refusal: z.string().nullable().meta({ description: "Why the chain refuses it" }),
});

/** Answer to `GET /counts`: no number of it is of a person. */
export const officeCountsSchema = z.strictObject({
  role: officeRoleSchema,
  chainId: decimal,
  registry: address,
  at: seconds.meta({ description: "When it was counted, at most an hour ago" }),
  districts: z.array(
    z.strictObject({
      district: z.string(),
      eligible: z.int().nonnegative().meta({ description: "Who may vote by the office's own book" }),
    }),
  ),
});

export const officeHealthSchema = z.strictObject({
  status: z.enum([
    "ok",
    "signer differs",
    "chain unreachable",
    "chain stale",
    "chain stands still",
    "storage failed",
    "nodes disagree",
    "finality unknown",
    "store full",
    "fee too high",
    "node refuses",
    "account empty",
    "promise late",
    "finality stalled",
    "single-node",
  ]),
  role: officeRoleSchema,
  signer: address,
  namedByChain: address.nullable().meta({ description: "Whom the registry names in this role" }),
  announced: address.nullable().meta({ description: "Whom an announced rotation will name" }),
  chainId: decimal,
  registry: address,
  head: z.int().nullable(),
  headAge: z.int().nullable().meta({ description: "Seconds since the head was read" }),
  nodes: z.int().meta({ description: "Nodes that the office was given" }),
  answering: z.int().meta({ description: "Those that answer now" }),
  final: z.int().nullable().meta({ description: "Last block that is final by two nodes, or by the only one" }),
  finalAge: z.int().nullable().meta({ description: "Seconds since they last agreed on it" }),
  waiting: z.int().meta({ description: "Enrolments that are not in a block" }),
  account: address.nullable().meta({ description: "Pays for enrolments" }),
  balance: decimal.nullable().meta({ description: "Wei" }),
  failure: z.string().nullable(),
  said: z.string().nullable().meta({ description: "What the node said when it refused" }),
});

export const officeRefusalSchema = z.strictObject({
  code: z.string().meta({ description: "Stable" }),
  cause: z.string(),
  remedy: z.string(),
});

export type OfficeRole = z.infer<typeof officeRoleSchema>;
export type MethodKind = z.infer<typeof methodKindSchema>;
export type OfficeDescription = Readonly<z.infer<typeof officeSchema>>;
export type SessionRequest = Readonly<z.infer<typeof sessionRequestSchema>>;
export type SessionAnswer = Readonly<z.infer<typeof sessionAnswerSchema>>;
export type MethodRequest = Readonly<z.infer<typeof methodRequestSchema>>;
export type WebEidToken = Readonly<z.infer<typeof webEidTokenSchema>>;
export type Presentation = Readonly<z.infer<typeof presentationSchema>>;
export type FactsAnswer = Readonly<z.infer<typeof factsAnswerSchema>>;
export type StandingAnswer = Readonly<z.infer<typeof standingAnswerSchema>>;
export type VoucherRequest = Readonly<z.infer<typeof voucherRequestSchema>>;
export type VoucherAnswer = Readonly<z.infer<typeof voucherAnswerSchema>>;
export type ObjectionAnswer = Readonly<z.infer<typeof objectionAnswerSchema>>;
export type EnrolmentFile = Readonly<z.infer<typeof enrolmentSchema>>;
export type BatchRequest = Readonly<z.infer<typeof batchRequestSchema>>;
export type BatchAnswer = Readonly<z.infer<typeof batchAnswerSchema>>;
export type EnrolmentStatus = Readonly<z.infer<typeof enrolmentStatusSchema>>;
export type OfficeCounts = Readonly<z.infer<typeof officeCountsSchema>>;
export type OfficeHealth = Readonly<z.infer<typeof officeHealthSchema>>;
