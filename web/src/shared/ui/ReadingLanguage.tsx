import { useId } from "react";
import { type Content, languagesOf } from "../../../../sdk/election/content.ts";
import { LANGUAGES, useContentTexts, useTexts } from "../language.ts";
import { chooseReadingLanguage } from "../readingLanguage.ts";
import "../texts.ts";

/** In which language an election's texts are read, where they stand in one that the page does not speak. */
export function ReadingLanguage({ content }: { readonly content: Content }) {
  const { t } = useTexts("shared");
  const id = useId();
  const tags = languagesOf(content);
  const shown = useContentTexts(content)(content.title).language;
  if (tags.every((tag) => LANGUAGES.some((language) => language === tag))) return null;
  return (
    <div className="field">
      <label htmlFor={id}>{t("readingLanguage")}</label>
      <select id={id} value={shown} onChange={({ target }) => chooseReadingLanguage(target.value)}>
        {tags.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {nameOf(tag)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A language's name in itself, as far as the browser knows it. */
function nameOf(tag: string): string {
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
}
