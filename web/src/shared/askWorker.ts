/** What a worker of `answerOnce` says. */
type Told<Answer> =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };

/** In a worker that does one thing: answers the first message that it gets. */
export function answerOnce<Task, Answer>(work: (task: Task) => Promise<Answer>): void {
  self.onmessage = async ({ data }: MessageEvent<Task>) => {
    const told = await work(data).then(
      (answer): Told<Answer> => ({ kind: "answer", answer }),
      (error: unknown): Told<Answer> => {
        const { code = "PAGE_FAILED", message = String(error) } = Object(error) as { code?: string; message?: string };
        return { kind: "failed", code: String(code), message };
      },
    );
    postMessage(told);
  };
}

/** Has a worker of `answerOnce` do its task, and ends it. Throws an error with its code, or the signal's reason. */
export function askWorker<Task, Answer>(worker: Worker, task: Task, signal?: AbortSignal): Promise<Answer> {
  const answered = new Promise<Answer>((fulfil, fail) => {
    signal?.addEventListener("abort", () => fail(signal.reason), { once: true });
    worker.onmessage = ({ data }: MessageEvent<Told<Answer>>) => {
      if (data.kind === "answer") fulfil(data.answer);
      else fail(Object.assign(new Error(data.message), { code: data.code }));
    };
    worker.onerror = ({ message }) => fail(new Error(message));
    worker.postMessage(task);
  });
  return answered.finally(() => worker.terminate());
}
