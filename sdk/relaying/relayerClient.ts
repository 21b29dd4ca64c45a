import { z } from "zod";
import {
  type Acknowledgement,
  AcknowledgementInvalidError,
  acknowledgementSchema,
  checkAcknowledgement,
} from "../election/acknowledgement.ts";
import { type BallotPackage, encodeBallotPackage } from "../election/ballotPackage.ts";
import { HanpyoError, told } from "../errors.ts";
import { type JsonAnswer, postJson, type Reach, requestJson } from "./jsonRequest.ts";

/** A relayer as the organizer announces it: where it listens, and the account that signs its acknowledgements. */
export type AnnouncedRelayer = { readonly url: string; readonly address: string };

/** What a relayer promised, with the tracker under which it answers. */
export type Acknowledged = { readonly tracker: string; readonly acknowledgement: Acknowledgement };

const acknowledgedSchema = z.object({ tracker: z.string(), acknowledgement: acknowledgementSchema });
const refusalSchema = z.object({ code: z.string(), cause: z.string(), remedy: z.string() });

/** A relayer answered that it does not take the package; `refusal` is its stable code, `given` the values it names. */
export class RelayerRefusedError extends HanpyoError {
  readonly refusal: string;
  readonly status: number;
  readonly given: JsonAnswer["values"];

  constructor(
    url: string,
    status: number,
    { code, cause, remedy }: z.infer<typeof refusalSchema>,
    given: JsonAnswer["values"] = {},
  ) {
    super("RELAYER_REFUSED", told`Relayer ${{ url }} refused: ${{ said: cause }} (${{ refusal: code }})`, remedy);
    this.refusal = code;
    this.status = status;
    this.given = given;
  }
}

/** Whether the relayer has the package is not known. */
export class RelayerUnreachableError extends HanpyoError {
  constructor(url: string, reason: string) {
    super(
      "RELAYER_UNREACHABLE",
      told`Relayer ${{ url }} gave no answer (${{ reason }})`,
      "Look for it on the chain, then send the same again, here or to another relayer",
    );
  }
}

/**
 * Sends a ballot to one relayer, and checks what it signed. The same ballot may be sent any number of times.
 * Throws `RelayerRefusedError`, `RelayerUnreachableError` or `AcknowledgementInvalidError`.
 */
export async function postBallot(
  relayer: AnnouncedRelayer,
  ballot: BallotPackage,
  reach: Reach,
): Promise<Acknowledged> {
  const body = await postPackage(relayer.url, "/ballots", encodeBallotPackage(ballot), reach);
  const parsed = acknowledgedSchema.safeParse(body);
  if (!parsed.success) throw new AcknowledgementInvalidError("it is not an acknowledgement");
  checkAcknowledgement(parsed.data.acknowledgement, { ...ballot, relayer: relayer.address });
  return parsed.data;
}

/**
 * Sends a package, and gives what the relayer answered to it, unchecked.
 * Throws `RelayerRefusedError` or `RelayerUnreachableError`.
 */
export function postPackage(url: string, path: string, text: string, reach: Reach): Promise<unknown> {
  return postDocument(url, path, text, 201, reach);
}

/** As `postPackage`, where taking it is said by another status. */
export async function postDocument(
  url: string,
  path: string,
  text: string,
  taken: number,
  reach: Reach,
): Promise<unknown> {
  const answer = await request(url + path, reach, postJson(text));
  if (answer.status !== taken) throw refusalOf(url, answer);
  return answer.body;
}

/**
 * Asks a relayer for a JSON document: `/health`, or `/ballots/` or `/acts/` with a tracker.
 * Throws `RelayerRefusedError` or `RelayerUnreachableError`.
 */
export async function askRelayer(url: string, path: string, reach: Reach): Promise<Record<string, unknown>> {
  const answer = await request(url + path, reach, {});
  const { status, body } = answer;
  if (status !== 200 || typeof body !== "object" || body === null) throw refusalOf(url, answer);
  return body as Record<string, unknown>;
}

function request(url: string, reach: Reach, init: RequestInit) {
  return requestJson(url, reach, init, (reason) => new RelayerUnreachableError(new URL(url).origin, reason));
}

function refusalOf(url: string, { status, body, values }: JsonAnswer): HanpyoError {
  const parsed = refusalSchema.safeParse(body);
  if (parsed.success) return new RelayerRefusedError(url, status, parsed.data, values);
  return new RelayerUnreachableError(url, `status ${status}`);
}
