import { canonicalJson } from "./canonicalJson.ts";
import { type CellContent, isCellContent, projectTitle, readCellContent } from "./proposal/cellContent.ts";
import { isProposalContent, type ProposalContent, readProposalContent } from "./proposal/proposalContent.ts";
import { isLanguageTag, isText } from "./texts.ts";

/** A text by language. */
export type Texts = Readonly<Record<string, string>>;

/** What people read of an election (P3.1). */
export interface Content {
  readonly title: Texts;
  readonly question: Texts;
  readonly options: readonly {
    readonly title: Texts;
    readonly description?: Texts;
    readonly category?: Texts;
    readonly picture?: unknown;
    readonly paper?: unknown;
    readonly place?: unknown;
  }[];
  readonly arguments?: readonly { readonly by?: Texts; readonly side: string; readonly text: Texts }[];
  readonly test?: { readonly reasons: readonly Texts[] };
  /** The content's own language; of the first version Korean. */
  readonly language: string;
}

const MOST_BYTES = 120_000;

type Members = Readonly<Record<string, unknown>>;
type Judge = (value: unknown) => boolean;

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const has = (required: Readonly<Record<string, Judge>>, optional: Readonly<Record<string, Judge>> = {}): Judge => {
  const all: Readonly<Record<string, Judge>> = { ...required, ...optional };
  return (value) =>
    isObject(value) &&
    Object.keys(required).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, member]) => Object.hasOwn(all, name) && all[name]!(member));
};

const listOf =
  (judge: Judge, least: number): Judge =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.every(judge);

/** Texts of the second version: by language tags, the own language among them. */
const textsIn =
  (language: string) =>
  (lines: boolean): Judge =>
  (value) =>
    isObject(value) &&
    Object.hasOwn(value, language) &&
    Object.entries(value).every(([tag, text]) => isLanguageTag(tag) && typeof text === "string" && isText(text, lines));

/** Texts of the first version: Korean and English, without further rules. */
const textsOfFirst = (): Judge => {
  const isString: Judge = (value) => typeof value === "string";
  return has({ ko: isString, en: isString });
};

const judgeOf = (
  texts: (lines: boolean) => Judge,
  frame: Readonly<Record<string, Judge>>,
  ofOption: Readonly<Record<string, Judge>>,
): Judge => {
  const option = has({ title: texts(false) }, { description: texts(true), ...ofOption });
  const side: Judge = (value) => value === "for" || value === "against";
  const argument = has({ side, text: texts(true) }, { by: texts(false) });
  return has(
    { ...frame, title: texts(false), question: texts(true), options: listOf(option, 1) },
    { arguments: listOf(argument, 1), test: has({ reasons: listOf(texts(false), 1) }) },
  );
};

const whole =
  (least: number, most: number): Judge =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

/** What an option of the second version may have beside its texts. */
const optionOf = (line: Judge): Readonly<Record<string, Judge>> => {
  const sha256: Judge = (value) => typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value);
  const type: Judge = (value) => ["image/jpeg", "image/png", "image/webp"].includes(value as string);
  const at = has({ latitude: whole(-90_000_000, 90_000_000), longitude: whole(-180_000_000, 180_000_000) });
  return {
    category: line,
    picture: has({ sha256, bytes: whole(1, 500_000), type, alt: line }),
    paper: has({ sha256, bytes: whole(1, 5_000_000), title: line }),
    place: has({ name: line }, { at }),
  };
};

const judge = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  if (!Object.hasOwn(value, "format")) return judgeOf(textsOfFirst, {}, {})(value);
  if (value.format !== "hanpyo-content-2" || typeof value.language !== "string" || !isLanguageTag(value.language)) {
    return false;
  }
  const texts = textsIn(value.language);
  return judgeOf(texts, { format: () => true, language: () => true }, optionOf(texts(false)))(value);
};

/** What people read of an election that a proposal was converted to (P23.2, P23.3). */
const contentOf = (content: ProposalContent | undefined): Content | undefined => {
  if (!content) return undefined;
  const { question, options, header, title } = content;
  const { language } = header;
  return { language, title: { [language]: title }, question, options: options.map((one) => ({ title: one })) };
};

/** What people read of a budget cell's election: its question is its title, its options are the projects (P25.5). */
const contentOfCell = (content: CellContent | undefined): Content | undefined => {
  if (!content) return undefined;
  const { question, projects } = content;
  const options = projects.map((project) => ({ title: { ko: projectTitle(project) } }));
  return { language: "ko", title: question, question, options };
};

/** The content that bytes are, or `undefined` where whoever reads content refuses them. */
export const readContent = (bytes: Uint8Array): Content | undefined => {
  if (isProposalContent(bytes)) return contentOf(readProposalContent(bytes));
  if (isCellContent(bytes)) return contentOfCell(readCellContent(bytes));
  if (bytes.length > MOST_BYTES) return undefined;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (canonicalJson(value) !== text || !judge(value)) return undefined;
    return { language: "ko", ...(value as object) } as Content;
  } catch {
    return undefined;
  }
};

/** A text in a language where it stands in it, else in the content's own. */
export const textIn = (texts: Texts, language: string, own: string): string => texts[language] ?? texts[own] ?? "";
