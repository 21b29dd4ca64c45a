import { safeHtml } from "../markdown.ts";

/** A text from the chain. It was written by others: only `safeHtml` may turn it into elements. */
export function Markdown({ text }: { readonly text: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the text went through DOMPurify's allow-list
  return <div className="markdown" dangerouslySetInnerHTML={{ __html: safeHtml(text) }} />;
}
