import { z } from "zod/mini";

const CHANNEL = "hanpyo.returning";
/** Milliseconds in which a tab that waits for a wallet's answer says that it took it. */
const ANSWER = 1_000;

const messageSchema = z.union([
  z.object({ kind: z.literal("carried"), code: z.string() }),
  z.object({ kind: z.literal("taken") }),
  z.object({ kind: z.literal("moved") }),
]);
type Message = z.infer<typeof messageSchema>;

/** What happens in other tabs of this browser while this one waits for a wallet. */
export type Heard = {
  /** A wallet sent its user back to another tab, with this code. */
  readonly carried?: (code: string) => void;
  /** Another tab went on with the registration. */
  readonly moved?: () => void;
};

/** Listens until the function that it gives back is called. */
export function hearOtherTabs({ carried, moved }: Heard): () => void {
  return open((message, say) => {
    if (message.kind === "moved") moved?.();
    if (message.kind !== "carried" || carried === undefined) return;
    say({ kind: "taken" });
    carried(message.code);
  });
}

/** Tells the tab from which a wallet was opened that this one goes on with the registration. */
export function tellMoved(): void {
  const stop = open(() => undefined, { kind: "moved" });
  stop();
}

/** Hands a wallet's code to a tab that waits for it. @returns Whether one took it. */
export function handToWaiting(code: string): Promise<boolean> {
  return new Promise((fulfil) => {
    const end = (isTaken: boolean) => {
      stop();
      clearTimeout(timer);
      fulfil(isTaken);
    };
    const timer = setTimeout(() => end(false), ANSWER);
    const stop = open((message) => message.kind === "taken" && end(true), { kind: "carried", code });
  });
}

/** A browser without such channels has only this tab. */
function open(heard: (message: Message, say: (answer: Message) => void) => void, first?: Message): () => void {
  if (typeof BroadcastChannel === "undefined") return () => undefined;
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", ({ data }) => {
    const parsed = messageSchema.safeParse(data);
    if (parsed.success) heard(parsed.data, (answer) => channel.postMessage(answer));
  });
  if (first !== undefined) channel.postMessage(first);
  return () => channel.close();
}
