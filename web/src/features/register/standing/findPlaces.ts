import type { Place, Task, Told } from "./messages.ts";

/** Finds a commitment's places in a worker. Throws an error with the worker's code. */
export function findPlaces(task: Task): Promise<readonly Place[]> {
  return new Promise((fulfil, fail) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    const end = (settle: () => void) => {
      worker.terminate();
      settle();
    };
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.kind === "places") end(() => fulfil(data.places));
      else end(() => fail(Object.assign(new Error(data.message), { code: data.code })));
    };
    worker.onerror = ({ message }) => end(() => fail(new Error(message)));
    worker.postMessage(task);
  });
}
