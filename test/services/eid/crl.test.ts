import { expect } from "chai";
import { CertificateRevocationList } from "pkijs";
import { covers, isListed, readCrl } from "../../../services/eid/crl.ts";
import { readInThread } from "../../../services/eid/listThread.ts";
import { errorOf } from "../../errorOf.ts";
import {
  basicConstraints,
  certify,
  derOf,
  ecKeys,
  keyUsage,
  name,
  type Party,
  revocationList,
} from "./ownAuthority.ts";

const NOW = 1_800_000_000;

describe("A list of revoked certificates", function () {
  this.timeout(60_000);
  let authority: Party;
  let cards: readonly Party[];
  const der = () => Uint8Array.from(derOf(authority));

  before(async () => {
    const subject = name([["2.5.4.3", "Listing"]]);
    const extensions = [basicConstraints(true), keyUsage(0x06)];
    authority = await certify({ keys: await ecKeys("P-256"), subject, extensions, now: NOW });
    const keys = await ecKeys("P-256");
    const card = () => certify({ keys, subject: name([["2.5.4.3", "card"]]), extensions: [], by: authority, now: NOW });
    cards = await Promise.all(Array.from({ length: 30 }, card));
  });

  it("has exactly the serial numbers that its authority wrote, in whatever order", async () => {
    const certificates = cards.map(({ certificate }) => certificate);
    const [listed, others] = [certificates.slice(0, 20), certificates.slice(20)];
    const list = await readCrl(await revocationList({ by: authority, now: NOW, revoked: listed }), der());
    expect(listed.map((one) => isListed(list, one))).to.deep.equal(listed.map(() => true));
    expect(others.map((one) => isListed(list, one))).to.deep.equal(others.map(() => false));
    expect(covers(list, others[0] as (typeof others)[0], true)).to.equal(true);
    const empty = await readCrl(await revocationList({ by: authority, now: NOW }), der());
    expect(isListed(empty, listed[0] as (typeof listed)[0])).to.equal(false);
  });

  it("is refused by the thread that reads it where it is none, and the thread reads the next", async () => {
    await errorOf(readInThread({ kind: "crl", bytes: new Uint8Array([1, 2, 3]), issuer: der() }), Error);
    const bytes = await revocationList({ by: authority, now: NOW });
    expect((await readInThread({ kind: "crl", bytes, issuer: der() })).serials.length).to.equal(0);
  });

  it("is refused where any one signed byte was changed", async () => {
    const bytes = await revocationList({ by: authority, now: NOW, revoked: [(cards[0] as Party).certificate] });
    const signed = CertificateRevocationList.fromBER(bytes).tbsView.length;
    for (let at = 0; at < signed; at += 3) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] as number) ^ 1;
      await errorOf(readCrl(changed, der()), Error);
    }
  });
});
