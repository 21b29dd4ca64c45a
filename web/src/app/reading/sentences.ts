/** A sentence of the page: where it stands, what it says, and in which language. */
export type Sentence = { readonly range: Range; readonly text: string; readonly language: string };

/** What begins a line of its own when it is read. */
const BLOCKS = "p, li, h1, h2, h3, h4, dt, dd, td, th, label, legend, summary, button, a.button, figcaption, .badge";

/** The sentences of a part of the page that are in sight of whoever scrolls, in their order; closed folds are not. */
export function sentencesIn(root: Element): readonly Sentence[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const lines: { readonly block: Element; readonly texts: Text[] }[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || !parent.checkVisibility({ visibilityProperty: true })) continue;
    const left = parent.closest("[aria-hidden=true], svg, select, textarea");
    // An open sheet hides the whole page behind it from machines: that is no reason to leave it out.
    if (left !== null && left !== root && root.contains(left)) continue;
    const block = parent.closest(BLOCKS) ?? parent;
    const last = lines.at(-1);
    if (last?.block === block) last.texts.push(node as Text);
    else lines.push({ block, texts: [node as Text] });
  }
  return lines.flatMap(({ block, texts }) => {
    const language = block.closest("[lang]")?.getAttribute("lang") ?? "ko";
    const whole = texts.map(({ data }) => data).join("");
    return [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(whole)].flatMap(
      ({ segment, index }) => {
        const text = segment.trim();
        if (!/[\p{L}\p{N}]/u.test(text)) return [];
        return [{ text, language, range: rangeOf(texts, index, index + segment.trimEnd().length) }];
      },
    );
  });
}

function rangeOf(texts: readonly Text[], start: number, end: number): Range {
  const range = document.createRange();
  let offset = 0;
  for (const text of texts) {
    const { length } = text.data;
    if (start >= offset && start <= offset + length) range.setStart(text, start - offset);
    if (end >= offset && end <= offset + length) {
      range.setEnd(text, end - offset);
      break;
    }
    offset += length;
  }
  return range;
}
