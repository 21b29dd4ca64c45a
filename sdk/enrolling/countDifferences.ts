import { comparable } from "../election/plainText.ts";
import { HanpyoError, told } from "../errors.ts";
import type { OfficeCounts } from "./officeAnswers.ts";

/** A district whose number of eligible residents the two offices do not agree on; 0 where an office does not have it. */
export type CountDifference = { readonly district: string; readonly registrar: number; readonly approver: number };

export class CountsIncomparableError extends HanpyoError {
  constructor(first: Pick<OfficeCounts, "role" | "registry">, second: Pick<OfficeCounts, "role" | "registry">) {
    super(
      "COUNTS_INCOMPARABLE",
      told`These are counts of the ${{ role: first.role }} of ${{ registry: first.registry }} and of the ${{ otherRole: second.role }} of ${{ otherRegistry: second.registry }}`,
      "Give the addresses of the registrar and of the approver of one registry, in this order",
    );
  }
}

/**
 * Where the two offices' counts per district differ (P12.12). Equal counts prove no equal books: of two people whom one
 * office each knows alone, in one district, nothing is seen. Throws `CountsIncomparableError`.
 */
export function countDifferences(registrar: OfficeCounts, approver: OfficeCounts): readonly CountDifference[] {
  const isPair =
    registrar.role === "registrar" &&
    approver.role === "approver" &&
    registrar.chainId === approver.chainId &&
    registrar.registry.toLowerCase() === approver.registry.toLowerCase();
  if (!isPair) throw new CountsIncomparableError(registrar, approver);
  const counts = new Map<string, CountDifference>();
  for (const { role, districts } of [registrar, approver]) {
    for (const { district, eligible } of districts) {
      const key = comparable(district);
      const before = counts.get(key) ?? { district, registrar: 0, approver: 0 };
      counts.set(key, { ...before, [role]: before[role] + eligible });
    }
  }
  return [...counts.values()].filter((count) => count.registrar !== count.approver);
}
