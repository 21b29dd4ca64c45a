import { safeHtml } from "../markdown.ts";

type Shown = {
  readonly text: string;
  /** Left out for the page's own. */
  readonly language?: string;
};

/** A text from the chain. It was written by others: only `safeHtml` may turn it into elements. */
export function Markdown({ text, language }: Shown) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the text went through DOMPurify's allow-list
  return <div className="markdown" lang={language} dangerouslySetInnerHTML={{ __html: safeHtml(text) }} />;
}
