import { AbiCoder } from "ethers";
import { HanpyoError } from "../errors.ts";
import {
  type AbiTemplate,
  type DecodedTemplate,
  limitKey,
  TEMPLATE_ABI,
  type Template,
  templateFromAbi,
  templateHash,
  templateToAbi,
} from "./template.ts";

const coder = AbiCoder.defaultAbiCoder();

export class PostedTemplateMalformedError extends HanpyoError {
  constructor() {
    super(
      "POSTED_TEMPLATE_MALFORMED",
      "A posting's template is not the ABI encoding of one",
      "Give the template's fields exactly as the event of its publication has them",
    );
  }
}

/** A template as a posting carries it: what it is called, and what its bounds are. */
export type PostedTemplate = {
  readonly hash: string;
  readonly limitKey: string;
  readonly periodLength: number;
  /** When the cell of a budget round closes, Unix seconds; undefined of any other template. */
  readonly cellClosesAt: number | undefined;
  readonly organizer: string;
  readonly rolls: string;
  readonly rollId: bigint;
  readonly isTest: boolean;
  /** What decides whether its votes can be read (`requireVotable`). */
  readonly conversion: Template["conversion"];
  readonly ballot: Template["ballot"];
  /** As a contract call takes it. */
  readonly fields: AbiTemplate;
};

/** A template's ABI encoding, as a posting carries it. */
export function templateBytes(template: Template): string {
  return coder.encode([TEMPLATE_ABI], [templateToAbi(template)]);
}

/** Reads what `templateBytes` wrote, and nothing else. Throws `PostedTemplateMalformedError`. */
export function postedTemplate(
  chainId: bigint,
  { templates, template: bytes }: { readonly templates: string; readonly template: string },
): PostedTemplate {
  const template = decoded(bytes);
  return {
    hash: templateHash({ chainId, templates }, template),
    limitKey: limitKey(template),
    periodLength: template.periodLength,
    cellClosesAt: template.kind === "BudgetCell" ? template.cell.supportsClose : undefined,
    organizer: template.organizer,
    rolls: template.rolls,
    rollId: template.rollId,
    isTest: template.isTest,
    conversion: template.conversion,
    ballot: template.ballot,
    fields: templateToAbi(template),
  };
}

function decoded(bytes: string): Template {
  try {
    const [fields] = coder.decode([TEMPLATE_ABI], bytes) as unknown as [DecodedTemplate];
    const template = templateFromAbi(fields);
    // Neither another encoding nor a number behind the last of an enum's names.
    if (templateBytes(template) === bytes.toLowerCase()) return template;
  } catch {
    // Said below.
  }
  throw new PostedTemplateMalformedError();
}
