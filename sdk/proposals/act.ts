import { hashTranscript, low128 } from "../crypto/transcript.ts";
import type { ProofWords } from "../election/ballot.ts";
import { changeMessage, postedSubject, postMessage, subjectHash } from "./actions.ts";
import { postedTemplate } from "./postedTemplate.ts";

/** A support (even version) or a withdrawal (odd version), with its proof (P21.5). */
export type Change = {
  readonly kind: "change";
  /** Of the proposal. */
  readonly id: bigint;
  readonly nullifier: bigint;
  readonly version: number;
  /** Of the newcomers' group that the proof is over, Unix seconds; 0 for the proposal's census. */
  readonly newcomersCut: number;
  readonly proof: ProofWords;
};

/** A posting, with its proof (P21.3). */
export type Post = {
  readonly kind: "post";
  /** The contract that keeps the template. */
  readonly templates: string;
  /** The template's ABI encoding. */
  readonly template: string;
  /** Of the text. */
  readonly digest: string;
  /** What a project of a budget cell costs, in won, above 0; left out of any other proposal. */
  readonly cost?: bigint;
  /** Of the census, Unix seconds. */
  readonly cut: number;
  readonly period: number;
  readonly slot: number;
  readonly nullifier: bigint;
  readonly proof: ProofWords;
};

export type Act = Change | Post;

/** What an act is of and says, as 32 bytes each: what a relayer signs for. */
export type ActContent = {
  /** The id of a change's proposal; the hash of what a post proposes. */
  readonly subject: string;
  readonly message: string;
};

/** The version of its nullifier that an act takes: a post's can be used once. */
export function versionOf(act: Act): bigint {
  return act.kind === "change" ? BigInt(act.version) : 0n;
}

/** What an act is of and says (P21.3, P21.5). Throws what decoding a post's template throws. */
export function actContent(chainId: bigint, act: Act): ActContent {
  if (act.kind === "change") return changeContent(act);
  return postContent(postedTemplate(chainId, act).hash, act.digest, act.cost);
}

export function changeContent({ id, version }: Pick<Change, "id" | "version">): ActContent {
  return { subject: `0x${id.toString(16).padStart(64, "0")}`, message: changeMessage(id, version) };
}

/** @param cost Of a project, in won; 0 outside of a budget round. */
export function postContent(templateHash: string, digest: string, cost = 0n): ActContent {
  const subject = postedSubject(templateHash, digest, cost);
  return { subject: subjectHash(subject), message: postMessage(subject) };
}

/** The 128-bit number under which an act is asked for (P21.9). */
export function actTracker(
  proposals: string,
  { nullifier, version, message }: { readonly nullifier: bigint; readonly version: bigint; readonly message: string },
): bigint {
  const types = ["address", "uint256", "uint256", "bytes32"];
  return low128(hashTranscript({ tag: "hanpyo.act.v1", types, values: [proposals, nullifier, version, message] }));
}
