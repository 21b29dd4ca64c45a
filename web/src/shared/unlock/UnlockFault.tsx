import type { Code } from "../../../../sdk/codes.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../language.ts";
import { Fault } from "../ui/Fault.tsx";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import "./texts.ts";

const KNOWN = ["PASSKEY_UNAVAILABLE", "VAULT_UNAVAILABLE"] as const satisfies readonly Code[];

/** Why an identity stays shut; nothing was sent. */
export function UnlockFault({ error }: { readonly error: unknown }) {
  const { t } = useTexts("unlock");
  const known = error instanceof HanpyoError && KNOWN.find((code) => code === error.code);
  if (!known) return <Fault error={error} />;
  const lines = [t(`faults.${known}.safe`), t(`faults.${known}.next`)];
  return <FaultNotice title={t(`faults.${known}.what`)} lines={lines} error={error} />;
}
