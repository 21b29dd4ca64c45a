import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { DeployBusyError, whileLocked } from "../../../scripts/clerk/deployLock.ts";
import { errorOf } from "../../errorOf.ts";

describe("The lock of a deployment", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-lock-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("lets one in at a time, each name by itself, and is free again after success and failure", async () => {
    await whileLocked(folder, "town", async () => {
      const error = await errorOf(
        whileLocked(folder, "town", async () => {}),
        DeployBusyError,
      );
      expect(error.what).to.include("town");
      expect(await whileLocked(folder, "other", async () => 1)).to.equal(1);
    });
    await errorOf(
      whileLocked(folder, "town", async () => {
        throw new RangeError("failed");
      }),
      RangeError,
    );
    expect(await whileLocked(folder, "town", async () => 2)).to.equal(2);
  });

  it("is held against another program, and is free once that was killed", async () => {
    const code = `import { whileLocked } from "${projectRoot}scripts/clerk/deployLock.ts";
      await whileLocked(${JSON.stringify(folder)}, "town", async () => {
        console.log("held");
        await new Promise((fulfil) => setTimeout(fulfil, 60_000));
      });`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", code]);
    await once(child.stdout, "data");
    await errorOf(
      whileLocked(folder, "town", async () => {}),
      DeployBusyError,
    );
    child.kill("SIGKILL");
    await once(child, "close");
    expect(await whileLocked(folder, "town", async () => 3)).to.equal(3);
  });
});
