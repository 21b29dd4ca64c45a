import { type ReactNode, useState } from "react";
import "../styles/folds.css";

/** What was opened or closed in this tab, by name: whoever looks elsewhere and comes back finds it so. */
const kept = new Map<string, boolean>();

type Shown = {
  /** Its name among all folds of the page. */
  readonly id: string;
  readonly title: ReactNode;
  /** Whether it is open until the reader closes it. */
  readonly isOpen?: boolean;
  readonly children: ReactNode;
};

/** Something that is one tap away. Its content is on the page always: the browser's search finds it, and it is printed. */
export function Fold({ id, title, isOpen = false, children }: Shown) {
  const [open, setOpen] = useState(() => kept.get(id) ?? isOpen);
  return (
    <details
      className="fold"
      open={open}
      onToggle={({ currentTarget }) => {
        kept.set(id, currentTarget.open);
        setOpen(currentTarget.open);
      }}
    >
      <summary>
        <span className="fold-title">{title}</span>
      </summary>
      <div className="fold-body stack">{children}</div>
    </details>
  );
}
