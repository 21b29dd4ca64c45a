import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Wallet } from "ethers";
import {
  KeystoreUnaskedError,
  keepOrganizerKey,
  newOrganizerKey,
  ORGANIZER_KEY,
  OrganizerKeyMalformedError,
  OrganizerKeyMissingError,
  organizerAccount,
} from "../../../scripts/checkout/organizerKey.ts";
import { FileExistsError } from "../../../scripts/terminal/checkedFile.ts";
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

  it("is asked of the keystore again after a wrong password, and no more once it was given", async () => {
    delete process.env[ORGANIZER_KEY];
    const { isTTY } = process.stdin;
    process.stdin.isTTY = true;
    const answers = ["0xdeadbeef", wallet.privateKey];
    const ask = async () => answers.shift() ?? "";
    try {
      await errorOf(organizerAccount(undefined, ask), OrganizerKeyMalformedError);
      for (const _ of [1, 2, 3]) expect((await organizerAccount(undefined, ask)).address).to.equal(wallet.address);
      expect(answers).to.deep.equal([]);
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

  it("is made into a new file that nobody else reads, and that --key-file takes", async () => {
    const file = join(folder, "new.key");
    const address = newOrganizerKey(file);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect((await organizerAccount(file)).address).to.equal(address);
    expect(() => newOrganizerKey(file)).to.throw(FileExistsError);
    expect(newOrganizerKey(join(folder, "other.key"))).not.to.equal(address);
  });

  it("is not asked for without a terminal: what to do instead is said", async () => {
    const error = await errorOf(keepOrganizerKey(false), KeystoreUnaskedError);
    expect(error.remedy).to.include("in a terminal").and.include(ORGANIZER_KEY).and.include("--key-file FILE");
  });
});
