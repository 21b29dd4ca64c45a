import { textFor } from "../../sdk/election/contentText.ts";
import { koreanTime } from "../../web/src/shared/time.ts";
import type { ElectionShell } from "./electionShells.ts";

/** Most letters of a question in a preview. */
const PREVIEW = 160;
/** Minutes by which Korea is ahead: readers of a preview are taken to be there. */
const KOREA = 540;

export type ShellPlace = {
  /** What leads from the shell's address to the page's own: "./", "../", or the path of it. */
  readonly root: string;
  /** Where the page stands on the internet, with a slash at the end. */
  readonly publicUrl?: string | undefined;
  /** The shell's own path below the page, without a slash before it. */
  readonly path: string;
  readonly contact: { readonly ko: string };
};

/**
 * The built page as it is sent for one path: its files named from there, and of an election title, question and times
 * for previews (Open Graph) and for whoever waits for the scripts. None of it is proven; the page compares the title
 * with the chain before anybody can act.
 * @param html Of the page at its own address.
 */
export function shellOf(html: string, place: ShellPlace, shell?: ElectionShell): string {
  const rooted = html.replaceAll(/(href|src)="\.\//g, `$1="${escaped(place.root)}`);
  if (shell === undefined) return rooted;
  const said = (text: Readonly<Record<string, string>>) => textFor(text, ["ko"], shell.content).text;
  const [title, question] = [said(shell.content.title), said(shell.content.question)];
  const [opens, closes] = [shell.opensAt, shell.closesAt].map((time) => koreanTime(time, "ko", KOREA));
  const { publicUrl, path } = place;
  const properties: readonly (readonly [name: string, content: string])[] = [
    ["og:title", title],
    ["og:description", `마감 ${closes} · ${cut(question)}`],
    ["og:type", "website"],
    ["og:site_name", "한표 Hanpyo"],
    ["og:locale", "ko_KR"],
    ...(publicUrl === undefined
      ? []
      : ([
          ["og:url", new URL(path, publicUrl).href],
          ["og:image", new URL("share.png", publicUrl).href],
          ["og:image:width", "1200"],
          ["og:image:height", "630"],
        ] as const)),
  ];
  const metas = [
    `<meta name="hanpyo-election" content="${escaped(shell.election)}" />`,
    ...properties.map(([name, content]) => `<meta property="${name}" content="${escaped(content)}" />`),
  ];
  const texts = [
    `<h1>${escaped(title)}</h1>`,
    `<p>${escaped(question)}</p>`,
    `<p>시작 ${opens}<br />마감 ${closes}</p>`,
    `<p>문의 ${escaped(place.contact.ko)}</p>`,
  ];
  return rooted
    .replace(
      /<title>[^<]*<\/title>/,
      () => `<title>${escaped(title)} – 한표 Hanpyo</title>\n    ${metas.join("\n    ")}`,
    )
    .replace('<div id="root">', () => `<div id="root">\n      <main class="width main">${texts.join("")}</main>`);
}

/** For a preview: one line, not too long. */
function cut(text: string): string {
  const letters = [...text.replaceAll(/\s+/g, " ").trim()];
  return letters.length <= PREVIEW ? letters.join("") : `${letters.slice(0, PREVIEW).join("")}…`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
