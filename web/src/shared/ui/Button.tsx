import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";

type Look = "first" | "second" | "quiet";

const looks: Readonly<Record<Look, string>> = {
  first: "button",
  second: "button button-second",
  quiet: "button button-quiet",
};

type Shown = Omit<ComponentProps<"button">, "onClick" | "disabled" | "children"> & {
  readonly look?: Look;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
};

/**
 * A button; at most one of a screen has the look `first`. One that is disabled keeps the focus, which the browser would
 * otherwise drop on the page's body while somebody waits.
 */
export function Button({ look = "first", className = "", type = "button", onPress, isDisabled, ...props }: Shown) {
  const press = (event: MouseEvent) => {
    if (isDisabled) event.preventDefault();
    else onPress?.();
  };
  return (
    <button
      {...props}
      type={type}
      aria-disabled={isDisabled || undefined}
      className={`${looks[look]} ${className}`}
      onClick={press}
    />
  );
}

/** A link that looks like a button. */
export function ButtonLink({ look = "first", className, ...props }: LinkProps & { readonly look?: Look }) {
  return <Link {...props} className={`${looks[look]} ${className ?? ""}`} />;
}
