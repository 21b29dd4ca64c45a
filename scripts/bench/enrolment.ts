import { deployShared } from "../../sdk/chain/deploy.ts";
import { withEarlier } from "../../sdk/chain/earlierEnrolment.ts";
import { enrol } from "../../sdk/chain/offices.ts";
import { enrolTogether, newOffice, newResident } from "../rehearsal/enrolment.ts";
import type { LocalChain } from "../rehearsal/localChain.ts";
import type { Figures } from "./figures.ts";

const BATCH = 30;
/** The year 2100. */
const FAR = 4_102_444_800;

/**
 * Gas of an enrolment among 30 that make a registry's first roll: signed as a whole (P1.11), and the same ones each with
 * its own vouchers.
 */
export async function enrolmentGas(chain: LocalChain): Promise<Figures> {
  const [registrar, approver, submitter] = [
    await chain.newAccount(),
    await chain.newAccount(),
    await chain.newAccount(),
  ];
  const accounts = { registrar: registrar.address, approver: approver.address };
  const { registry } = await deployShared({ ...accounts, rotationDelay: 1, isTest: true }, chain.funded);
  const { chainId } = await chain.provider.getNetwork();
  const id = { chainId, registry: registry.address };
  const offices = { registrar: newOffice(registrar), approver: newOffice(approver) };
  const entries = [];
  for (let number = 1; number <= BATCH; number++) {
    entries.push((await newResident(number, 1n, id, offices, FAR)).entry);
  }
  const before = await chain.provider.send("evm_snapshot", []);
  const together = await enrolTogether(entries, id, offices, submitter);
  await chain.provider.send("evm_revert", [before]);
  const singly = await enrol(registry.address, withEarlier([], entries), submitter);
  return {
    "gas.enrol.batch30": Math.round(Number(together.gasUsed) / BATCH),
    "gas.enrol.batch30.vouchers": Math.round(Number(singly.gasUsed) / BATCH),
  };
}
