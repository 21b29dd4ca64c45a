import { faultOf } from "../faults.ts";
import { useTexts } from "../language.ts";
import { useSaid } from "../said.ts";
import { FaultNotice } from "./FaultNotice.tsx";
import "../texts.ts";

type Shown = { readonly error: unknown; readonly again?: (() => void) | undefined };

/**
 * A failure in words that fit every page: what happened, whether the vote is safe, what to do. Where there are none,
 * what is said of the error's code.
 */
export function Fault({ error, again }: Shown) {
  const { t } = useTexts("shared");
  const fault = faultOf(error);
  const said = useSaid(fault === "unknown" ? error : undefined);
  const { what, next } = said ?? { what: t(`faults.${fault}.what`), next: t(`faults.${fault}.next`) };
  return <FaultNotice title={what} lines={[t(`faults.${fault}.safe`), next]} error={error} again={again} />;
}
