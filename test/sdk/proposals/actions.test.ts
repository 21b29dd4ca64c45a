import { expect } from "chai";
import { zeroPadValue } from "ethers";
import hre from "hardhat";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import {
  changeMessage,
  isSupport,
  LAST_VERSION,
  plainSubject,
  postMessage,
  postScope,
  proposalId,
  signalOf,
  subjectHash,
  supportScope,
} from "../../../sdk/proposals/actions.ts";
import type { ContractWith } from "../../contracts/contractWith.ts";
import { seededRandom } from "../seededRandom.ts";

type Calculator = ContractWith<
  "postScope" | "supportScope" | "subject" | "postMessage" | "changeMessage" | "proposalId" | "signal"
>;

describe("Actions on proposals", () => {
  const random = seededRandom("actions on proposals");
  const number = (bytes: number) => BigInt(`0x${Buffer.from(random(bytes)).toString("hex")}`);
  const hash = () => `0x${number(32).toString(16).padStart(64, "0")}`;
  const place = () => ({ chainId: number(4), proposals: zeroPadValue(`0x01${hash().slice(4, 40)}`, 20) });
  let calculator: Calculator;
  before(async () => {
    const { ethers } = await hre.network.create();
    calculator = (await ethers.deployContract("ProposalCalculator")) as unknown as Calculator;
  });

  it("have the scopes, messages and ids of the contract", async () => {
    for (let i = 0; i < 20; i++) {
      const at = place();
      const slot = { limitKey: hash(), periodLength: Number(number(4)), period: Number(number(4)), slot: i };
      const subject = { templateHash: hash(), digest: hash(), cell: hash(), cost: number(6) };
      const id = number(31);
      const of = [at.chainId, at.proposals] as const;
      const { limitKey, periodLength, period } = slot;
      expect(postScope(at, slot)).to.equal(await calculator.postScope(...of, limitKey, periodLength, period, i));
      expect(supportScope(at, id)).to.equal(await calculator.supportScope(...of, id));
      const { templateHash, digest, cell, cost } = subject;
      const hashed: string = await calculator.subject(templateHash, digest, cell, cost);
      expect(subjectHash(subject)).to.equal(hashed);
      expect(postMessage(subject)).to.equal(await calculator.postMessage(hashed, digest));
      expect(changeMessage(id, i)).to.equal(await calculator.changeMessage(id, i));
      const [root, nullifier] = [number(31), number(31)];
      expect(proposalId(at, subject, root, nullifier)).to.equal(
        await calculator.proposalId(...of, hashed, root, nullifier),
      );
      expect(signalOf(hashed)).to.equal(await calculator.signal(hashed));
      expect(signalOf(hashed) < FIELD_ORDER && proposalId(at, subject, root, nullifier) < 2n ** 248n).to.equal(true);
    }
  });

  it("differ in everything that they bind", () => {
    const at = { chainId: 1n, proposals: `0x${"01".repeat(20)}` };
    const elsewhere = [
      { ...at, chainId: 2n },
      { ...at, proposals: `0x${"02".repeat(20)}` },
    ];
    const slot = { limitKey: hash(), periodLength: 100, period: 5, slot: 0 };
    const slots = [
      { ...slot, limitKey: hash() },
      { ...slot, periodLength: 101 },
      { ...slot, period: 6 },
    ];
    const scopes = [
      ...[at, ...elsewhere].flatMap((one) => [postScope(one, slot), supportScope(one, 7n)]),
      ...[...slots, { ...slot, slot: 1 }].map((other) => postScope(at, other)),
      supportScope(at, 8n),
    ];
    expect(new Set(scopes).size).to.equal(scopes.length);

    const subject = plainSubject(hash(), hash());
    const subjects = [
      subject,
      ...[{ templateHash: hash() }, { digest: hash() }, { cell: hash() }, { cost: 1n }].map((one) => ({
        ...subject,
        ...one,
      })),
    ];
    const ids = [
      ...subjects.map((one) => proposalId(at, one, 1n, 2n)),
      ...elsewhere.map((one) => proposalId(one, subject, 1n, 2n)),
      proposalId(at, subject, 3n, 2n),
      proposalId(at, subject, 1n, 3n),
    ];
    expect(new Set(ids).size).to.equal(ids.length);
    const messages = [...subjects.map(postMessage), ...[0, 1, 2].map((version) => changeMessage(7n, version))];
    expect(new Set([...messages, changeMessage(8n, 0)]).size).to.equal(messages.length + 1);
  });

  it("are supports and withdrawals in turn, seven of each", () => {
    const versions = Array.from({ length: LAST_VERSION + 1 }, (_, version) => version);
    expect(versions.filter(isSupport)).to.deep.equal([0, 2, 4, 6, 8, 10, 12]);
  });
});
