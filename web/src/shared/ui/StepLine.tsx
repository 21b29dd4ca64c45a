import type { ReactNode } from "react";
import "./stepLine.css";

/** One step of a way: what is over, where it is, what is to come, and what never comes. */
export type LineStep = {
  readonly name: string;
  readonly state: "done" | "now" | "later" | "never";
  readonly words: ReactNode;
};

/** A way from its beginning to its end, one step under the other. */
export function StepLine({ steps }: { readonly steps: readonly LineStep[] }) {
  return (
    <ol className="step-line">
      {steps.map(({ name, state, words }) => (
        <li key={name} className={`line-${state}`} aria-current={state === "now" ? "step" : undefined}>
          <span className="line-mark" aria-hidden="true" />
          {words}
        </li>
      ))}
    </ol>
  );
}
