import type { AcceptedTrust } from "./acceptManifest.ts";

/** The contracts that add boxes up, by the manifest that the gazette covers (P15.7, P27.3); none without one. */
export function jointsOf(trust: AcceptedTrust | undefined): readonly string[] {
  return (trust?.anchored.code ?? []).flatMap(({ name, at }) => (name === "Joints" ? [at] : []));
}
