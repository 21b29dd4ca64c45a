import type { ComponentProps } from "react";

type Shown = { readonly change: (text: string) => void } & Pick<
  ComponentProps<"textarea">,
  "id" | "value" | "rows" | "className" | "autoComplete" | "aria-describedby" | "aria-invalid"
>;

/** Where a code is typed: on as many lines as show all of it, to be compared with what was noted or printed. */
export function WrappingField({ change, autoComplete = "off", ...field }: Shown) {
  return (
    <textarea
      {...field}
      autoComplete={autoComplete}
      autoCapitalize="characters"
      spellCheck={false}
      translate="no"
      onChange={({ target }) => change(target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.currentTarget.form?.requestSubmit();
      }}
    />
  );
}
