import { createContext, useContext, useEffect } from "react";

/** Where somebody stands on a page that has several steps: which step, and what it is called. */
export type Stage = { readonly id: string; readonly name: string };

/** Told each step by whatever shows it. Page.tsx gives it, and has the one rule for what happens then. */
export const StageContext = createContext<(stage: Stage | undefined) => void>(() => undefined);

/**
 * Enters a stage of the page: its name becomes heading and title, the page is scrolled to its top, and the heading takes
 * the focus. The same id with another name changes the words alone, and the focus stays where it is.
 */
export function useStage(id: string, name: string): void {
  const enter = useContext(StageContext);
  useEffect(() => enter({ id, name }), [enter, id, name]);
  useEffect(() => () => enter(undefined), [enter]);
}
