import type { Code } from "../../../../sdk/codes.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../language.ts";
import { Fault } from "../ui/Fault.tsx";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import "./texts.ts";

const KNOWN = ["WALLET_REJECTED", "WALLET_PENDING", "WALLET_GONE"] as const satisfies readonly Code[];

/** What became of something that a wallet was asked; of any other failure what is said of it everywhere. */
export function WalletFault({ error, again }: { readonly error: unknown; readonly again?: (() => void) | undefined }) {
  const { t } = useTexts("wallet");
  const known = knownOf(error);
  if (known === undefined) return <Fault error={error} again={again} />;
  return (
    <FaultNotice title={t(`faults.${known}.what`)} lines={[t(`faults.${known}.next`)]} error={error} again={again} />
  );
}

function knownOf(error: unknown): (typeof KNOWN)[number] | undefined {
  // A signer's own name for EIP-1193's 4001.
  if ((error as { readonly code?: unknown } | null)?.code === "ACTION_REJECTED") return "WALLET_REJECTED";
  return error instanceof HanpyoError ? KNOWN.find((code) => code === error.code) : undefined;
}
