/**
 * snarkjs starts its threads from a `data:` address, which the page's CSP forbids, and never looks at their errors.
 * Imported before snarkjs, this gives it threads from a `blob:` address of our own origin, and reports their deaths.
 */
const listeners = new Set<(cause: string) => void>();

class BlobWorker extends Worker {
  constructor(source: string | URL, options?: WorkerOptions) {
    const text = String(source);
    const from = text.startsWith("data:") ? blobOf(text) : text;
    super(from, options);
    this.addEventListener("error", (event) => {
      for (const listener of listeners) listener(event.message || "a thread died");
    });
  }
}

function blobOf(address: string): string {
  const script = atob(address.slice(address.indexOf(",") + 1));
  return URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
}

/** What `work` gives, or a rejection as soon as one of snarkjs's threads dies, which would otherwise never end. */
export async function withThreads<T>(work: () => Promise<T>): Promise<T> {
  let listener: (cause: string) => void = () => {};
  const death = new Promise<never>((_, reject) => {
    listener = (cause) => reject(new Error(cause));
  });
  listeners.add(listener);
  try {
    return await Promise.race([work(), death]);
  } finally {
    listeners.delete(listener);
  }
}

globalThis.Worker = BlobWorker;
