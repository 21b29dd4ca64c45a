import { X509Certificate } from "node:crypto";
import { request as overHttp } from "node:http";
import { request as overTls, type RequestOptions } from "node:https";
import type { PeerCertificate } from "node:tls";
import { RegisterAnswerUnreadableError, RegisterMisconfiguredError, RegisterUnavailableError } from "./refusals.ts";

/** With what an office shows itself to a server, and by what it knows the server (PEM). */
export type TransportKeys = {
  /** The server's certificate, and no other; without it, one that the machine trusts. */
  readonly pinned?: string;
  readonly clientCertificate?: string;
  readonly clientKey?: string;
};

export type RegisterRequest = {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** An HTTP response as it came; names of headers are in small letters, one that came twice has both values. */
export type RegisterResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** Sends one request and reads its answer. Throws a refusal of P28.9. */
export type Transport = (request: RegisterRequest) => Promise<RegisterResponse>;

/** Most milliseconds and bytes of an answer, unless more is asked for. */
const TIMEOUT = 10_000;
const MOST_BYTES = 65_536;

/** Why TLS did not come about, where waiting does not help. */
const TLS_FAULT = /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_)/;

/** Whether a server may be reached without TLS: it is this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/**
 * Requests over HTTPS, or over HTTP to this machine (P28.10). No redirection is followed.
 * @param timeout Milliseconds for the whole of an answer.
 * @param mostBytes Of an answer's body.
 */
export function registerTransport(keys: TransportKeys, timeout = TIMEOUT, mostBytes = MOST_BYTES): Transport {
  return ({ method, url, headers, body }) =>
    new Promise((fulfil, refuse) => {
      const isPlain = url.protocol === "http:";
      if (isPlain ? !isLoopback(url) : url.protocol !== "https:") {
        refuse(new RegisterMisconfiguredError("HTTP is for this machine alone"));
        return;
      }
      const content = body === undefined ? undefined : Buffer.from(body, "utf8");
      const options: RequestOptions = {
        method,
        headers: { ...headers, ...(content && { "Content-Length": String(content.length) }) },
        // Each request has a connection of its own: one that the server has just closed is no failure of the register.
        agent: false,
        ...(isPlain ? {} : tlsOptions(keys)),
      };
      const sent = (isPlain ? overHttp : overTls)(url, options, (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on("data", (chunk: Buffer) => {
          length += chunk.length;
          chunks.push(chunk);
          if (length > mostBytes) end(new RegisterAnswerUnreadableError(`more than ${mostBytes} bytes`));
        });
        response.on("error", (error) => end(failureOf(error)));
        response.on("end", () => {
          clearTimeout(timer);
          fulfil({ status: response.statusCode ?? 0, headers: joined(response.headers), body: Buffer.concat(chunks) });
        });
      });
      const timer = setTimeout(() => end(new RegisterAnswerUnreadableError("no answer in time")), timeout);
      const end = (error: Error) => {
        clearTimeout(timer);
        refuse(error);
        sent.destroy();
      };
      sent.on("error", (error) => end(failureOf(error)));
      sent.end(content);
    });
}

function tlsOptions({ pinned, clientCertificate, clientKey }: TransportKeys): RequestOptions {
  return {
    minVersion: "TLSv1.2",
    ...(clientCertificate === undefined ? {} : { cert: clientCertificate }),
    ...(clientKey === undefined ? {} : { key: clientKey }),
    ...(pinned === undefined
      ? {}
      : {
          ca: pinned,
          // Only the pinned certificate itself is trusted, whoever issued it, and whatever name the server goes by.
          allowPartialTrustChain: true,
          checkServerIdentity: (_: string, { raw }: PeerCertificate) =>
            raw.equals(new X509Certificate(pinned).raw)
              ? undefined
              : new RegisterMisconfiguredError("pinned certificate"),
        }),
  };
}

function joined(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")] as const);
  return Object.fromEntries(pairs);
}

/** What a failure below HTTP means (P28.9). */
function failureOf(error: Error & { readonly code?: string }): Error {
  if (error instanceof RegisterMisconfiguredError) return error;
  const code = String(error.code ?? "connection");
  if (TLS_FAULT.test(code)) return new RegisterMisconfiguredError(code);
  // The parser's own: what answers speaks no HTTP.
  if (code.startsWith("HPE_")) return new RegisterAnswerUnreadableError(code);
  return new RegisterUnavailableError(code);
}
