import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Wallet } from "ethers";
import {
  ORGANIZER_KEY,
  OrganizerKeyMalformedError,
  OrganizerKeyMissingError,
  organizerAccount,
} from "../../../scripts/checkout/organizerKey.ts";
import { errorOf } from "../../errorOf.ts";

describe("the organizer's account", () => {
  const earlier = process.env[ORGANIZER_KEY];
  const wallet = Wallet.createRandom();
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-key-"));
  });

  afterEach(() => {
    if (earlier === undefined) delete process.env[ORGANIZER_KEY];
    else process.env[ORGANIZER_KEY] = earlier;
  });

  after(() => rmSync(folder, { recursive: true }));

  it("comes from a file first, then from the environment", async () => {
    process.env[ORGANIZER_KEY] = wallet.privateKey;
    expect((await organizerAccount()).address).to.equal(wallet.address);
    const other = Wallet.createRandom();
    writeFileSync(join(folder, "key"), `${other.privateKey}\n`);
    expect((await organizerAccount(join(folder, "key"))).address).to.equal(other.address);
  });

  it("is missing where nobody can be asked for the keystore's password", async () => {
    delete process.env[ORGANIZER_KEY];
    const { isTTY } = process.stdin;
    process.stdin.isTTY = false;
    try {
      const error = await errorOf(organizerAccount(), OrganizerKeyMissingError);
      expect(error.remedy).to.include("account set");
    } finally {
      process.stdin.isTTY = isTTY;
    }
  });

  it("is refused when malformed, without a trace of the value", async () => {
    process.env[ORGANIZER_KEY] = "0xdeadbeef";
    const error = await errorOf(organizerAccount(), OrganizerKeyMalformedError);
    expect(error.what).to.equal(`What ${ORGANIZER_KEY} holds is not a private key`);
    expect(error.message).not.to.include("deadbeef");
  });
});
