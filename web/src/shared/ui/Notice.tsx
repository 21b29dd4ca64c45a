import type { ReactNode } from "react";

export type Tone = "info" | "success" | "warning" | "danger";

type Shown = {
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** Read out at once when it appears. */
  readonly urgent?: boolean;
};

/** A message that stands out. Its tone is in words too: colour alone says nothing to many. */
export function Notice({ tone, title, children, urgent = false }: Shown) {
  return (
    <div className={`notice notice-${tone}`} role={urgent ? "alert" : undefined}>
      <p className="notice-title">{title}</p>
      {children}
    </div>
  );
}
