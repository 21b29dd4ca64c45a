import { globSync, readFileSync } from "node:fs";
import ts from "typescript";
import { contractNotices } from "../../sdk/chain/generated/contractErrors.ts";
import { remedies } from "../../sdk/chain/remedies.ts";
import { projectRoot } from "../checkout/projectRoot.ts";

/** What an error says in English: `{name}` stands where it names a value. */
export type ToldError = { readonly code: string; readonly what: string; readonly remedy: string };

/**
 * All that is told of each code where it is thrown: in a class that names it first in `super`, in a service's `refusal`, or
 * in a contract's documentation. A code of several facts' classes is told several times.
 */
export function toldErrors(): readonly ToldError[] {
  const files = globSync("{sdk,services,scripts,web/src}/**/*.{ts,tsx}", { cwd: projectRoot }).toSorted();
  const told = files.flatMap((file) => {
    const text = readFileSync(projectRoot + file, "utf8");
    if (!/super\(|refusal\(|code:/.test(text)) return [];
    return toldIn(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  });
  const ofContracts = Object.entries(remedies).map(([name, remedy]) => {
    const notices: Readonly<Record<string, string>> = contractNotices;
    const code = `REFUSED_${name.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_").toUpperCase()}`;
    return { code, what: notices[name] ?? `The contract refused: ${name}`, remedy };
  });
  return [...told, ...ofContracts];
}

function toldIn(source: ts.SourceFile): readonly ToldError[] {
  const found: ToldError[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) found.push(...toldBy(node, source));
    if (ts.isObjectLiteralExpression(node)) found.push(...passedOn(node, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function toldBy(call: ts.CallExpression, source: ts.SourceFile): readonly ToldError[] {
  if (call.expression.kind === ts.SyntaxKind.SuperKeyword) {
    const from = call.arguments.findIndex((one) => isCode(one));
    const [code, what, remedy] = from < 0 ? [] : call.arguments.slice(from);
    if (code === undefined || what === undefined || remedy === undefined) return [];
    return [{ code: spelt(code, source), what: spelt(what, source), remedy: spelt(remedy, source) }];
  }
  const [code, parts] = call.arguments;
  if (call.expression.getText(source) !== "refusal" || code === undefined || !isCode(code)) return [];
  if (parts === undefined || !ts.isObjectLiteralExpression(parts)) return [];
  const [what, remedy] = [partOf(parts, "what", source), partOf(parts, "remedy", source)];
  if (what === undefined || remedy === undefined) return [];
  return [{ code: spelt(code, source), what: spelt(what, source), remedy: spelt(remedy, source) }];
}

/** An error that crosses the border of a worker, as an object. */
function passedOn(node: ts.ObjectLiteralExpression, source: ts.SourceFile): readonly ToldError[] {
  const [code, what, remedy] = ["code", "what", "remedy"].map((name) => partOf(node, name, source));
  if (code === undefined || what === undefined || remedy === undefined || !isCode(code)) return [];
  return [{ code: spelt(code, source), what: spelt(what, source), remedy: spelt(remedy, source) }];
}

function partOf(node: ts.ObjectLiteralExpression, name: string, source: ts.SourceFile): ts.Expression | undefined {
  const part = node.properties.find((one) => one.name?.getText(source) === name);
  return part !== undefined && ts.isPropertyAssignment(part) ? part.initializer : undefined;
}

function isCode(node: ts.Node): boolean {
  return ts.isStringLiteral(node) && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(node.text);
}

/** A text as it is written, with the name of each value in the value's place. */
function spelt(node: ts.Expression, source: ts.SourceFile): string {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(({ expression, literal }) => `{${nameOf(expression, source)}}${literal.text}`);
    return node.head.text + spans.join("");
  }
  // Either of two texts.
  if (ts.isConditionalExpression(node)) return `${spelt(node.whenTrue, source)} / ${spelt(node.whenFalse, source)}`;
  if (ts.isParenthesizedExpression(node)) return spelt(node.expression, source);
  return `{${nameOf(node, source)}}`;
}

/** What a value is called: its own name, or the last word of what it is made of. */
function nameOf(node: ts.Expression, source: ts.SourceFile): string {
  return /\w+(?=\W*$)/.exec(node.getText(source))?.[0] ?? "value";
}
