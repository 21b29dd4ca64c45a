import type { Casting } from "../../shared/vault/castings.ts";

/**
 * What shows anybody that a relayer broke its promise: the ballot, and the signature under which the relayer took it.
 * It holds neither choices nor identity; whoever has it may also submit the ballot.
 */
export function omissionEvidence({ tracker, file, relayer, acknowledgement }: Casting): string {
  const bundle = {
    format: "hanpyo-omission-1",
    ...{ tracker, relayer },
    acknowledgement: JSON.parse(acknowledgement as string) as unknown,
    package: JSON.parse(file) as unknown,
  };
  return `${JSON.stringify(bundle, undefined, 2)}\n`;
}
