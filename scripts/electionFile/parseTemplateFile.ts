import { HanpyoError } from "../../sdk/errors.ts";
import { shellWord } from "../../sdk/words/shellWord.ts";
import { errorsOf } from "./errorsOf.ts";
import type { Finding, Found } from "./finding.ts";
import { error } from "./finding.ts";
import { examine } from "./parseElectionFile.ts";
import { type TemplateFile, templateFileSchema } from "./templateSchema.ts";

export class TemplateFileInvalidError extends HanpyoError {
  readonly findings: readonly Finding[];
  readonly reasonInKorean: string;

  constructor(name: string, findings: readonly Finding[]) {
    const { en, ko } = errorsOf(name, findings);
    super(
      "TEMPLATE_FILE_INVALID",
      en,
      `Run \`npm run hanpyo -- template plan ${shellWord(name)}\`, which names them all`,
    );
    this.findings = findings;
    this.reasonInKorean = ko;
  }
}

/**
 * Reads a template's file. Throws `TemplateFileInvalidError`, which names every wrong value by path and line.
 * @param name How the file is called in messages.
 */
export function parseTemplateFile(text: string, name: string): TemplateFile {
  const { value, findings, lineOf } = examine(text, templateFileSchema);
  if (value === undefined) throw new TemplateFileInvalidError(name, findings);
  const fault = voteFault(value);
  if (fault !== undefined) throw new TemplateFileInvalidError(name, [{ ...fault, line: lineOf(fault.path) }]);
  return value;
}

/** A vote belongs to an ordinance, and to nothing else; and its options need titles where the ballot gives none. */
function voteFault({ kind, vote }: TemplateFile): Found | undefined {
  if (kind === "policy" && vote !== undefined) return error("vote", "unknownSetting");
  if (kind === "ordinance" && vote === undefined) return error("vote", "missing");
  if (vote !== undefined && vote.options === undefined && vote.ballot.kind !== "yes-no-abstain") {
    return error("vote.options", "missing");
  }
  return undefined;
}
