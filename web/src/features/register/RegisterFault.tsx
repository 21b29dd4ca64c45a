import { useTexts } from "../../shared/language.ts";
import { FaultNotice } from "../../shared/ui/FaultNotice.tsx";
import { WalletFault } from "../../shared/wallet/WalletFault.tsx";
import { registerFaultOf } from "./registerFaults.ts";
import "./texts.ts";

/** What happened, and what to do. */
export function RegisterFault({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const { t } = useTexts("register");
  const known = registerFaultOf(error);
  if (known === undefined) return <WalletFault error={error} again={again} />;
  return (
    <FaultNotice title={t(`faults.${known}.what`)} lines={[t(`faults.${known}.next`)]} error={error} again={again} />
  );
}
