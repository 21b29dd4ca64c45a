import { cpus, totalmem } from "node:os";

/** What a measurement ran on, in one line. */
export function machine(): string {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${memory}, Node ${process.versions.node}`;
}
