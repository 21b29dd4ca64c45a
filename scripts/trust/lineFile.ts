import { z } from "zod";
import { type Line, lineSchema } from "../../sdk/trust/line.ts";
import { TrustFileInvalidError } from "../../sdk/trust/trustFile.ts";
import { jsonFrom, writeNew } from "../terminal/checkedFile.ts";

const envelope = z.strictObject({ format: z.literal("hanpyo-trust-line-1"), line: z.unknown() });

/** Writes one signed line, on its way to the organizer. Throws `FileExistsError`. */
export function writeLine(file: string, line: Line): void {
  writeNew(file, { format: "hanpyo-trust-line-1", line });
}

/** Reads the form of a line; its signature is verified when it is added. Throws `TrustFileInvalidError`. */
export function readLine(file: string): Line {
  const outer = envelope.safeParse(jsonFrom(file));
  const line = lineSchema.safeParse(outer.data?.line);
  if (!line.success) throw new TrustFileInvalidError(`${file} holds no line`);
  return line.data;
}
