import { type ReactNode, useEffect, useRef } from "react";

type Shown = {
  readonly title: string;
  /** The title as elements, where parts of it are in another language than the page. */
  readonly heading?: ReactNode;
  readonly children: ReactNode;
};

/** One page: its heading, which takes the focus when the page opens so that screen readers begin there, and its title. */
export function Page({ title, heading: shown, children }: Shown) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – 한표 Hanpyo`;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="stack stack-wide">
      <h1 ref={heading} tabIndex={-1}>
        {shown ?? title}
      </h1>
      {children}
    </div>
  );
}
