import { Hono } from "hono";
import { type AttachedFile, attachmentName } from "../../sdk/election/attachments.ts";
import { fileAnswer } from "./fileAnswer.ts";
import { FOR_EVER } from "./pageFiles.ts";

/** A picture or paper on this machine. */
export type StoredAttachment = Pick<AttachedFile, "sha256" | "type"> & { readonly path: string };

/** Gives out pictures and papers of options at `files/NAME` below the page (P3.1): those alone, each by its digest. */
export function attachmentRoutes(files: readonly StoredAttachment[]): Hono {
  const named = new Map(files.map((file) => [attachmentName(file), file]));
  return new Hono().get("/files/:name", (context) => {
    const file = named.get(context.req.param("name"));
    if (file === undefined) return context.text("There is nothing here", 404);
    return fileAnswer(context, file.path, { "Content-Type": file.type, "Cache-Control": FOR_EVER });
  });
}
