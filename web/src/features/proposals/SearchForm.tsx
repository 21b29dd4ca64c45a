import { useId } from "react";
import { useTexts } from "../../shared/language.ts";
import { GROUPS, type Group, type Wanted } from "./standing.ts";
import "./texts.ts";

type Form = { readonly wanted: Wanted; readonly change: (wanted: Wanted) => void; readonly found: number };

/** Looks for proposals by words of title and header, and by how far they are. */
export function SearchForm({ wanted, change, found }: Form) {
  const { t } = useTexts("proposals");
  const id = useId();
  return (
    <search className="panel search-form">
      <div className="field">
        <label htmlFor={`${id}-words`}>{t("search")}</label>
        <input
          id={`${id}-words`}
          type="search"
          autoComplete="off"
          value={wanted.words}
          onChange={(event) => change({ ...wanted, words: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-group`}>{t("stateFilter")}</label>
        <select
          id={`${id}-group`}
          value={wanted.group}
          onChange={(event) => change({ ...wanted, group: event.target.value as Group | "" })}
        >
          <option value="">{t("everyState")}</option>
          {GROUPS.map((group) => (
            <option key={group} value={group}>
              {t(`group.${group}`)}
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
