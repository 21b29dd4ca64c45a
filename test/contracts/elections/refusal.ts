import { expect } from "chai";
import type { BaseContract } from "ethers";
import { ContractRefusedError, read } from "../../../sdk/chain/contracts.ts";
import type { Constitution } from "../../../sdk/election/constitution.ts";
import { creationOf, type FactoryContract } from "../electionFixture.ts";

/** In place of a field, where the rules of a ballot exclude each other. */
export const NO_EXAMPLE = "no legal ballot";

/** Expects a call to be refused with the custom error `name` of `contract` and exactly these arguments. */
export async function expectRefusal(
  call: Promise<unknown>,
  contract: BaseContract,
  name: string,
  ...args: readonly unknown[]
): Promise<void> {
  const refusal = expect(call, `not refused with ${name}`).to.be.revertedWithCustomError(contract, name);
  await (args.length === 0 ? refusal : refusal.withArgs(...args));
}

/**
 * The field that the factory refuses, `NO_EXAMPLE` if no ballot is legal, or undefined if it would create the election.
 */
export async function refusedField(factory: FactoryContract, constitution: Constitution): Promise<string | undefined> {
  try {
    await read(factory, "create", ...creationOf(constitution));
    return undefined;
  } catch (error) {
    if (error instanceof ContractRefusedError) {
      if (error.refusal === "InvalidConstitution") return error.args.field;
      if (error.refusal === "ExampleBallotIllegal") return NO_EXAMPLE;
    }
    throw error;
  }
}
