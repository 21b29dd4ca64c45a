import { useState } from "react";
import { isKiosk } from "../kiosk/kiosk.ts";
import { useTexts } from "../language.ts";
import { Button } from "./Button.tsx";
import "../texts.ts";

/** Copies a text, and says that it did; where many people use the device, the next one would have it. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const { t } = useTexts("shared");
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  if (isKiosk) return null;
  return (
    <Button look="quiet" onPress={copy}>
      <span aria-live="polite">{copied ? t("copied") : (label ?? t("copy"))}</span>
    </Button>
  );
}
