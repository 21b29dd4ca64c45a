import { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../language.ts";
import { Fault } from "../ui/Fault.tsx";
import { Notice } from "../ui/Notice.tsx";
import "./texts.ts";

const KNOWN = ["PASSKEY_UNAVAILABLE", "VAULT_UNAVAILABLE"] as const;

/** Why an identity stays shut; nothing was sent. */
export function UnlockFault({ error }: { readonly error: unknown }) {
  const { t } = useTexts("unlock");
  const known = error instanceof HanpyoError && KNOWN.find((code) => code === error.code);
  if (!known) return <Fault error={error} />;
  return (
    <Notice tone="danger" title={t(`faults.${known}.what`)} urgent>
      <p>{t(`faults.${known}.safe`)}</p>
      <p>{t(`faults.${known}.next`)}</p>
      <p className="code small">{`${error.code}: ${error.message}`}</p>
    </Notice>
  );
}
