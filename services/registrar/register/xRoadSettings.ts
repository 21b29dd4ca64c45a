import { z } from "zod";
import { residenceMapSchema } from "./residenceMap.ts";
import { isLoopback } from "./transport.ts";
import { parseXRoadId, type XRoadIdKind } from "./xRoadId.ts";

/** An address that is asked: over HTTPS, or of this machine. */
export const askedAddress = z
  .url()
  .refine((text) => {
    const url = new URL(text);
    return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
  }, "an address with https://, or http:// of this machine")
  .refine((text) => {
    const { username, password, search, hash } = new URL(text);
    return username + password + search + hash === "";
  }, "an address without a user, ? and #");

const identifier = (kind: XRoadIdKind, form: string) =>
  z.string().refine((text) => parseXRoadId(kind, text) !== undefined, `an X-Road identifier, as ${form}`);

/** Unreserved characters, what may stand between them, and encoded ones: what is sent is what stands here. */
const PATH = /^\/([A-Za-z0-9\-._~!$&()*+,;=:@/?]|%[0-9A-Fa-f]{2}|\{person\})*$/;

/** Of `X-Road-UserId`. */
export const USER_ID = /^[A-Z]{2}[A-Za-z0-9._-]{1,60}$/;

/** Of an office's file: the population register behind its own Security Server (P28.5 to 28.11). */
export const xRoadSettingsSchema = z
  .strictObject({
    kind: z.literal("xRoad"),
    securityServer: askedAddress,
    /** The Security Server's certificate, and the office's own with its key: PEM files, beside the office's file. */
    certificate: z.string().optional(),
    clientCertificate: z.string().optional(),
    clientKey: z.string().optional(),
    client: identifier("client", "EE/GOV/70001234/hanpyo-registrar"),
    service: identifier("service", "EE/GOV/70008440/rr/resident"),
    server: identifier("securityServer", "EE/GOV/70008440/ss1").optional(),
    path: z.string().max(1_000).regex(PATH, "a path, as /v1/residents").optional(),
    personField: z.string().min(1).max(64).optional(),
    allowPersonInPath: z.boolean().optional(),
    /** The office's service account, with its country's two letters. */
    userId: z.string().regex(USER_ID, "a country's two letters and a code, as EE70001234").optional(),
    notFound: z.literal(404).optional(),
    map: residenceMapSchema,
  })
  .refine(
    ({ securityServer, certificate }) => certificate !== undefined || new URL(securityServer).protocol === "http:",
    "name the Security Server's certificate",
  )
  .refine(
    ({ clientCertificate, clientKey }) => (clientCertificate === undefined) === (clientKey === undefined),
    "clientCertificate and clientKey go together",
  )
  .refine(
    ({ path, allowPersonInPath }) => (path?.includes("{person}") === true) === (allowPersonInPath === true),
    "{person} in path and allowPersonInPath: true go together",
  );

export type XRoadSettings = Readonly<z.infer<typeof xRoadSettingsSchema>>;
