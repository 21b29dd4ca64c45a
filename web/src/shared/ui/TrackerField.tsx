import type { ComponentProps } from "react";

type Shown = { readonly change: (text: string) => void } & Pick<
  ComponentProps<"textarea">,
  "id" | "value" | "aria-describedby" | "aria-invalid"
>;

/** Where a tracker is typed: on two lines, so that a phone shows all of it, to be compared with what was noted. */
export function TrackerField({ change, ...field }: Shown) {
  return (
    <textarea
      {...field}
      className="code"
      rows={2}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      onChange={({ target }) => change(target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.currentTarget.form?.requestSubmit();
      }}
    />
  );
}
