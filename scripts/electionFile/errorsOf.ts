import type { Text } from "../terminal/texts.ts";
import type { Finding } from "./finding.ts";

/** How many errors a file has, and where the first one is. */
export function errorsOf(name: string, findings: readonly Finding[]): Text {
  const [first] = findings;
  const count = `${findings.length} ${findings.length === 1 ? "error" : "errors"}`;
  const path = first?.path ? `${first.path}: ` : "";
  const where = first?.path ? ` ${first.path}` : "";
  return {
    en: `${name} has ${count}, the first in line ${first?.line}: ${path}${first?.cause}`,
    ko: `${name}: 오류 ${findings.length}개, 첫째는 ${first?.line}행${where}: ${first?.ko.cause}.`,
  };
}
