import type { Equivalent, Forgery } from "../forgery.ts";

function forgery(length: number, breaks: string, value: string): Forgery {
  const values = Array.from({ length }, (_, i) => i + 1);
  return { main: `Binding(${length})`, input: { values, challenge: 3 }, breaks, value };
}

const digest = "the digest is that of the values";
const evaluation = "the evaluation is that of the values at the challenge";

export const bindingForgeries: Readonly<Record<string, Forgery | Equivalent>> = {
  "Binding: block[b].inputs[i] <== values[16 * b + i]": forgery(2, digest, "values[16 * b + i] + 1"),
  "Binding: block[b].initialState <== 0": forgery(2, digest, "1"),
  "Binding: block[b].initialState <== block[b - 1].out[0]": forgery(17, digest, "7"),
  "Binding: digest <== block[blocks - 1].out[0]": forgery(2, digest, "5"),
  "Binding: partial[N - 1] <== values[N - 1]": forgery(2, evaluation, "values[N - 1] + 1"),
  "Binding: partial[i] <== partial[i + 1] * challenge + values[i]": forgery(2, evaluation, "values[i]"),
  "Binding: evaluation <== partial[0]": forgery(2, evaluation, "5"),
};
