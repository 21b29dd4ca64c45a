import { verifyingKeys } from "../keys/verifyingKeys.ts";
import type { RecordSource } from "../record/source.ts";
import { type Language, languageOf } from "../report/language.ts";
import { type Report, reportOf } from "../report/report.ts";
import { NotARecord, OtherFormat } from "../verifierError.ts";
import { verifyFile } from "../verifyFile.ts";
import type { Progress } from "../verifyRecord.ts";
import { PAGE_WORDS } from "./pageWords.ts";
import { showReport } from "./showReport.ts";

/** Few proofs at once, so that the page answers while it computes. */
const BATCH = 32;
const PIECE = 1 << 20;

const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

let language: Language = languageOf(navigator.language);
let report: Report | undefined;
let state: { readonly word: keyof typeof PAGE_WORDS; readonly more: string } | undefined;
/** Raised with every file: what an earlier one still finds is not shown. */
let turn = 0;

const fileSource = (file: File): RecordSource => ({
  name: file.name,
  size: file.size,
  read: async function* () {
    for (let at = 0; at < file.size; at += PIECE) yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
  },
});

const draw = (): void => {
  document.documentElement.lang = language;
  document.title = PAGE_WORDS.heading[language];
  for (const id of ["heading", "about", "ask", "caption"] as const) element(id).textContent = PAGE_WORDS[id][language];
  element("column-state").textContent = PAGE_WORDS.state[language];
  element("column-step").textContent = PAGE_WORDS.step[language];
  element("column-check").textContent = PAGE_WORDS.check[language];
  for (const one of ["ko", "en"]) element(one).setAttribute("aria-pressed", String(one === language));
  element("state").textContent = state ? `${PAGE_WORDS[state.word][language]} ${state.more}` : "";
  if (report) showReport(report, language);
};

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const progressOf = (mine: number) => {
  let last = 0;
  return async ({ step, part, casts }: Progress): Promise<void> => {
    const now = performance.now();
    if (now - last < 100) return;
    last = now;
    if (mine !== turn) throw new DOMException("another file was chosen", "AbortError");
    const percent = Math.floor(100 * part);
    element<HTMLProgressElement>("progress").value = percent;
    state = { word: step, more: `${percent} %, ${casts}` };
    draw();
    await breathe();
  };
};

const check = async (file: File): Promise<void> => {
  const mine = ++turn;
  report = undefined;
  element("report").hidden = true;
  element("progress").hidden = false;
  try {
    const means = { keys: verifyingKeys(), random, batch: BATCH, onProgress: progressOf(mine) };
    const found = reportOf(await verifyFile(fileSource(file), means));
    if (mine !== turn) return;
    report = found;
    state = { word: "done", more: "" };
  } catch (error) {
    if (mine !== turn) return;
    const form = error instanceof NotARecord || error instanceof OtherFormat ? `${error.check}: ` : "";
    state = { word: "stopped", more: `(${form}${error instanceof Error ? error.message : String(error)})` };
  }
  element("progress").hidden = true;
  draw();
  if (report) element("verdict").focus();
};

const listen = (): void => {
  const drop = element("drop");
  element<HTMLInputElement>("file").addEventListener("change", ({ target }) => {
    const file = (target as HTMLInputElement).files?.[0];
    if (file) void check(file);
  });
  for (const name of ["dragover", "drop", "dragleave"] as const) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      const file = name === "drop" ? event.dataTransfer?.files[0] : undefined;
      if (file) void check(file);
    });
  }
  for (const one of ["ko", "en"] as const) {
    element(one).addEventListener("click", () => {
      language = one;
      draw();
    });
  }
};

listen();
draw();
