import { isReadable, textDigest } from "../../rules/proposal/proposalText.ts";
import type { ProposalCase } from "./proposalCase.ts";

/** P24: the text, where somebody added it. */
export const checkText = ({ record, ledger }: ProposalCase): void => {
  const { text, posting } = record;
  if (text === null) return;
  const readable = isReadable(text.leaves);
  if (!ledger.check("P24.2 the text is one that can be read", readable, () => "it is none by P24.2")) return;
  const own = textDigest(text.leaves) === posting.digest;
  ledger.check("P24.1 the text is of the digest that was posted", own, () => "its digest is another");
};
