import { z } from "zod/mini";
import { isSilence } from "../../../sdk/chain/silence.ts";
import { forbiddenCharacter } from "../../../sdk/election/plainText.ts";
import { HanpyoError } from "../../../sdk/errors.ts";

const said = z
  .string()
  .check(z.refine((words) => forbiddenCharacter(words, false) === undefined, "a control or what reverses text"));
const text = z.strictObject({ ko: said, en: said });
const address = z.string().check(z.regex(/^0x[0-9a-fA-F]{40}$/));
const whole = z.int().check(z.nonnegative());
/** Absolute, or relative to the page. */
const place = z.string().check(z.minLength(1));

/** `config.json`, which stands beside the page: where the municipality's elections are. */
export const pageConfigSchema = z.strictObject({
  format: z.literal("hanpyo-page-1"),
  chainId: whole,
  chainName: said.check(z.minLength(1)),
  rpc: place,
  /** Further nodes: a trustee's page goes on only if all of them say the same as `rpc`. */
  nodes: z.optional(z.array(place)),
  factory: address,
  registry: address,
  /** The municipality's trust file, and the line of the gazette that says which one it is (P15). */
  trust: place,
  anchor: z.strictObject({
    municipality: z.string().check(z.minLength(1)),
    chainId: z.int().check(z.positive()),
    organizer: address,
    serial: z.int().check(z.positive()),
    manifest: z.string().check(z.regex(/^0x[0-9a-f]{64}$/)),
  }),
  /** Block of the first deployment; nothing of ours is older. */
  firstBlock: whole,
  /** Accounts whose elections are listed. */
  organizers: z.array(address),
  /** Contracts by which proposals come to a vote: what they create is listed too. */
  conversions: z.optional(z.array(address)),
  relayers: z.array(z.strictObject({ url: z.url(), address })),
  /** Where texts of proposals are kept; proposals are shown where there are some. */
  mirrors: z.optional(z.array(z.url())),
  offices: z.nullable(z.strictObject({ registrar: z.url(), approver: z.url() })),
  rolls: z.array(z.strictObject({ id: whole, title: text })),
  /** Folder of proving keys and circuits. */
  keys: place,
  /** Folder of rolls as files, each in a folder that its root names (P1.7, P13.5); without it rolls come from the chain. */
  rollFiles: z.optional(place),
  contact: text,
  /** Present when the page shows a demonstration, whose trustees this address lets finish. */
  demo: z.nullable(z.strictObject({ url: place })),
});

export type PageConfig = Readonly<z.infer<typeof pageConfigSchema>>;

export class ConfigUnreadableError extends HanpyoError {
  constructor(reason: string) {
    super("CONFIG_UNREADABLE", `config.json cannot be read: ${reason}`, "Tell the office that runs this page");
  }
}

/**
 * Reads config.json beside the page; its addresses come out absolute. Throws `ConfigUnreadableError`, or the connection's
 * failure.
 */
export async function loadConfig(page: string, ask: typeof fetch = fetch): Promise<PageConfig> {
  let found: unknown;
  try {
    const response = await ask(new URL("config.json", page), { cache: "no-store", credentials: "omit" });
    if (!response.ok) throw new ConfigUnreadableError(`status ${response.status}`);
    found = await response.json();
  } catch (error) {
    if (error instanceof ConfigUnreadableError || isSilence(error)) throw error;
    throw new ConfigUnreadableError(error instanceof Error ? error.message : String(error));
  }
  return parseConfig(found, page);
}

/** Checks the form of a configuration. Throws `ConfigUnreadableError`. */
export function parseConfig(found: unknown, page: string): PageConfig {
  const parsed = pageConfigSchema.safeParse(found);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigUnreadableError(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { rpc, nodes, trust, keys, rollFiles, demo, ...rest } = parsed.data;
  const absolute = (at: string) => new URL(at, page).href;
  return {
    ...rest,
    rpc: absolute(rpc),
    nodes: nodes?.map(absolute),
    trust: absolute(trust),
    keys: absolute(keys),
    ...(rollFiles !== undefined && { rollFiles: absolute(rollFiles) }),
    demo: demo === null ? null : { url: absolute(demo.url) },
  };
}
