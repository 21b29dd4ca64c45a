import { ZeroAddress } from "ethers";
import type { ElectionFacts } from "./electionFacts.ts";
import { isSame, type Line, type RegistryLine, type Role } from "./line.ts";
import { seatReason } from "./seatValidity.ts";
import type { Stated, View } from "./statement.ts";

/** P15.7: every holder of an office since the registry's creation, and the recovery body. */
export function registryStatements({ lines }: View, { rolls, election }: ElectionFacts): readonly Stated[] {
  const { registry } = rolls;
  const offices = registry.holders.flatMap(({ role, account, from, until }): readonly Stated[] => [
    {
      statement: "officeSeat",
      address: account,
      reason: seatReason(lines, role, account, from, until ?? election.sharesDueAt),
    },
    { statement: "registryLine", address: account, reason: registryLineReason(lines, role, account, registry) },
  ]);
  const { recoveryBody } = registry;
  const none = registry.holders.length === 0;
  const reason = none ? "no office that ever held it is known" : "";
  const first: readonly Stated[] = [{ statement: "registry", address: registry.address, reason }];
  if (isSame(recoveryBody, ZeroAddress)) return [...first, ...offices];
  const { createdAt, sharesDueAt } = election;
  return [
    ...first,
    ...offices,
    {
      statement: "recoverySeat",
      address: recoveryBody,
      reason:
        seatReason(lines, "recovery", recoveryBody, createdAt, sharesDueAt) ||
        registryLineReason(lines, "recovery", recoveryBody, registry),
    },
  ];
}

function registryLineReason(
  lines: readonly Line[],
  role: Role,
  account: string,
  registry: ElectionFacts["rolls"]["registry"],
): string {
  const own = lines.filter(
    (line): line is RegistryLine =>
      line.kind === "registry" &&
      line.role === role &&
      isSame(line.account, account) &&
      isSame(line.registry, registry.address),
  );
  const fits = own.some(
    ({ rotationDelay, recoveryBody }) =>
      rotationDelay === registry.rotationDelay && isSame(recoveryBody, registry.recoveryBody),
  );
  return fits ? "" : own.length === 0 ? "no line of this account over the registry" : "its line is of other terms";
}
