import { gzipSync } from "node:zlib";

/** Requests that no client of ours sends: bodies for every address, and whole requests as bytes. */

const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);

/** Bodies; each goes to every address that takes one. */
export const MALFORMED_BODIES: readonly (string | Uint8Array)[] = [
  ...[
    "",
    " ",
    "null",
    "true",
    "0",
    "-0",
    "1e999",
    '"text"',
    "[]",
    "{}",
    "[[]]",
    "[null]",
    "{",
    "}",
    '{"',
    '{"a"',
    "\u0000",
  ],
  ...['{"a":1,"a":2}', '{"__proto__":{"x":1}}', '{"constructor":{"prototype":{}}}', "NaN", "undefined", "//", "<a/>"],
  ...[deep("[", "]", 20_000), deep('{"a":', "}", 9_000), `"${"x".repeat(60_000)}"`, `[${"1,".repeat(20_000)}1]`],
  ...[`{"identityCommitment":"${"9".repeat(60_000)}"}`, `{"${"k".repeat(60_000)}":1}`, "\u{1F600}".repeat(10_000)],
  '{"method":"letter","purpose":"enrol","identityCommitment":"0"}',
  '{"method":"letter","purpose":"enrol","identityCommitment":"01"}',
  '{"method":"letter","purpose":"enrol","identityCommitment":-1}',
  '{"method":"toString","purpose":"ask","identityCommitment":"0"}',
  '{"method":"demo-wallet","purpose":"__proto__","identityCommitment":"0"}',
  '{"code":"0000-0000-0000-0000"}',
  `{"code":"${"\u0000".repeat(64)}"}`,
  '{"response_code":""}',
  '{"vp_token":{"person":["a~b~c"]},"state":"x"}',
  `{"vp_token":${deep('{"a":', "1}", 2_000).replace(/1(?=\})/, "1")}}`,
  '{"token":{"format":"web-eid:1.0","unverifiedCertificate":"MAA=","algorithm":"ES256","signature":"AA=="}}',
  '{"result":"a.b.c"}',
  '{"rollId":"11","text":"\\ud800"}',
  `{"format":"hanpyo-ballot-1","chainId":"31337","election":"0x${"0".repeat(40)}","ballot":{}}`,
  '{"jsonrpc":"2.0","id":1,"method":"evm_mine","params":[]}',
  Uint8Array.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  Uint8Array.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
  Uint8Array.from([0xc0, 0xaf, 0xed, 0xa0, 0x80]),
  Uint8Array.from({ length: 4_096 }, (_, i) => (i * 131) & 255),
  gzipSync("x".repeat(30_000_000)),
];

/** Headers that go with a body. */
export const MALFORMED_HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  { "Content-Type": "application/json; charset=utf-16" },
  { "Content-Type": "application/x-www-form-urlencoded" },
  { "Content-Type": "multipart/form-data" },
  { "Content-Type": "multipart/form-data; boundary=x" },
  { "Content-Encoding": "gzip" },
  { "Content-Encoding": "br, gzip, deflate" },
  { "X-Forwarded-For": `${"1.2.3.4, ".repeat(500)}unknown` },
  { "X-Forwarded-For": "[::1" },
  { Origin: "null", "X-Forwarded-For": "\u00ff" },
  { Range: "bytes=9-1,-,99999999999-" },
  { "Accept-Encoding": "identity;q=0, *;q=0" },
];

const request = (...lines: readonly string[]) => `${lines.join("\r\n")}\r\n\r\n`;
const HOST = "Host: localhost";

/** Whole requests; each is sent as it stands on a connection of its own. */
export const MALFORMED_REQUESTS: readonly string[] = [
  request("GET /health HTTP/1.1"),
  request("GET /health HTTP/1.1", HOST, HOST),
  request("GET /health HTTP/9.9", HOST),
  request("BREW /health HTTP/1.1", HOST),
  request("GET  /health HTTP/1.1", HOST),
  request("GET http://evil.example/health HTTP/1.1", HOST),
  request("GET * HTTP/1.1", HOST),
  request("OPTIONS * HTTP/1.1", HOST),
  request("CONNECT evil.example:443 HTTP/1.1", HOST),
  request("TRACE /health HTTP/1.1", HOST),
  request("HEAD /health HTTP/1.1", HOST),
  request("HEAD /index.html HTTP/1.1", HOST),
  request("GET //evil.example/%2e%2e/%2e%2e/etc/passwd HTTP/1.1", HOST),
  request("GET /%00 HTTP/1.1", HOST),
  request("GET /%ff%fe HTTP/1.1", HOST),
  request("GET /% HTTP/1.1", HOST),
  request("GET /enrolments/%E0%A4%A HTTP/1.1", HOST),
  request(`GET /ballots/${"a".repeat(9_000)} HTTP/1.1`, HOST),
  request(`GET /enrolments/${"9".repeat(9_000)} HTTP/1.1`, HOST),
  request(`GET /${"a".repeat(40_000)} HTTP/1.1`, HOST),
  request("GET /health HTTP/1.1", "Host: evil.example/@[::1"),
  request("GET /health HTTP/1.1", "Host:"),
  request("GET /health HTTP/1.1", HOST, `X-Long: ${"x".repeat(40_000)}`),
  request("GET /health HTTP/1.1", HOST, ...Array.from({ length: 3_000 }, (_, i) => `X-${i}: 1`)),
  request("GET /health HTTP/1.1", HOST, "Bad Header: 1"),
  request("GET /health HTTP/1.1", HOST, "X: a\u0000b"),
  request("GET /health HTTP/1.1", HOST, "Upgrade: websocket", "Connection: Upgrade"),
  request("GET /health HTTP/1.1", HOST, "Expect: 100-continue"),
  request("POST /sessions HTTP/1.1", HOST, "Expect: nonsense", "Content-Length: 2"),
  `${request("POST /sessions HTTP/1.1", HOST, "Content-Length: 2", "Transfer-Encoding: chunked")}0\r\n\r\n`,
  `${request("POST /sessions HTTP/1.1", HOST, "Content-Length: 2", "Content-Length: 3")}{}`,
  `${request("POST /sessions HTTP/1.1", HOST, "Content-Length: -1")}{}`,
  `${request("POST /sessions HTTP/1.1", HOST, "Content-Length: 99999999999999999999")}{}`,
  `${request("POST /sessions HTTP/1.1", HOST, "Transfer-Encoding: chunked")}zz\r\n{}\r\n0\r\n\r\n`,
  `${request("POST /sessions HTTP/1.1", HOST, "Transfer-Encoding: chunked")}2;${"x".repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
  `${request("POST /ballots HTTP/1.1", HOST, "Transfer-Encoding: gzip, chunked")}2\r\n{}\r\n0\r\n\r\n`,
  `${request("GET /health HTTP/1.1", HOST)}${request("GET /health HTTP/1.1", HOST)}`,
  "\r\n\r\n\r\n\r\n",
  "\u0016\u0003\u0001\u0002\u0000",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "SSH-2.0-client\r\n",
];

/** Beginnings of requests, whose ends never come. */
export const HALF_REQUESTS: readonly string[] = [
  "",
  "G",
  "GET /health HTTP/1.1\r\n",
  `GET /health HTTP/1.1\r\n${HOST}\r\nX: `,
  `${request("POST /sessions HTTP/1.1", HOST, "Content-Length: 60")}{"method"`,
  `${request("POST /ballots HTTP/1.1", HOST, "Transfer-Encoding: chunked")}5\r\n{"for`,
  `${request("POST /rpc HTTP/1.1", HOST, "Content-Length: 60")}{"jsonrpc"`,
];
