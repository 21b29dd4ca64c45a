import { faultOf } from "../faults.ts";
import { useTexts } from "../language.ts";
import { FaultNotice } from "./FaultNotice.tsx";
import "../texts.ts";

type Shown = { readonly error: unknown; readonly again?: (() => void) | undefined };

/** A failure in words that fit every page: what happened, whether the vote is safe, what to do. */
export function Fault({ error, again }: Shown) {
  const { t } = useTexts("shared");
  const fault = faultOf(error);
  const lines = [t(`faults.${fault}.safe`), t(`faults.${fault}.next`)];
  return <FaultNotice title={t(`faults.${fault}.what`)} lines={lines} error={error} again={again} />;
}
