import type { Ref } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components/Button";
import { Link, type LinkProps } from "react-router";

type Look = "first" | "second" | "quiet";

const looks: Readonly<Record<Look, string>> = {
  first: "button",
  second: "button button-second",
  quiet: "button button-quiet",
};

/** A button; at most one of a screen has the look `first`. */
export function Button({
  look = "first",
  className,
  ...props
}: ButtonProps & { readonly look?: Look; readonly ref?: Ref<HTMLButtonElement> }) {
  return <AriaButton {...props} className={`${looks[look]} ${typeof className === "string" ? className : ""}`} />;
}

/** A link that looks like a button. */
export function ButtonLink({ look = "first", className, ...props }: LinkProps & { readonly look?: Look }) {
  return <Link {...props} className={`${looks[look]} ${className ?? ""}`} />;
}
