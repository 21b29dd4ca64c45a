import DOMPurify from "dompurify";
import { Marked } from "marked";

/** What a text of an election may contain: structure and links, nothing that loads, runs or looks like the page. */
const allowed = {
  ALLOWED_TAGS: [
    "p",
    "br",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "blockquote",
    "code",
    "pre",
    "hr",
    "a",
    "h3",
    "h4",
  ].concat(["table", "thead", "tbody", "tr", "th", "td"]),
  ALLOWED_ATTR: ["href"],
  ALLOWED_URI_REGEXP: /^https:\/\//i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

/** HTML in a text is shown as it was written, and never parsed as HTML. */
const markdownAlone = new Marked({
  gfm: true,
  renderer: { html: ({ text }) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") },
});

/** Markdown as safe HTML; headings come below the page's own. */
export function safeHtml(markdown: string): string {
  const html = markdownAlone.parse(markdown, { async: false });
  const lowered = html.replace(/<(\/?)h[12](?=[ >])/g, "<$1h3").replace(/<(\/?)h[56](?=[ >])/g, "<$1h4");
  return DOMPurify.sanitize(lowered, allowed).replaceAll('<a href="', '<a rel="noreferrer noopener" href="');
}
