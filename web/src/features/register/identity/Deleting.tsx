import { type FormEvent, useState } from "react";
import { useTexts } from "../../../shared/language.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import type { VotingIdentity } from "../../../shared/vault/identities.ts";
import { forgetIdentity } from "../../../shared/vault/identityEntries.ts";
import { forgetNote } from "../../../shared/vault/notes.ts";
import { forgetUnlocked } from "../../../shared/vault/unlocked.ts";
import { RegisterFault } from "../RegisterFault.tsx";
import { WordsCheck } from "../WordsCheck.tsx";
import "../texts.ts";

type Shown = { readonly id: string; readonly identity: VotingIdentity; readonly done: () => void };

/** Deletes an identity from this device: for whoever has its words, or says in writing that they go without. */
export function Deleting({ id, identity, done }: Shown) {
  const { t } = useTexts("register");
  const [written, setWritten] = useState("");
  const [error, setError] = useState<unknown>();
  const wanted = t("identity.deleteWords");
  const forget = () => {
    const forgetting = async () => {
      await forgetIdentity(id);
      await forgetNote(id);
      forgetUnlocked(id);
    };
    forgetting().then(done, setError);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (written.trim() === wanted) forget();
  };
  return (
    <div className="stack stack-wide">
      <p>{t("identity.deleteWhy")}</p>
      {error !== undefined && <RegisterFault error={error} />}
      <WordsCheck identity={identity} checked={forget} />
      <form className="stack" onSubmit={submit}>
        <div className="field">
          <label htmlFor="delete-words">{t("identity.deleteType", { words: wanted })}</label>
          <input
            id="delete-words"
            value={written}
            autoComplete="off"
            onChange={({ target }) => setWritten(target.value)}
          />
        </div>
        <div>
          <Button type="submit" look="second" isDisabled={written.trim() !== wanted}>
            {t("identity.deleteNow")}
          </Button>
        </div>
      </form>
    </div>
  );
}
