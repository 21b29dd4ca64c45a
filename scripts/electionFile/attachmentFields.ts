import { z } from "zod";
import {
  MOST_PAPER_BYTES,
  MOST_PICTURE_BYTES,
  type OptionAttachments,
  PICTURE_TYPES,
  type PictureType,
} from "../../sdk/election/attachments.ts";
import type { ContentText } from "../../sdk/election/contentText.ts";

const bytes = (most: number) => z.number().int().min(1).max(most);
const degrees = (most: number) => z.number().min(-most).max(most);

/**
 * What an option of a file may show beside its texts. The page gives the files out of a folder of its own, by their
 * digests.
 * @param line The schema of a text in one line.
 * @param hashForm What a digest must be, in words.
 */
export function attachmentFields<T extends z.ZodType<ContentText, ContentText>>(line: T, hashForm: string) {
  const sha256 = z
    .string()
    .regex(/^0x[0-9a-f]{64}$/, hashForm)
    .meta({ description: "SHA-256 of the file, as `check FILE --files FOLDER` prints it" });
  return {
    picture: z
      .strictObject({
        sha256,
        bytes: bytes(MOST_PICTURE_BYTES),
        type: z.enum(Object.keys(PICTURE_TYPES) as [PictureType, ...PictureType[]]),
        alt: line,
      })
      .optional()
      .meta({ description: "A picture; alt says in words what it shows, for whoever does not see it" }),
    paper: z
      .strictObject({ sha256, bytes: bytes(MOST_PAPER_BYTES), title: line })
      .optional()
      .meta({ description: "A PDF to read further" }),
    place: z
      .strictObject({
        name: line,
        at: z.strictObject({ latitude: degrees(90), longitude: degrees(180) }).optional(),
      })
      .optional()
      .meta({ description: "Where it is: in words, and in degrees of WGS 84 where that helps" }),
  };
}

type Written = Pick<OptionAttachments, "picture" | "paper"> & {
  readonly place?:
    | {
        readonly name: ContentText;
        readonly at?: { readonly latitude: number; readonly longitude: number } | undefined;
      }
    | undefined;
};

/** The same as they are frozen. */
export function attachmentsOf({ picture, paper, place }: Written): OptionAttachments {
  const millionths = (value: number) => Math.round(value * 1_000_000);
  return {
    ...(picture === undefined ? {} : { picture }),
    ...(paper === undefined ? {} : { paper }),
    ...(place === undefined
      ? {}
      : {
          place: {
            name: place.name,
            ...(place.at === undefined
              ? {}
              : { at: { latitude: millionths(place.at.latitude), longitude: millionths(place.at.longitude) } }),
          },
        }),
  };
}
