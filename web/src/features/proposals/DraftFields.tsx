import type { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import { useSaid } from "../../shared/said.ts";
import type { ProposalDraft } from "../../shared/vault/ownTexts.ts";
import type { Used } from "./draftText.ts";
import "./proposals.css";
import "./texts.ts";

type Lined = {
  readonly name: "title" | "category" | "district" | "place" | "cost";
  /** Of an amount, so that a phone shows digits. */
  readonly isAmount?: boolean;
  readonly value: string;
  readonly change: (changes: Partial<ProposalDraft>) => void;
};

/** One line of a draft. */
export function DraftLine({ name, value, change, isAmount = false }: Lined) {
  const { t } = useTexts("proposals");
  return (
    <div className="field">
      <label htmlFor={`propose-${name}`}>{t(`write.${name}`)}</label>
      <input
        id={`propose-${name}`}
        type="text"
        autoComplete="off"
        inputMode={isAmount ? "numeric" : undefined}
        value={value}
        onChange={({ target }) => change({ [name]: target.value })}
      />
    </div>
  );
}

/** How much of a limit is used, once it is half of it; nothing of it is read aloud while somebody types. */
export function UsedBytes({
  used: { used, most },
  what,
}: {
  readonly used: Used;
  readonly what: "title" | "whole" | "paragraphs";
}) {
  const { t, language } = useTexts("proposals");
  const number = (value: number) => numberText(value, language);
  if (used <= most / 2) return null;
  return (
    <p className={used > most ? "small bytes-over" : "small quiet"}>
      {t(`write.count.${what}`, { used: number(used), most: number(most) })}
      {used > most && ` – ${t("write.over")}`}
    </p>
  );
}

/** What the rules of texts say against a draft, and of which character. */
export function AgainstDraft({ error }: { readonly error: HanpyoError }) {
  const { t } = useTexts("proposals");
  const said = useSaid(error);
  const [character] = /U\+[0-9A-F]{4,6}/.exec(error.message) ?? [];
  return (
    <div className="field-error" role="status">
      <p>{said === undefined ? error.what : `${said.what} ${said.next}`}</p>
      {character !== undefined && <p>{t("write.character", { character })}</p>}
    </div>
  );
}
