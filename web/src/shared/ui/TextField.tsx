import type { ComponentProps } from "react";

type Shown = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly change: (text: string) => void;
  /** What stands below the field, and is read aloud with it. */
  readonly help?: string;
} & Pick<ComponentProps<"textarea">, "rows" | "maxLength" | "autoComplete" | "autoCapitalize" | "spellCheck">;

/** A field of several lines with its label. */
export function TextField({ id, label, change, help, rows = 5, ...field }: Shown) {
  const helpId = help === undefined ? undefined : `${id}-help`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        {...field}
        id={id}
        rows={rows}
        aria-describedby={helpId}
        onChange={({ target }) => change(target.value)}
      />
      {help !== undefined && (
        <p id={helpId} className="small quiet">
          {help}
        </p>
      )}
    </div>
  );
}
