/** Gives the visitor a text, or the pieces of one, as a file. */
export function saveFile(name: string, text: string | Iterable<string>, type = "application/json"): void {
  const pieces = typeof text === "string" ? [text] : [...text];
  const address = URL.createObjectURL(new Blob(pieces, { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then; the address would keep the text in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
