import { type ReactNode, useEffect, useRef, useState } from "react";
import { type Stage, StageContext } from "./stages.ts";

type Shown = {
  readonly title: string;
  /** The title as elements, where parts of it are in another language than the page. */
  readonly heading?: ReactNode;
  readonly children: ReactNode;
};

/**
 * One page: its heading, which takes the focus when the page opens or comes to another stage, so that screen readers
 * begin there and nobody's focus falls to the body with what was removed; and its title.
 */
export function Page({ title, heading: shown, children }: Shown) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [stage, setStage] = useState<Stage>();
  const page = `${title} – 한표 Hanpyo`;
  useEffect(() => {
    document.title = stage === undefined ? page : `${stage.name} – ${page}`;
  }, [stage, page]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new stage begins at its top
  useEffect(() => {
    // Chromium gives a promise back, which an effect must not return.
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [stage?.id]);
  return (
    <StageContext value={setStage}>
      <div className="stack stack-wide">
        <div>
          {stage !== undefined && <p className="quiet">{shown ?? title}</p>}
          <h1 ref={heading} tabIndex={-1}>
            {/* Elements of their own: a translator of the browser replaces bare texts. */}
            <span key={stage?.name}>{stage?.name ?? shown ?? title}</span>
          </h1>
        </div>
        {children}
      </div>
    </StageContext>
  );
}
