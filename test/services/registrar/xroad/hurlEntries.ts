/** The few forms of Hurl that `conformance/xroad` uses; whatever else a file has is refused. */

export type HurlEntry = {
  readonly line: number;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly status: number;
  readonly asserts: readonly string[];
};

export type Answered = { readonly headers: Headers; readonly body: string };

const COMPARISONS: Readonly<Record<string, (actual: string, expected: string) => boolean>> = {
  "==": (actual, expected) => actual === expected,
  startsWith: (actual, expected) => actual.startsWith(expected),
  contains: (actual, expected) => actual.includes(expected),
};

/** Requests of a file with the variables' values. Throws on a line that is of no known form. */
export function readHurl(text: string, variables: Readonly<Record<string, string>>): HurlEntry[] {
  const entries: HurlEntry[] = [];
  let [part, current] = ["headers", undefined as { -readonly [Key in keyof HurlEntry]: HurlEntry[Key] } | undefined];
  for (const [at, raw] of text.split("\n").entries()) {
    const line = raw.replace(/\{\{(\w+)\}\}/g, (_, name: string) => variables[name] ?? `{{${name}}}`);
    const [, method = "", url = ""] = /^(GET|POST) (\S+)$/.exec(line) ?? [];
    const [, name = "", value = ""] = /^([A-Za-z-]+): (.+)$/.exec(line) ?? [];
    const status = /^HTTP (\d{3})$/.exec(line)?.[1];
    if (line === "" || line.startsWith("#")) continue;
    if (method !== "") {
      current = { line: at + 1, method, url, headers: [], body: "", status: 0, asserts: [] };
      entries.push(current);
      part = "headers";
    } else if (current === undefined || line.includes("{{")) throw new Error(`Line ${at + 1}: ${line}`);
    else if (status !== undefined) [part, current.status] = ["status", Number(status)];
    else if (line === "[Asserts]" && part === "status") part = "asserts";
    else if (part === "asserts") current.asserts = [...current.asserts, line];
    else if (part === "headers" && name !== "") current.headers = [...current.headers, [name, value]];
    else if (part === "headers" && line.startsWith("{")) current.body = line;
    else throw new Error(`Line ${at + 1}: ${line}`);
  }
  return entries;
}

/** Whether an answer is as a line says. Throws on a line that is of no known form. */
export function holds(line: string, { headers, body }: Answered): boolean {
  const [, kind, , name, rest = ""] = /^(header|jsonpath|body)( "([^"]+)")? (.+)$/.exec(line) ?? [];
  const field = name?.replace(/^\$\./, "") ?? "";
  const value =
    kind === "header"
      ? headers.get(field)
      : kind === "jsonpath"
        ? ((JSON.parse(body) as Record<string, unknown>)[field] ?? null)
        : body;
  const [, not, compared, shown = ""] = /^(not )?(==|startsWith|contains|exists|matches)(?: (.+))?$/.exec(rest) ?? [];
  if (kind === undefined || compared === undefined) throw new Error(`No assertion: ${line}`);
  if (compared === "exists") return (value !== null) === (not === undefined);
  const compare = COMPARISONS[compared];
  const isSo =
    typeof value === "string" &&
    (compare === undefined ? new RegExp(shown.slice(1, -1)).test(value) : compare(value, JSON.parse(shown) as string));
  return isSo === (not === undefined);
}
