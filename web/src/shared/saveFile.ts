/** Gives the visitor a text, the pieces of one, or bytes as a file. */
export function saveFile(
  name: string,
  content: string | Uint8Array<ArrayBuffer> | Iterable<string>,
  type = "application/json",
): void {
  const pieces = typeof content === "string" || content instanceof Uint8Array ? [content] : [...content];
  const address = URL.createObjectURL(new Blob(pieces, { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then; the address would keep the content in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
