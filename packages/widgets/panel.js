import { webAddress } from "./facts.js";
import { languageOf, WORDS } from "./words.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block; color: #1e2124; background: #fff; border: 1px solid #6d7882; border-radius: 8px; padding: 16px; font: 1rem/1.6 "Pretendard GOV", sans-serif; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse }
caption { text-align: start; font-weight: 700 }
th, td { text-align: start; padding: 4px 8px 4px 0; border-bottom: 1px solid #cdd1d5; font-weight: 400 }
thead th { font-weight: 700 }
p { margin: 8px 0 }
strong { font-size: 1.25rem }
a { color: #0b50d0 }
`);

/** Makes an element of a shadow tree; what is written in it is text, never HTML. */
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== undefined).map((child) => (child instanceof Node ? child : String(child))));
  return made;
}

/** What all elements share: they read facts once they stand on a page, and show them by `content`. */
export class Panel extends HTMLElement {
  static observedAttributes = ["api", "election", "proposal", "page", "lang", "files"];
  #reading = 0;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    this.refresh();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.refresh();
  }

  get words() {
    return WORDS[languageOf(this)];
  }

  /** Reads anew and shows; an answer that a later reading overtook is dropped. */
  async refresh() {
    const mine = ++this.#reading;
    this.show(make("p", {}, this.words.loading));
    try {
      const content = await this.content(languageOf(this));
      if (mine === this.#reading) this.show(...content);
    } catch (error) {
      if (mine === this.#reading) this.show(make("p", { role: "status" }, error instanceof RangeError ? this.words.malformed : this.words.failed));
    }
  }

  show(...content) {
    this.shadowRoot.replaceChildren(...content.filter((one) => one !== undefined));
  }

  /** An attribute of a known form; throws `RangeError` for another. */
  named(attribute, form) {
    const value = this.getAttribute(attribute) ?? "";
    if (!form.test(value)) throw new RangeError(attribute);
    return value;
  }

  /** A link to the municipality's page, where its address is known. */
  link(path) {
    const page = webAddress(this.getAttribute("page"));
    if (page === undefined) return undefined;
    return make("p", {}, make("a", { href: page + path, rel: "noreferrer" }, this.words.more));
  }
}
