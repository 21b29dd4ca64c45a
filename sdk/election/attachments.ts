import { sha256 } from "ethers";
import { z } from "zod/mini";

/** Bytes of the largest picture, and of the largest paper. */
export const MOST_PICTURE_BYTES = 500_000;
export const MOST_PAPER_BYTES = 5_000_000;

/** What a picture may be: formats that every browser shows, and that hold no scripts; with the ends of their names. */
export const PICTURE_TYPES = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" } as const;
export type PictureType = keyof typeof PICTURE_TYPES;
const PICTURES = Object.keys(PICTURE_TYPES) as [PictureType, ...PictureType[]];

const byLanguage = z.record(z.string(), z.string());
const digest = z.string().check(z.regex(/^0x[0-9a-f]{64}$/));
const size = (most: number) => z.int().check(z.minimum(1), z.maximum(most));
/** Millionths of a degree: JSON of a content has whole numbers alone. */
const degrees = (most: number) => z.int().check(z.minimum(-most * 1_000_000), z.maximum(most * 1_000_000));

/** What an option of content version 2 may show beside its texts (P3.1). Files are named by their SHA-256 alone. */
export const attachmentFields = {
  /** `alt` says in words what it shows. */
  picture: z.optional(
    z.strictObject({ sha256: digest, bytes: size(MOST_PICTURE_BYTES), type: z.enum(PICTURES), alt: byLanguage }),
  ),
  /** A PDF. */
  paper: z.optional(z.strictObject({ sha256: digest, bytes: size(MOST_PAPER_BYTES), title: byLanguage })),
  /** Where it is: in words, and as WGS 84 where that helps. */
  place: z.optional(
    z.strictObject({
      name: byLanguage,
      at: z.optional(z.strictObject({ latitude: degrees(90), longitude: degrees(180) })),
    }),
  ),
};

const ofOption = z.strictObject(attachmentFields);
export type OptionAttachments = Readonly<z.infer<typeof ofOption>>;

/** A file that an option names: what it must be, and how it is called where the page lies. */
export type AttachedFile = {
  readonly sha256: string;
  readonly bytes: number;
  readonly type: PictureType | "application/pdf";
};

/** The files that options name, in their order. */
export function attachedFiles(options: readonly OptionAttachments[]): readonly AttachedFile[] {
  return options.flatMap(({ picture, paper }) => [
    ...(picture === undefined ? [] : [pictureFile(picture)]),
    ...(paper === undefined ? [] : [paperFile(paper)]),
  ]);
}

export function pictureFile({ sha256, bytes, type }: NonNullable<OptionAttachments["picture"]>): AttachedFile {
  return { sha256, bytes, type };
}

export function paperFile({ sha256, bytes }: NonNullable<OptionAttachments["paper"]>): AttachedFile {
  return { sha256, bytes, type: "application/pdf" };
}

/** How a file is called in the page's folder `files`: whoever serves it cannot give another in its place unseen. */
export function attachmentName({ sha256, type }: Pick<AttachedFile, "sha256" | "type">): string {
  return `${sha256.slice(2)}.${type === "application/pdf" ? "pdf" : PICTURE_TYPES[type]}`;
}

/** Whether bytes are the file that was frozen. */
export function isAttachment(bytes: Uint8Array, file: AttachedFile): boolean {
  return bytes.length === file.bytes && typeOfBytes(bytes) === file.type && sha256(bytes) === file.sha256;
}

/** What a file is by its first bytes, whatever it is called; nothing where no option can name it. */
export function typeOfBytes(bytes: Uint8Array): AttachedFile["type"] | undefined {
  const starts = (at: number, ...expected: readonly number[]) => expected.every((byte, i) => bytes[at + i] === byte);
  const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
  if (starts(0, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (starts(0, 0x89, ...ascii("PNG\r\n\u001a\n"))) return "image/png";
  if (starts(0, ...ascii("RIFF")) && starts(8, ...ascii("WEBP"))) return "image/webp";
  return starts(0, ...ascii("%PDF-")) ? "application/pdf" : undefined;
}
