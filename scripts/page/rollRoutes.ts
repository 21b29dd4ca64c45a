import { existsSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { INDEX_FILE } from "../rollFiles/buildSnapshot.ts";
import { fileAnswer } from "./fileAnswer.ts";

const ROOT = /^0x[0-9a-f]{64}$/;
const FILE = /^(index\.json|[a-z]+(-[0-9]{5})?\.bin)$/;

/**
 * Gives out rolls as files (P1.7, P13.5) at `rolls/ROOT/FILE` below the page.
 * @param folder With a folder for every root.
 * @param missing Called for an index that is not there; may write it.
 */
export function rollRoutes(folder: string, missing: (root: string) => Promise<void> = async () => {}): Hono {
  return new Hono().get("/rolls/:root/:file", async (context) => {
    const { root, file } = context.req.param();
    if (!ROOT.test(root) || !FILE.test(file)) return context.text("There is nothing here", 404);
    const path = join(folder, root, file);
    if (!existsSync(path) && file === INDEX_FILE) await missing(root);
    if (!existsSync(path)) return context.text("There is nothing here", 404);
    const type = file === INDEX_FILE ? "application/json" : "application/octet-stream";
    // What a root names never changes; an index could be of files that were written wrongly.
    const cache = file === INDEX_FILE ? "no-cache" : "public, max-age=31536000";
    return fileAnswer(context, path, { "Content-Type": type, "Cache-Control": cache });
  });
}
