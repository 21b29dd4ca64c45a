import { z } from "zod";

/** Content of an OpenAPI description: JSON by a schema, as it is sent (`input`) or answered (`output`). */
export function jsonContent(schema: z.core.$ZodType, io: "input" | "output" = "output"): Record<string, unknown> {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io }) as Record<string, unknown>;
  return { content: { "application/json": { schema: plain } } };
}
