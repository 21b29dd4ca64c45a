/** What a shell takes as one word as it stands. */
const PLAIN = /^[\p{L}\p{M}\p{N}_@%+=:,./-]+$/u;

/**
 * A file's name or another value as one word of a command that a person copies into a shell (POSIX, section 2.2.2):
 * in single quotes where it has a blank or anything else that a shell reads. A name that begins like an option is one of
 * the folder.
 */
export function shellWord(text: string): string {
  const word = text.startsWith("-") ? `./${text}` : text;
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
