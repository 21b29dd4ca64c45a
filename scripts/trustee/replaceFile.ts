import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { HanpyoError, told } from "../../sdk/errors.ts";

/** Steps after each of which the machine may die. */
export type Step = "locked" | "half written" | "written" | "renamed";

export class KeyFileBusyError extends HanpyoError {
  constructor(file: string, pid: number) {
    super(
      "KEY_FILE_BUSY",
      told`Program ${{ pid }} is writing ${{ file }}`,
      "Run the command again when that one has ended",
    );
  }
}

/**
 * Gives a file new content so that, whenever the machine dies, it is the earlier one or the new one as a whole: a new
 * file beside it, on disk, takes its name. `change` sees no other program's change in between.
 * Throws `KeyFileBusyError`.
 * @param reached Called after each step.
 */
export async function replaceFile(
  file: string,
  change: () => Promise<string>,
  reached: (step: Step) => void = () => {},
): Promise<void> {
  const [lock, next] = [`${file}.lock`, `${file}.new`];
  takeLock(lock, file);
  try {
    reached("locked");
    const text = await change();
    // What a program that died left of its own new file was never anything.
    rmSync(next, { force: true });
    const half = text.length >> 1;
    writeFileSync(next, text.slice(0, half), { mode: 0o600, flag: "wx", flush: true });
    reached("half written");
    writeFileSync(next, text.slice(half), { flag: "a", flush: true });
    reached("written");
    renameSync(next, file);
    syncFolder(dirname(file));
    reached("renamed");
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A lock whose program is gone is nobody's. */
function takeLock(lock: string, file: string): void {
  if (existsSync(lock)) {
    const pid = Number(readFileSync(lock, "utf8"));
    if (pid > 0 && isRunning(pid)) throw new KeyFileBusyError(file, pid);
    rmSync(lock, { force: true });
  }
  try {
    writeFileSync(lock, String(process.pid), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "EEXIST") throw error;
    throw new KeyFileBusyError(file, Number(readFileSync(lock, "utf8")));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { readonly code?: unknown }).code === "EPERM";
  }
}

/** Not every system lets a folder be synced. */
function syncFolder(folder: string): void {
  try {
    const opened = openSync(folder, "r");
    fsyncSync(opened);
    closeSync(opened);
  } catch {
    // The name is then written when the system does.
  }
}
