/** What is asked of a voice. */
export type Voice = Pick<SpeechSynthesisVoice, "lang" | "localService">;

/**
 * A voice of a language that speaks on this device: others send what they read to a server of somebody else's.
 * @param language A tag; a voice of another region is better than none.
 */
export function localVoice<T extends Voice>(voices: readonly T[], language: string): T | undefined {
  const plain = (tag: string) => tag.toLowerCase().replaceAll("_", "-");
  const [wanted, main] = [plain(language), plain(language).split("-")[0]];
  const local = voices.filter(({ localService }) => localService);
  return (
    local.find(({ lang }) => plain(lang) === wanted) ?? local.find(({ lang }) => plain(lang).split("-")[0] === main)
  );
}
