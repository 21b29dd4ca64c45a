// What the package @hanpyo/sdk gives under `/formats`: files that leave a machine, read and written (docs/formats.md).
export { acknowledgementSchema } from "../election/acknowledgement.ts";
export {
  type BallotPackage,
  ballotPackageSchema,
  encodeBallotPackage,
  parseBallotPackage,
} from "../election/ballotPackage.ts";
export { canonicalJson } from "../election/canonicalJson.ts";
export {
  type Content,
  contentHash,
  contentSchema,
  encodeContent,
  firstContentSchema,
  parseContent,
} from "../election/content.ts";
export { openingSchema } from "../election/opening.ts";
export { rollFilesSchema } from "../election/rollFiles.ts";
export { snapshotIndexSchema } from "../election/snapshotIndex.ts";
export { HanpyoError } from "../errors.ts";
export { type ActPackage, actPackageSchema, encodeActPackage, parseActPackage } from "../proposals/actPackage.ts";
export { textFileSchema } from "../proposals/textFile.ts";
export { omissionSchema } from "../relaying/omission.ts";
export { type Anchor, anchorLine, parseAnchorLine } from "../trust/anchor.ts";
export { parseTrustFile, type TrustFile, trustFileSchema } from "../trust/trustFile.ts";
export { archiveManifestSchema } from "../verify/archiveManifest.ts";
export { proposalRecordSchema } from "../verify/proposalRecord.ts";
export { type ElectionRecord, recordSchema } from "../verify/record.ts";
export { shareFileSchema } from "../verify/shareFile.ts";
export { verificationReportSchema } from "../verify/verificationReport.ts";
