import { type KeyObject, randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { SignJWT } from "jose";
import { z } from "zod";

/**
 * The form of a gateway between an office and a population register (P28.12). This one answers from a CSV file; a
 * municipality puts its own access to the register in the place of `Residents`, and checks there that the office may ask
 * and that the person has consented.
 */
export type Resident = {
  readonly districts: readonly string[];
  /** YYYY-MM-DD. */
  readonly adultAt: string;
  readonly electoralRight: boolean;
  /** ISO 8601: the state of the register that this is. */
  readonly asOf: string;
};

/** What a register knows of a person; nothing if it does not know the person. */
export type Residents = (person: string) => Promise<Resident | undefined>;

export type GatewaySettings = {
  readonly residents: Residents;
  /** On P-256: signs answers; the office's file has its public half with `kid`. */
  readonly key: KeyObject;
  readonly kid: string;
  /** The accounts of the offices that may ask. */
  readonly offices: readonly string[];
  /** Milliseconds. */
  readonly clock: () => number;
};

const questionSchema = z.strictObject({
  person: z.string().min(1).max(128),
  case: z.uuid(),
  office: z.string().max(64),
  nonce: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
});

/** A gateway's HTTP interface. It writes no log: whoever runs it keeps `messageId` with the case where the law asks. */
export function gatewayApp({ residents, key, kid, offices, clock }: GatewaySettings): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: 4_096 }));
  app.post("/residents", async (context) => {
    const question = questionSchema.safeParse(await context.req.json().catch(() => undefined));
    if (!question.success) return context.body(null, 400);
    const { person, office, nonce } = question.data;
    if (!offices.includes(office)) return context.body(null, 403);
    const resident = await residents(person);
    const answer = { person, found: resident !== undefined, ...resident, messageId: randomUUID(), nonce };
    const statement = await new SignJWT(answer)
      .setProtectedHeader({ alg: "ES256", kid })
      .setAudience(office)
      .setIssuedAt(Math.floor(clock() / 1_000))
      .sign(key);
    return context.body(statement, 200, { "Content-Type": "application/jwt" });
  });
  return app;
}

const rowsSchema = z.array(
  z.strictObject({
    person: z.string().min(1),
    districts: z.string().min(1),
    adultAt: z.iso.date(),
    electoralRight: z.enum(["yes", "no"]),
  }),
);

/** Residents of a CSV file with the columns person, districts (with blanks between them), adultAt, electoralRight. */
export function residentsOf(csv: string, asOf: string): Residents {
  const rows = rowsSchema.parse(parse(csv, { columns: true, skip_empty_lines: true, bom: true }));
  const known = new Map(
    rows.map(({ person, districts, adultAt, electoralRight }) => [
      person,
      { districts: districts.split(" "), adultAt, electoralRight: electoralRight === "yes", asOf },
    ]),
  );
  return async (person) => known.get(person);
}
