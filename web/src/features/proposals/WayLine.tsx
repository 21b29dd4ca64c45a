import type { ReactNode } from "react";
import { useTexts } from "../../shared/language.ts";
import { StepLine } from "../../shared/ui/StepLine.tsx";
import type { WayState } from "./way.ts";
import "./proposals.css";
import "./texts.ts";

/** A step in words: its name, what is said of it, and what stands below. */
export type SaidStep = {
  readonly name: string;
  readonly state: WayState;
  readonly title: string;
  readonly said: string;
  readonly below?: ReactNode;
};

/** The whole way of a proposal or of a budget round, step by step. */
export function WayLine({ steps }: { readonly steps: readonly SaidStep[] }) {
  const { t } = useTexts("proposals");
  return (
    <StepLine
      steps={steps.map(({ name, state, title, said, below }) => ({
        ...{ name, state },
        words: (
          <span className="way-words">
            <span>
              <strong>{title}</strong> <span className="small line-state">{t(`way.state.${state}`)}</span>
            </span>
            <span className="small">{said}</span>
            {below}
          </span>
        ),
      }))}
    />
  );
}
