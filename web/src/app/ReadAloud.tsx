import { useSyncExternalStore } from "react";
import { useTexts } from "../shared/language.ts";
import { Button } from "../shared/ui/Button.tsx";
import { localVoice } from "./reading/localVoice.ts";
import { readAloud } from "./reading/readAloud.ts";
import "./texts.ts";

/** Reads the main part of the page aloud; nothing where this device has no voice of its own for the page's language. */
export function ReadAloud({ close }: { readonly close: () => void }) {
  const { t, language } = useTexts("app");
  const hasVoice = useSyncExternalStore(
    watchVoices,
    () => localVoice(globalThis.speechSynthesis?.getVoices() ?? [], language) !== undefined,
  );
  const main = document.getElementById("main");
  if (!hasVoice || main === null) return null;
  const start = () => {
    // The panel would lie over what is read; the button that stops stands in the header.
    close();
    readAloud(main);
  };
  return (
    <Button look="second" onPress={start}>
      {t("settings.read")}
    </Button>
  );
}

/** Voices come some time after the page. */
function watchVoices(changed: () => void): () => void {
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", changed);
  return () => globalThis.speechSynthesis?.removeEventListener?.("voiceschanged", changed);
}
