/** A constraint as it is written in a source: what a mutant leaves out. */
export type ConstraintSite = {
  /**
   * `Template: statement`; of anonymous components `Template: destination <== Called` and `Template: Called <- argument`.
   */
  readonly key: string;
  readonly statement: Statement;
  readonly kind: "equality" | "assignment" | "argument";
  /** Which destination of the assignment, or which argument of the call. */
  readonly position: number;
};

/** A statement of a template. */
export type Statement = {
  readonly template: string;
  /** In one line, without comments. */
  readonly text: string;
  /** Where it stands in the file, without its semicolon. */
  readonly start: number;
  readonly end: number;
};

/** The call of an anonymous component: `Template(parameters)(arguments)`. */
export type AnonymousCall = {
  readonly template: string;
  readonly parameters: string;
  readonly arguments: readonly string[];
};

/** A statement `left <== right`, or `left = right` where `right` is the call of an anonymous component. */
export type Assignment = {
  readonly left: string;
  readonly operator: "<==" | "=";
  readonly right: string;
  /** The elements of a tuple, or the one destination. */
  readonly destinations: readonly string[];
};

/**
 * Every constraint written in a circom source, in its order: each `===`, each destination of `<==`, each argument of an
 * anonymous component. Throws where two have one key, or where the source writes a constraint in a way not read here.
 */
export function constraintSites(source: string): readonly ConstraintSite[] {
  const statements = statementsOf(source);
  const operators = (text: string) => text.match(/<==|===|==>/g)?.length ?? 0;
  const read = statements.filter(({ text }) => operators(text) === 1 && !text.includes("==>")).length;
  if (read !== operators(withoutComments(source))) throw new Error("a constraint is written in a way not read here");
  const sites = statements.flatMap(sitesOf);
  const repeated = sites.find(({ key }, i) => sites.findIndex((other) => other.key === key) < i);
  if (repeated) throw new Error(`two constraints are called "${repeated.key}"`);
  return sites;
}

function sitesOf(statement: Statement): readonly ConstraintSite[] {
  const { template, text } = statement;
  if (text.includes("===")) return [{ key: `${template}: ${text}`, statement, kind: "equality", position: 0 }];

  const assignment = assignmentOf(text);
  const call = anonymousCall(assignment?.right ?? text);
  const destinations = assignment?.operator === "<==" ? assignment.destinations : [];
  return [
    ...destinations.map((destination, position) => ({
      key: `${template}: ${destination} <== ${call?.template ?? assignment?.right}`,
      statement,
      kind: "assignment" as const,
      position,
    })),
    ...(call?.arguments ?? []).map((argument, position) => ({
      key: `${template}: ${call?.template} <- ${argument}`,
      statement,
      kind: "argument" as const,
      position,
    })),
  ];
}

/** Reads an assignment that may carry constraints; undefined for other statements. */
export function assignmentOf(text: string): Assignment | undefined {
  const [, left, operator, right] = /^(.*?) (<==|=) (.*)$/.exec(text) ?? [];
  if (left === undefined || right === undefined) return undefined;
  if (operator === "=" && anonymousCall(right) === undefined) return undefined;
  const tuple = /^\((.*)\)$/.exec(left)?.[1];
  return {
    left,
    operator: operator as Assignment["operator"],
    right,
    destinations: tuple === undefined ? [left] : splitAtCommas(tuple),
  };
}

/** Reads the call of an anonymous component; undefined for other expressions. */
export function anonymousCall(expression: string): AnonymousCall | undefined {
  const [, template, parameters, list] = /^([A-Z]\w*)\(([^()]*)\)\((.*)\)$/.exec(expression) ?? [];
  if (template === undefined || parameters === undefined || list === undefined) return undefined;
  return { template, parameters, arguments: splitAtCommas(list) };
}

/** Statements inside templates that end with a semicolon, heads of loops and conditions apart. */
function statementsOf(source: string): readonly Statement[] {
  const text = withoutComments(source);
  const statements: Statement[] = [];
  let template = "";
  let [blocks, brackets, start] = [0, 0, 0];
  for (const [at, character] of [...text].entries()) {
    if ("([".includes(character)) brackets++;
    if (")]".includes(character)) brackets--;
    if (brackets > 0 || !"{};".includes(character)) continue;
    const segment = text.slice(start, at);
    const from = start + (segment.length - segment.trimStart().length);
    start = at + 1;
    if (character === "{") {
      template = /^\s*template (\w+)/.exec(segment)?.[1] ?? (blocks === 0 ? "" : template);
      blocks++;
    } else if (character === "}") {
      blocks--;
    } else if (template !== "" && blocks > 0) {
      statements.push({
        template,
        text: segment
          .trim()
          .replace(/\s+/g, " ")
          .replace(/\( | \)/g, (s) => s.trim()),
        start: from,
        end: at,
      });
    }
  }
  return statements;
}

/** The source with blanks for comments: everything stays where it stands. */
function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, (comment) => comment.replace(/[^\n]/g, " "));
}

function splitAtCommas(list: string): readonly string[] {
  const parts: string[] = [""];
  let brackets = 0;
  for (const character of list) {
    if ("([".includes(character)) brackets++;
    if (")]".includes(character)) brackets--;
    if (character === "," && brackets === 0) parts.push("");
    else parts.push(`${parts.pop()}${character}`);
  }
  return parts.map((part) => part.trim());
}
