import { useEffect, useRef } from "react";
import type { Registrant } from "./registrant.ts";

type Shown = { readonly registrant: Registrant; readonly to: (registrant: Registrant) => void };

/** Hands an identity on, once, as soon as it was opened. */
export function Handed({ registrant, to }: Shown) {
  const given = useRef(false);
  useEffect(() => {
    if (given.current) return;
    given.current = true;
    to(registrant);
  });
  return null;
}
