import { useId } from "react";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import type { Wanted } from "./listing.ts";
import "./texts.ts";

type Form = { readonly wanted: Wanted; readonly change: (wanted: Wanted) => void; readonly found: number };

/** Looks for elections by name and by district. */
export function SearchForm({ wanted, change, found }: Form) {
  const { t, say } = useTexts("elections");
  const { rolls } = useSession().config;
  const id = useId();
  return (
    <search className="panel search-form">
      <div className="field">
        <label htmlFor={`${id}-words`}>{t("search")}</label>
        <input
          id={`${id}-words`}
          type="search"
          autoComplete="off"
          aria-describedby={`${id}-hint`}
          value={wanted.words}
          onChange={(event) => change({ ...wanted, words: event.target.value })}
        />
        <p id={`${id}-hint`} className="small quiet">
          {t("searchHint")}
        </p>
      </div>
      <div className="field">
        <label htmlFor={`${id}-district`}>{t("district")}</label>
        <select
          id={`${id}-district`}
          value={wanted.district}
          onChange={(event) => change({ ...wanted, district: event.target.value })}
        >
          <option value="">{t("everywhere")}</option>
          {rolls.map((roll) => (
            <option key={roll.id} value={roll.id}>
              {say(roll.title)}
            </option>
          ))}
        </select>
      </div>
      <p className="small quiet" role="status">
        {t("found", { count: found })}
      </p>
    </search>
  );
}
