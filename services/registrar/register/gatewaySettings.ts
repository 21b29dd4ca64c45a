import { z } from "zod";
import { es256KeySchema, es256PublicKey } from "../../eid/es256.ts";
import { askedAddress } from "./xRoadSettings.ts";

/** Of an office's file: a gateway of the municipality that signs its answers (P28.12). */
export const gatewaySettingsSchema = z
  .strictObject({
    kind: z.literal("gateway"),
    url: askedAddress,
    /** The gateway's public keys. */
    keys: z
      .array(es256KeySchema)
      .min(1)
      .refine((keys) => keys.every((key) => es256PublicKey(key) !== undefined), "a key is no point of P-256"),
    /** The gateway's TLS certificate, and the office's own with its key: PEM files, beside the office's file. */
    certificate: z.string().optional(),
    clientCertificate: z.string().optional(),
    clientKey: z.string().optional(),
    notFound: z.literal(404).optional(),
  })
  .refine(
    ({ clientCertificate, clientKey }) => (clientCertificate === undefined) === (clientKey === undefined),
    "clientCertificate and clientKey go together",
  );

export type GatewaySettings = Readonly<z.infer<typeof gatewaySettingsSchema>>;
