import { useEffect, useState } from "react";
import { HanpyoError } from "../../../sdk/errors.ts";
import { catalogues, type Sayer } from "../../../sdk/words/languages.ts";
import { useTexts } from "./language.ts";

/** What happened and what to do, in sentences. */
export type Said = { readonly what: string; readonly next: string };

/**
 * What is said of an error by its code, for where the page has no words of its own; nothing while they are loaded, and
 * nothing of errors that are not ours. Loads them when the component appears, so that they are there for its errors;
 * if they cannot be had, the error's own English is better than nothing.
 */
export function useSaid(error: unknown): Said | undefined {
  const { language } = useTexts("shared");
  const [sayer, setSayer] = useState<{ readonly say: Sayer } | "none">();
  useEffect(() => {
    let left = false;
    if (language !== "en") {
      catalogues[language]().then(
        (say) => left || setSayer({ say }),
        () => left || setSayer("none"),
      );
    }
    return () => {
      left = true;
    };
  }, [language]);

  if (!(error instanceof HanpyoError)) return undefined;
  if (language === "en" || sayer === "none") return { what: `${error.what}.`, next: `${error.remedy}.` };
  // An office or a relayer that refused has a reason of its own.
  const sentence = sayer?.say((error as { readonly refusal?: unknown }).refusal) ?? sayer?.say(error.code);
  return sentence === undefined ? undefined : parted(sentence);
}

/** The last sentence says what to do. */
function parted(sentences: string): Said {
  const end = sentences.lastIndexOf(". ") + 1;
  return { what: sentences.slice(0, end), next: sentences.slice(end + 1) };
}
