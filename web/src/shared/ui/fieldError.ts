import { useEffect } from "react";

/** Before the title of a page on which a field is wrong, in both languages. */
const MARKS = { ko: "오류: ", en: "Error: " } as const;

/**
 * Gives a wrong field the focus, and says in the page's title that there is one.
 * @param id Of the field; nothing where all is well.
 * @param attempts Others for each attempt: what is still wrong takes the focus again.
 */
export function useFieldError(id: string | undefined, ...attempts: readonly unknown[]): void {
  useEffect(() => {
    if (id === undefined) return;
    document.getElementById(id)?.focus();
    const mark = document.documentElement.lang === "en" ? MARKS.en : MARKS.ko;
    const earlier = document.title;
    document.title = mark + earlier;
    return () => {
      document.title = document.title.replace(mark, "");
    };
  }, [id, ...attempts]);
}
