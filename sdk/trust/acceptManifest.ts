import { HanpyoError, told } from "../errors.ts";
import { type Anchor, anchorOf } from "./anchor.ts";
import { type Manifest, manifestHash } from "./manifest.ts";
import { type TrustFile, TrustFileInvalidError } from "./trustFile.ts";

/** A trust file whose last manifest was accepted (P15.6). */
export type AcceptedTrust = {
  readonly file: TrustFile;
  /** What the gazette says. */
  readonly anchor: Anchor;
  /** What the gazette covers. */
  readonly anchored: Manifest;
  /** What the municipality says now. */
  readonly latest: Manifest;
};

export class TrustAnchorForeignError extends HanpyoError {
  constructor(anchor: Anchor, found: Anchor) {
    super(
      "TRUST_ANCHOR_FOREIGN",
      told`The anchor is of ${{ given: whose(anchor) }}, the manifest of ${{ found: whose(found) }}`,
      "Compare both with the official gazette: one of them is of somebody else",
    );
  }
}

/** The alarm: two manifests of one serial were signed. */
export class TrustForkedError extends HanpyoError {
  constructor(serial: number, known: string, found: string) {
    super(
      "TRUST_FORKED",
      told`Of serial ${{ serial }} there are two manifests: ${{ known }}, and here ${{ found }}`,
      "Trust neither: tell the municipality and everybody who compares, and look into the official gazette",
    );
  }
}

/** A file that ends before the manifest that is known. */
export class TrustFileOldError extends HanpyoError {
  constructor(known: Anchor, serial: number) {
    super(
      "TRUST_FILE_OLD",
      told`The file ends with manifest ${{ serial }}, but manifest ${{ knownSerial: known.serial }} (${{ manifest: known.manifest }}) is known`,
      "Get the municipality's present trust file",
    );
  }
}

/**
 * Accepts the last manifest of a file that was read by `parseTrustFile`.
 * @param lastSeen The last manifest that this device has accepted, if any.
 * Throws `TrustFileInvalidError` for a file without a manifest, `TrustAnchorForeignError`, `TrustForkedError` or
 * `TrustFileOldError`.
 */
export function acceptManifest(file: TrustFile, anchor: Anchor, lastSeen?: Anchor): AcceptedTrust {
  const latest = file.manifests.at(-1);
  if (latest === undefined) throw new TrustFileInvalidError("it holds no manifest");
  const anchored = requireKnown(file, latest, anchor);
  if (lastSeen !== undefined) requireKnown(file, latest, lastSeen);
  return { file, anchor, anchored, latest };
}

/** The manifest that an anchor means. */
function requireKnown(file: TrustFile, latest: Manifest, anchor: Anchor): Manifest {
  const found = anchorOf(latest);
  if (whose(anchor) !== whose(found)) throw new TrustAnchorForeignError(anchor, found);
  const meant = file.manifests[anchor.serial - 1];
  if (meant === undefined) throw new TrustFileOldError(anchor, latest.serial);
  const hash = manifestHash(meant);
  if (hash !== anchor.manifest) throw new TrustForkedError(anchor.serial, anchor.manifest, hash);
  return meant;
}

function whose({ municipality, chainId, organizer }: Anchor): string {
  return `${municipality} on chain ${chainId}, organizer ${organizer.toLowerCase()}`;
}
