import { type ReactNode, useEffect, useRef } from "react";

type Shown = { readonly children: ReactNode; readonly className?: string };

/** What comes in the place of something that had the focus: it takes that, which the browser drops on the page's body. */
export function TakesFocus({ children, className }: Shown) {
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { activeElement, body } = document;
    if (activeElement === null || activeElement === body) shown.current?.focus();
  }, []);
  return (
    <div ref={shown} tabIndex={-1} className={className}>
      {children}
    </div>
  );
}
