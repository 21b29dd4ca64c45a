import { spawn } from "node:child_process";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";

/** How a run of the command line ended. */
export type Ended = {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
};

/** Runs the command line; `until` may close its output or send it a signal, `env` add to the environment. */
export function hanpyo(
  args: readonly string[],
  until: (child: ReturnType<typeof spawn>) => void = () => {},
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [`${projectRoot}scripts/hanpyo.ts`, ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout?.on("data", (chunk) => (out += chunk));
  child.stderr?.on("data", (chunk) => (err += chunk));
  until(child);
  return new Promise((fulfil) => child.once("close", (code, signal) => fulfil({ code, signal, out, err })));
}
