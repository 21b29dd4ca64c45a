import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { HanpyoError } from "../../sdk/errors.ts";

/** SQLite's code of a file that another connection has locked. */
const BUSY = 5;

export class DeployBusyError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(name: string, folder: string) {
    super(
      "DEPLOY_BUSY",
      `Another program deploys ${name} from ${folder} now`,
      "Wait until it has ended, and run the same command again: it does only what is missing",
    );
    this.reasonInKorean = `배포 이름: ${name} (${folder}).`;
  }
}

/**
 * Runs `work` while no other program of this machine deploys the same name from the same folder: two at once would make
 * two boards. The system gives the lock back when a program ends, however it ends; its empty file stays.
 * Throws `DeployBusyError`.
 */
export async function whileLocked<T>(folder: string, name: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, `${name}.lock`));
  try {
    try {
      lock.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
    } catch (error) {
      if ((error as { readonly errcode?: number }).errcode === BUSY) throw new DeployBusyError(name, folder);
      throw error;
    }
    return await work();
  } finally {
    lock.close();
  }
}
