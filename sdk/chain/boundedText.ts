import { makeError } from "ethers";

/**
 * Reads an answer's text as it comes, and no further than its greatest size.
 * @param largest Bytes.
 * Throws an error that `isSilence` knows where it is larger, and what ends the connection.
 */
export async function boundedText(response: Response, largest: number): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > largest) {
      await reader.cancel();
      throw makeError(`the answer is larger than ${largest} bytes`, "SERVER_ERROR", {} as never);
    }
    text += decoder.decode(value, { stream: true });
  }
}
