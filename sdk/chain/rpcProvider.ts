import {
  type JsonRpcError,
  type JsonRpcPayload,
  JsonRpcProvider,
  type JsonRpcResult,
  makeError,
  Network,
  type Networkish,
} from "ethers";
import { boundedText } from "./boundedText.ts";
import { isRateLimit, nodesError } from "./nodesError.ts";

/** How a node is asked; whatever it does, every question ends. */
export type Reach = {
  /** Milliseconds for a question with all its repetitions, to the last byte of the answer. */
  readonly deadline: number;
  /** Most bytes of an answer. */
  readonly largest?: number;
  /** Times that a question is asked of a node that says it is asked too often. */
  readonly tries?: number;
  /** Milliseconds before the second time; doubled each time. */
  readonly pause?: number;
  /** What becomes of a node that sends the question on to another host. */
  readonly redirect?: RequestRedirect;
  /** The first block of which events are asked for; on a whole chain, that of the contracts' creation. */
  readonly firstBlock?: number;
  /** The same of single contracts, by their addresses in small letters. */
  readonly firstBlocks?: Readonly<Record<string, number>>;
  /** Questions that are asked in one request. */
  readonly batch?: number;
};

/** 64 MiB: the events of 5,000 blocks full of ballots are less. */
const LARGEST = 2 ** 26;
const TRIES = 6;
const PAUSE = 250;
const TOO_MANY_REQUESTS = 429;

type Answers = Awaited<ReturnType<JsonRpcProvider["_send"]>>;
type Question = JsonRpcPayload | JsonRpcPayload[];

/**
 * The one way by which nodes are asked. A question has a deadline to its answer's last byte, an answer a greatest size,
 * and all that are under way end when the provider is destroyed. A node that says that it is asked too often is asked
 * again, later each time, before the deadline.
 *
 * Where no answer comes, it throws errors that `isSilence` knows.
 */
export class RpcProvider extends JsonRpcProvider {
  /** The first block of which a contract's events are asked for, if it was said. */
  readonly firstBlockOf: (address: string) => number | undefined;
  readonly #url: string;
  readonly #reach: Required<Omit<Reach, "firstBlock" | "firstBlocks" | "batch">>;
  readonly #underWay = new Set<AbortController>();

  constructor(url: string, network: Networkish, { firstBlock, firstBlocks, batch = 1, ...reach }: Reach) {
    const fixed = Network.from(network);
    super("http://unused.invalid", fixed, { staticNetwork: fixed, batchMaxCount: batch, cacheTimeout: -1 });
    this.firstBlockOf = (address) => firstBlocks?.[address.toLowerCase()] ?? firstBlock;
    this.#url = url;
    this.#reach = { largest: LARGEST, tries: TRIES, pause: PAUSE, redirect: "follow", ...reach };
  }

  /**
   * Some nodes know no pending block, of which ethers asks the next nonce; there it is that after the latest block.
   */
  override async send(method: string, params: unknown[] | Record<string, unknown>): Promise<unknown> {
    try {
      return await super.send(method, params);
    } catch (error) {
      const [account, block] = Array.isArray(params) ? params : [];
      if (method !== "eth_getTransactionCount" || block !== "pending") throw error;
      const own = nodesError(error);
      if (own === undefined || isRateLimit(own)) throw error;
      return super.send(method, [account, "latest"]);
    }
  }

  override async _send(question: Question): Promise<Answers> {
    const { deadline, tries, pause } = this.#reach;
    const controller = new AbortController();
    const timer = setTimeout(
      () => controller.abort(makeError(`no answer within ${deadline} ms`, "TIMEOUT", NO_ANSWER)),
      deadline,
    );
    this.#underWay.add(controller);
    try {
      const answered: Answers = [];
      let open = question;
      for (let left = tries - 1, wait = pause; ; left--, wait *= 2) {
        const { answers, retryAfter } = await this.#ask(open, controller.signal, left > 0);
        const limited = answers.filter(isLimited);
        if (left <= 0 || (retryAfter === undefined && limited.length === 0)) return [...answered, ...answers];
        answered.push(...answers.filter((answer) => !limited.includes(answer)));
        open = stillOpen(open, limited);
        await pausing(Math.max(wait, retryAfter ?? 0), controller.signal);
      }
    } finally {
      clearTimeout(timer);
      this.#underWay.delete(controller);
    }
  }

  override destroy(): void {
    for (const controller of this.#underWay)
      controller.abort(makeError("the question was called off", "CANCELLED", {}));
    super.destroy();
  }

  /** @param mayWait Whether HTTP 429 is something to wait for, rather than the end. */
  async #ask(question: Question, signal: AbortSignal, mayWait: boolean) {
    const { largest, redirect } = this.#reach;
    const { url, headers } = plainUrl(this.#url);
    const body = JSON.stringify(question);
    const init: RequestInit = { method: "POST", headers, body, signal, redirect };
    const response = await fetch(url, init).catch((error: unknown) => {
      throw unanswered(error, signal);
    });
    const text = await boundedText(response, largest).catch((error: unknown) => {
      throw unanswered(error, signal);
    });
    const answers = answersIn(text);
    if (response.status === TOO_MANY_REQUESTS && mayWait) {
      return { answers: [], retryAfter: 1_000 * (Number(response.headers.get("retry-after")) || 0) };
    }
    // Some nodes give a status of failure to an answer that says what is wrong with the question.
    if (!response.ok && !answers?.some((answer) => "error" in answer)) throw statusError(response);
    if (answers === undefined)
      throw makeError("the answer is no JSON", "UNSUPPORTED_OPERATION", { operation: "bodyJson" });
    return { answers, retryAfter: undefined };
  }
}

const NO_ANSWER = { operation: "rpc", reason: "timeout" } as never;

/**
 * Asks one question of a node of which nothing is known, not even the chain.
 * Throws errors that `isSilence` knows, or ethers' errors where the node refuses.
 */
export async function askNode<T>(url: string, reach: Reach, method: string, params: readonly unknown[]): Promise<T> {
  const provider = new RpcProvider(url, Network.from(1), reach);
  try {
    return (await provider.send(method, [...params])) as T;
  } finally {
    provider.destroy();
  }
}

function answersIn(text: string): Answers | undefined {
  try {
    const answers = [JSON.parse(text) as unknown].flat();
    return answers.every((answer) => typeof answer === "object" && answer !== null) ? (answers as Answers) : undefined;
  } catch {
    return undefined;
  }
}

/** Of questions asked together, those that are asked again; all of them where the node refused the whole. */
function stillOpen(question: Question, limited: Answers): Question {
  if (!Array.isArray(question)) return question;
  const again = question.filter(({ id }) => limited.some((answer) => answer.id === id));
  return again.length === 0 ? question : again;
}

function isLimited(answer: JsonRpcResult | JsonRpcError): boolean {
  const error = nodesError("error" in answer ? answer.error : undefined);
  return error !== undefined && isRateLimit(error);
}

function statusError({ status, statusText }: Response): Error {
  const info = { responseStatus: `${status} ${statusText}` };
  return makeError(`server response ${status} ${statusText}`.trim(), "SERVER_ERROR", { info } as never);
}

/** Why no answer came, by the code of the socket where there is one. */
function unanswered(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if ((error as { readonly code?: unknown }).code === "SERVER_ERROR") return error;
  const { cause } = error as { readonly cause?: { readonly code?: unknown } };
  const code = typeof cause?.code === "string" ? cause.code : "NETWORK_ERROR";
  return Object.assign(new Error(`the connection failed (${code})`, { cause: error }), { code });
}

/** `fetch` takes no names and passwords in URLs; they belong in a header (RFC 7617). */
function plainUrl(given: string): { readonly url: string; readonly headers: Record<string, string> } {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (!URL.canParse(given)) return { url: given, headers };
  const url = new URL(given);
  const { username, password } = url;
  if (username === "" && password === "") return { url: given, headers };
  [url.username, url.password] = ["", ""];
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { url: url.href, headers: { ...headers, authorization: `Basic ${btoa(credentials)}` } };
}

function pausing(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const end = () => fail(signal.reason);
    if (signal.aborted) return end();
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", end);
      done();
    }, milliseconds);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        end();
      },
      { once: true },
    );
  });
}
