import { ContractRefusedError } from "../../sdk/chain/contracts.ts";

/** A contract took what its rules forbid: the tour shows nothing that holds. */
class NotRefusedError extends Error {
  constructor(name: string) {
    super(`The contract did not refuse with ${name}: its rules do not hold`);
  }
}

/** Waits for the refusal that a rule demands, and gives its name. Throws `NotRefusedError` where it does not come. */
export async function refusal(work: Promise<unknown>, name: string): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ContractRefusedError && error.refusal === name) return name;
    throw error;
  }
  throw new NotRefusedError(name);
}
