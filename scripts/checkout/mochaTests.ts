import { relative } from "node:path";
import process from "node:process";
import hre from "hardhat";
import Mocha from "mocha";
import { projectRoot } from "./projectRoot.ts";
import type { Count } from "./testCount.ts";

/**
 * Counts what really ran. Hardhat's own count takes tests that were skipped, or never reached because a hook before
 * them failed, for passed ones.
 */
class CountingReporter extends Mocha.reporters.Spec {
  static last: Count = { passed: 0, failed: 0, skipped: 0 };
  readonly #seconds = new Map<string, number>();

  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    let since = performance.now();
    runner.on("suite end", ({ file, parent }) => {
      if (file === undefined || !parent?.root) return;
      this.#seconds.set(file, (this.#seconds.get(file) ?? 0) + (performance.now() - since) / 1000);
      since = performance.now();
    });
  }

  override done(failures: number, fn?: (failures: number) => void): void {
    const slowest = [...this.#seconds].sort(([, a], [, b]) => b - a).slice(0, 15);
    console.log("  the longest files, in seconds, their hooks among them:");
    for (const [file, seconds] of slowest) {
      console.log(`  ${seconds.toFixed(0).padStart(5)}  ${relative(projectRoot, file)}`);
    }
    const { passes, failures: failing, pending } = this.stats;
    CountingReporter.last = { passed: passes, failed: failing, skipped: pending };
    fn?.(failures);
  }
}

/** Mocha tests of the files given, in a process of their own that tells the one that began it how many passed. */
hre.config.test.mocha.reporter = CountingReporter;
await hre.tasks.getTask(["test", "mocha"]).run({ noCompile: true, testFiles: process.argv.slice(2) });
process.send?.(CountingReporter.last);
