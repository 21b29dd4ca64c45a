/** Another mirror, and what it was last like. */
export type OtherMirror = {
  readonly url: string;
  /** Since it last gave no answer; nothing once it answers again. */
  isSilent: boolean;
  /** Since it last gave a text that was not of its digest. */
  isFalse: boolean;
  /** When a text is asked for again, by its digest; milliseconds of the mirror's clock. */
  readonly again: Map<string, { readonly at: number; readonly wait: number }>;
};

export function otherMirror(url: string): OtherMirror {
  return { url: url.replace(/\/$/, ""), isSilent: false, isFalse: false, again: new Map() };
}
