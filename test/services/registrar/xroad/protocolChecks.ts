import { addressChecks } from "./checks/address.ts";
import { errorChecks } from "./checks/errors.ts";
import { evidenceChecks } from "./checks/evidence.ts";
import { headerChecks } from "./checks/headers.ts";
import { metadataChecks } from "./checks/metadata.ts";
import type { ProtocolCheck } from "./checks/protocolCheck.ts";
import { responseChecks } from "./checks/responses.ts";

/** The 46 checks of a client by the published protocol; each starts a double of its own and throws where it fails. */
export const PROTOCOL_CHECKS: readonly ProtocolCheck[] = [
  ...addressChecks,
  ...headerChecks,
  ...responseChecks,
  ...errorChecks,
  ...metadataChecks,
  ...evidenceChecks,
];
