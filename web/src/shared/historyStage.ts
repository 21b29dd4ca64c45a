import { useLocation, useNavigate } from "react-router";

/** The stage that the browser's history names, and how to come to another one. */
export type HistoryStage<Stage extends string> = {
  /** Of this entry of the history; nothing where the page was opened by its address. */
  readonly stage: Stage | undefined;
  /** Goes on: back leads to the stage before. */
  readonly push: (stage: Stage) => void;
  /** Goes on without a way back. */
  readonly replace: (stage: Stage) => void;
};

/** Stages of a page as entries of the history. The history holds their names alone, never what was chosen or typed. */
export function useHistoryStage<Stage extends string>(stages: readonly Stage[]): HistoryStage<Stage> {
  const { state, pathname, search } = useLocation() as ReturnType<typeof useLocation> & {
    readonly state: { readonly stage?: unknown } | null;
  };
  const navigate = useNavigate();
  const to = (stage: Stage, replace: boolean) => void navigate(pathname + search, { state: { stage }, replace });
  return {
    stage: stages.find((one) => one === state?.stage),
    push: (stage) => to(stage, false),
    replace: (stage) => to(stage, true),
  };
}
