import { LISTR_LOGGER_STDERR_LEVELS, Listr, ListrLogger, ProcessOutput } from "listr2";
import type { Step, StepReport } from "./step.ts";

/**
 * Runs steps one after the other and shows them as they go: title, progress, elapsed time, gas.
 * @param output Where it is shown: stdout for a person, stderr where stdout carries data.
 */
export async function runSteps(steps: readonly Step[], output: NodeJS.WriteStream): Promise<StepReport[]> {
  const reports: StepReport[] = [];
  const list = new Listr(
    steps.map((step) => ({
      title: step.title,
      task: async (_context, task) => {
        const started = performance.now();
        let gas = 0n;
        const summary = await step.run({
          // Without a terminal every line would stay.
          say: (text) => {
            if (output.isTTY) task.output = text;
          },
          spent: (sent) => {
            gas += sent.gasUsed;
          },
        });
        const seconds = (performance.now() - started) / 1000;
        reports.push({ title: step.title, summary, gas: Number(gas), seconds });
        const cost = gas > 0n ? `, ${gas.toLocaleString("en")} gas` : "";
        task.title = `${step.title}: ${summary} (${seconds.toFixed(1)} s${cost})`;
      },
    })),
    {
      renderer: output.isTTY ? "default" : "simple",
      rendererOptions: { ...(output.isTTY && { collapseSubtasks: false }), logger: loggerTo(output) },
      fallbackRendererOptions: { logger: loggerTo(output) },
    } as never,
  );
  await list.run();
  return reports;
}

/** Renderers write where their logger does, which is standard output unless they are given one. */
function loggerTo(output: NodeJS.WriteStream): ListrLogger {
  const processOutput = new ProcessOutput(output, output);
  return new ListrLogger({ useIcons: true, toStderr: LISTR_LOGGER_STDERR_LEVELS, processOutput });
}
