import type { Socket } from "node:net";
import { ProtocolRefusal } from "./messageAddress.ts";
import { type DoubleAnswer, errorAnswer, type Fault } from "./securityServerDouble.ts";

/** What a Security Server, a network or a provider may answer instead. */

/** An error of the protocol by its type (PR-REST 4.6): 400 for those of the client, 500 for the others. */
export function protocolError(type: string, accept = "", status?: number): Fault {
  const refusal = new ProtocolRefusal(type.startsWith("Client.") ? 400 : 500, type, "4.6", "Injected");
  return () => ({ ...errorAnswer(refusal, accept), ...(status === undefined ? {} : { status }) });
}

/** A header with other values, or with none. */
export function withHeader(name: string, ...values: readonly string[]): Fault {
  return (answer) => ({
    ...answer,
    headers: [...without(answer, name), ...values.map((value) => [name, value] as const)],
  });
}

/** Names of headers as nobody writes them (PR-REST 4.3). */
export const oddNames: Fault = (answer) => ({
  ...answer,
  headers: answer.headers.map(([name, value]) => [name.toUpperCase(), value] as const),
});

/** The provider's own answer in place of what it gave. */
export function answering(status: number, type: string | undefined, body: string, ...more: [string, string][]): Fault {
  return (answer) => ({
    status,
    headers: [
      ...without(answer, "Content-Type"),
      ...(type === undefined ? [] : [["Content-Type", type] as const]),
      ...more,
    ],
    body: Buffer.from(body),
  });
}

/** Nothing is ever said. */
export const silence: Fault = () => undefined;

/** The connection ends in the middle of the body. */
export const cut: Fault = (answer, socket) => {
  socket.write(`${headOf(answer, answer.body.length + 100)}${answer.body.toString()}`, () => socket.destroy());
  return undefined;
};

/** An interim answer before the real one (RFC 9110, 15.2). */
export const interim: Fault = (answer, socket) => {
  socket.write("HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n");
  return answer;
};

/** 204 with a body after all, which RFC 9110, 15.3.5, forbids. */
export const noContentWithBody: Fault = (answer, socket) => {
  endWith(socket, { ...answer, status: 204 });
  return undefined;
};

function endWith(socket: Socket, answer: DoubleAnswer): void {
  socket.end(`${headOf(answer, answer.body.length)}${answer.body.toString()}`);
}

function headOf({ status, headers }: DoubleAnswer, length: number): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Injected\r\n${lines.join("")}Content-Length: ${length}\r\n\r\n`;
}

function without({ headers }: DoubleAnswer, name: string): DoubleAnswer["headers"] {
  return headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
}
