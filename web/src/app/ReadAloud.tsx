import { useEffect, useState } from "react";
import { useTexts, type WayToSay } from "../shared/language.ts";
import { Button } from "../shared/ui/Button.tsx";
import "./texts.ts";

/** Reads the main part of the page aloud with the system's own voice; nothing where there is none. */
export function ReadAloud({ language }: { readonly language: WayToSay }) {
  const { t } = useTexts("app");
  const [reading, setReading] = useState(false);
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), []);
  if (globalThis.speechSynthesis === undefined) return null;

  const start = () => {
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown shall be read, line by line
    const utterance = new SpeechSynthesisUtterance(document.getElementById("main")?.innerText ?? "");
    utterance.lang = language === "en" ? "en-GB" : "ko-KR";
    utterance.onend = () => setReading(false);
    utterance.onerror = () => setReading(false);
    speechSynthesis.cancel();
    speechSynthesis.speak(utterance);
    setReading(true);
  };
  const stop = () => {
    speechSynthesis.cancel();
    setReading(false);
  };
  return (
    <Button look="second" onPress={reading ? stop : start}>
      {t(reading ? "settings.stop" : "settings.read")}
    </Button>
  );
}
