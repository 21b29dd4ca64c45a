import { RegisterAnswerUnreadableError, RegisterRefusedError } from "./refusals.ts";
import type { RegisterResponse } from "./transport.ts";

/** The text of an answer of one content type, by its status (P28.9). Throws what the register's own failure means. */
export function answerText({ status, headers, body }: RegisterResponse, contentType: string): string {
  if (status >= 300 && status < 400) throw new RegisterAnswerUnreadableError("a redirection");
  if (status >= 400) throw new RegisterRefusedError(`status ${status}`);
  const [type = "", ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  const charset = parameters.map((one) => /^ *charset="?([^" ]*)"? *$/.exec(one)?.[1]).find(Boolean) ?? "utf-8";
  if (status < 200 || type.trim() !== contentType || charset !== "utf-8") {
    throw new RegisterAnswerUnreadableError("content type");
  }
  if ((headers["content-encoding"] ?? "identity") !== "identity") {
    throw new RegisterAnswerUnreadableError("content coding");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new RegisterAnswerUnreadableError("not UTF-8");
  }
}

/** An answer's JSON. Throws as `answerText`. */
export function jsonAnswer(response: RegisterResponse): unknown {
  const text = answerText(response, "application/json");
  try {
    return JSON.parse(text);
  } catch {
    throw new RegisterAnswerUnreadableError("not JSON");
  }
}
