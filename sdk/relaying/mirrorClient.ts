import { z } from "zod/mini";
import { HanpyoError, told } from "../errors.ts";
import { isWhole, mergeLeaves } from "../proposals/mergeLeaves.ts";
import { readTextFile, writeTextFile } from "../proposals/textFile.ts";
import { isShown, type TextLeaf } from "../proposals/textLeaf.ts";
import { type JsonAnswer, postJson, type Reach, requestJson } from "./jsonRequest.ts";

const refusalSchema = z.object({ code: z.string(), cause: z.string(), remedy: z.string() });
const textSchema = z.object({ text: z.string() });

/** What a mirror answers when it has no text of a digest. */
const UNKNOWN = "TEXT_UNKNOWN";

/** A mirror answered that it does not do what it was asked; `refusal` is its stable code, `given` the values it names. */
export class MirrorRefusedError extends HanpyoError {
  readonly refusal: string;
  readonly given: JsonAnswer["values"];

  constructor(url: string, { code, cause, remedy }: z.infer<typeof refusalSchema>, given: JsonAnswer["values"] = {}) {
    super("MIRROR_REFUSED", told`Mirror ${{ url }} refused: ${{ said: cause }} (${{ refusal: code }})`, remedy);
    this.refusal = code;
    this.given = given;
  }
}

export class MirrorUnreachableError extends HanpyoError {
  constructor(url: string, reason: string) {
    super(
      "MIRROR_UNREACHABLE",
      told`Mirror ${{ url }} gave no answer (${{ reason }})`,
      "Ask another mirror: a text is the same wherever it comes from",
    );
  }
}

/** What all mirrors together gave of a text. */
export type FoundText = {
  /** Undefined where none has it. */
  readonly leaves: readonly TextLeaf[] | undefined;
  /** Mirrors that answered rightly and have none of it, or less than the others. */
  readonly lacking: readonly string[];
  /** What those that gave no right answer failed with. */
  readonly failures: readonly { readonly mirror: string; readonly error: HanpyoError }[];
};

/**
 * Asks one mirror for the text of a digest; undefined where it has none.
 * Throws `ProposalTextMismatchError` and what else `readTextFile` throws for a text that is not of the digest,
 * `MirrorRefusedError` or `MirrorUnreachableError`.
 */
export async function askForText(
  mirror: string,
  digest: string,
  reach: Reach,
): Promise<readonly TextLeaf[] | undefined> {
  const answer = await request(`${mirror}/texts/${digest}`, reach, {});
  if (answer.status !== 200) {
    const refused = refusalOf(mirror, answer);
    if (refused instanceof MirrorRefusedError && refused.refusal === UNKNOWN) return undefined;
    throw refused;
  }
  const parsed = textSchema.safeParse(answer.body);
  if (!parsed.success) throw new MirrorUnreachableError(mirror, "its answer is no text");
  return readTextFile(parsed.data.text, digest);
}

/** Asks all mirrors at once; each answer is held against the digest, and what one shows completes what another does not. */
export async function findText(mirrors: readonly string[], digest: string, reach: Reach): Promise<FoundText> {
  const { done, failures } = await fromEach(mirrors, (mirror) => askForText(mirror, digest, reach));
  const [first, ...others] = done.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const leaves = first === undefined ? undefined : others.reduce(mergeLeaves, first);
  const shown = (one: readonly TextLeaf[] = []) => one.filter(isShown).length;
  const lacking = done.filter(({ value }) => value === undefined || shown(value) < shown(leaves));
  return { leaves, lacking: lacking.map(({ mirror }) => mirror), failures };
}

/**
 * Gives a mirror the text of a proposal that was posted, as often as you like.
 * Throws `MirrorRefusedError` or `MirrorUnreachableError`, and what `writeTextFile` throws.
 */
export async function offerText(mirror: string, id: bigint, leaves: readonly TextLeaf[], reach: Reach): Promise<void> {
  const body = JSON.stringify({ id: String(id), text: writeTextFile(leaves) });
  const answer = await request(`${mirror}/texts`, reach, postJson(body));
  if (answer.status !== 201) throw refusalOf(mirror, answer);
}

/**
 * Offers a text that is at hand to every mirror that lacks it or part of it.
 * @returns Who took it, and what the others failed with.
 */
export async function offerWhereLacking(
  mirrors: readonly string[],
  { id, digest, leaves }: { readonly id: bigint; readonly digest: string; readonly leaves: readonly TextLeaf[] },
  reach: Reach,
): Promise<Pick<FoundText, "failures"> & { readonly taken: readonly string[] }> {
  const { lacking, failures, leaves: found } = await findText(mirrors, digest, reach);
  const all = found === undefined ? leaves : mergeLeaves(leaves, found);
  const silent = failures.map(({ mirror }) => mirror);
  const wanting = found !== undefined && isWhole(found) ? lacking : mirrors.filter((one) => !silent.includes(one));
  const offered = await fromEach(wanting, (mirror) => offerText(mirror, id, all, reach));
  return { taken: offered.done.map(({ mirror }) => mirror), failures: [...failures, ...offered.failures] };
}

/** Asks a mirror how it is. Throws `MirrorRefusedError` or `MirrorUnreachableError`. */
export async function askMirror(url: string, reach: Reach): Promise<Record<string, unknown>> {
  const answer = await request(`${url}/health`, reach, {});
  const { status, body } = answer;
  if (status !== 200 || typeof body !== "object" || body === null) throw refusalOf(url, answer);
  return body as Record<string, unknown>;
}

/** What mirrors answer, asked at once, and what of ours those fail with that do not. */
async function fromEach<T>(mirrors: readonly string[], ask: (mirror: string) => Promise<T>) {
  const results = await Promise.allSettled(mirrors.map(ask));
  const done: { readonly mirror: string; readonly value: T }[] = [];
  const failures: { readonly mirror: string; readonly error: HanpyoError }[] = [];
  for (const [i, result] of results.entries()) {
    const mirror = mirrors[i] as string;
    if (result.status === "fulfilled") done.push({ mirror, value: result.value });
    else if (result.reason instanceof HanpyoError) failures.push({ mirror, error: result.reason });
    else throw result.reason;
  }
  return { done, failures };
}

function request(url: string, reach: Reach, init: RequestInit) {
  return requestJson(url, reach, init, (reason) => new MirrorUnreachableError(new URL(url).origin, reason));
}

function refusalOf(url: string, { status, body, values }: JsonAnswer): HanpyoError {
  const parsed = refusalSchema.safeParse(body);
  if (parsed.success) return new MirrorRefusedError(url, parsed.data, values);
  return new MirrorUnreachableError(url, `status ${status}`);
}
