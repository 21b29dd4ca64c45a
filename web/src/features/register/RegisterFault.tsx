import { useTexts } from "../../shared/language.ts";
import { Fault } from "../../shared/ui/Fault.tsx";
import { FaultNotice } from "../../shared/ui/FaultNotice.tsx";
import { registerFaultOf } from "./registerFaults.ts";
import "./texts.ts";

/** What happened, and what to do. */
export function RegisterFault({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const { t } = useTexts("register");
  const known = registerFaultOf(error);
  if (known === undefined) return <Fault error={error} again={again} />;
  return (
    <FaultNotice title={t(`faults.${known}.what`)} lines={[t(`faults.${known}.next`)]} error={error} again={again} />
  );
}
