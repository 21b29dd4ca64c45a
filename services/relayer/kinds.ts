import { actKind } from "./actKind.ts";
import { ballotKind } from "./ballotKind.ts";
import type { PackageKind } from "./kept.ts";
import type { Kind } from "./kind.ts";

const KINDS: Readonly<Record<PackageKind, Kind>> = { ballot: ballotKind, act: actKind };

/** What is particular to a package. */
export function kindOf({ kind }: { readonly kind: PackageKind }): Kind {
  return KINDS[kind];
}
