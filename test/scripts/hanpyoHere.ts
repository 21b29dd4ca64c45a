import { runWords } from "../../scripts/program/runWords.ts";

/** What a command said, and its exit code. */
export type Said = { readonly code: number; readonly out: string; readonly err: string };

/**
 * Runs a command in this process to its end, as the command line does: what the person would have seen on standard
 * output and standard error, and the exit code. For what depends on the process itself (signals, streams that close) there
 * is `hanpyo`.
 * @param env What differs in the environment; undefined takes a variable away. The language is English unless it says otherwise.
 */
export async function hanpyoHere(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Said> {
  const { argv, exitCode: earlier } = process;
  const { isTTY } = process.stdin;
  const changed = { LC_ALL: "C", ...env };
  const environment = Object.keys(changed).map((name) => [name, process.env[name]] as const);
  const [stdout, stderr] = [process.stdout.write, process.stderr.write];
  const said = { out: "", err: "" };
  const into = (name: keyof typeof said) =>
    ((text: string | Uint8Array, ...more: unknown[]) => {
      said[name] += typeof text === "string" ? text : Buffer.from(text).toString("utf8");
      const done = more.findLast((one) => typeof one === "function") as (() => void) | undefined;
      done?.();
      return true;
    }) as typeof process.stdout.write;
  for (const [name, value] of Object.entries(changed)) setVariable(name, value);
  process.argv = [process.execPath, "hanpyo", ...words];
  process.exitCode = undefined;
  process.stdin.isTTY = false;
  process.stdout.write = into("out");
  process.stderr.write = into("err");
  try {
    await runWords();
    return { code: Number(process.exitCode ?? 0), ...said };
  } finally {
    Object.assign(process.stdout, { write: stdout });
    Object.assign(process.stderr, { write: stderr });
    Object.assign(process, { argv, exitCode: earlier });
    process.stdin.isTTY = isTTY;
    for (const [name, value] of environment) setVariable(name, value);
  }
}

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
