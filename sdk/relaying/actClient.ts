import { z } from "zod";
import { AcknowledgementInvalidError } from "../election/acknowledgement.ts";
import {
  type ActAcknowledgement,
  actAcknowledgementSchema,
  checkActAcknowledgement,
} from "../proposals/actAcknowledgement.ts";
import { type ActPackage, encodeActPackage } from "../proposals/actPackage.ts";
import type { Reach } from "./jsonRequest.ts";
import { type AnnouncedRelayer, postDocument, postPackage } from "./relayerClient.ts";

/** What a relayer promised of an act, with the tracker under which it answers. */
export type AcknowledgedAct = { readonly tracker: string; readonly acknowledgement: ActAcknowledgement };

const acknowledgedSchema = z.object({ tracker: z.string(), acknowledgement: actAcknowledgementSchema });

/**
 * Sends an act to one relayer, and checks what it signed. The same act may be sent any number of times.
 * Throws `RelayerRefusedError`, `RelayerUnreachableError` or `AcknowledgementInvalidError`.
 */
export async function postAct(relayer: AnnouncedRelayer, act: ActPackage, reach: Reach): Promise<AcknowledgedAct> {
  const parsed = acknowledgedSchema.safeParse(await postPackage(relayer.url, "/acts", encodeActPackage(act), reach));
  if (!parsed.success) throw new AcknowledgementInvalidError("it is not an acknowledgement");
  checkActAcknowledgement(parsed.data.acknowledgement, { ...act, relayer: relayer.address });
  return parsed.data;
}

/**
 * Hands a posting's text to the relayer that acknowledged the posting, which brings it to its mirrors (P21.10).
 * Throws `RelayerRefusedError`, also where it knows no mirrors, or `RelayerUnreachableError`.
 */
export async function handText(
  { url }: Pick<AnnouncedRelayer, "url">,
  tracker: string,
  file: string,
  reach: Reach,
): Promise<void> {
  await postDocument(url, `/acts/${tracker}/text`, file, 202, reach);
}
