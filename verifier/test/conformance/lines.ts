/** The lines of a stream, each ended by a line feed and by nothing else (conformance/README.md). */
export async function* lines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let begun = "";
  for await (const bytes of stream) {
    const parts = decoder.decode(bytes, { stream: true }).split("\n");
    parts[0] = begun + parts[0];
    begun = parts.pop()!;
    yield* parts;
  }
  if (begun !== "") yield begun;
}
