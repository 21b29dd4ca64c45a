import { localVoice } from "./localVoice.ts";
import { setReading } from "./readingNow.ts";
import { type Sentence, sentencesIn } from "./sentences.ts";
import "./reading.css";

/** How the sentence that is read is marked (reading.css). */
const MARK = "hanpyo-reading";

/**
 * Reads a part of the page, sentence by sentence, each in a voice of its language that speaks on this device; marks what
 * is read and keeps it in sight. A sentence of a language without such a voice is left out.
 */
export function readAloud(root: Element): void {
  const { speechSynthesis } = globalThis;
  const sentences = sentencesIn(root);
  let isStopped = false;
  const end = () => {
    isStopped = true;
    CSS.highlights?.delete(MARK);
    speechSynthesis.cancel();
    setReading(undefined);
  };
  const read = (index: number) => {
    const sentence = sentences[index];
    if (isStopped) return;
    if (sentence === undefined) return end();
    const voice = localVoice(speechSynthesis.getVoices(), sentence.language);
    if (voice === undefined || !sentence.range.startContainer.isConnected) return read(index + 1);
    const utterance = new SpeechSynthesisUtterance(sentence.text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => read(index + 1);
    utterance.onerror = end;
    mark(sentence);
    speechSynthesis.speak(utterance);
  };
  speechSynthesis.cancel();
  setReading(end);
  read(0);
}

function mark({ range }: Sentence): void {
  if (CSS.highlights !== undefined) CSS.highlights.set(MARK, new Highlight(range));
  range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
}
