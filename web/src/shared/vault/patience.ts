import { HanpyoError } from "../../../../sdk/errors.ts";

/** Milliseconds that the browser's store may take for one thing. */
const PATIENCE = 5_000;

/** The browser's store gives no answer, as some do after another tab or an update blocked it. */
export class VaultSilentError extends HanpyoError {
  constructor() {
    super(
      "VAULT_SILENT",
      `This browser's store gave no answer within ${PATIENCE / 1_000} seconds`,
      "Close the other tabs of this page and open it again",
    );
  }
}

/** What the browser's store answers. Throws `VaultSilentError` where it does not. */
export async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new VaultSilentError()), PATIENCE);
  });
  return Promise.race([work, silence]).finally(() => clearTimeout(timer));
}
