#!/usr/bin/env node
// The program `hanpyo`, as `npm link` puts it on the path: the command line, in whatever folder it is called from.
// What it says names commands as they were called (scripts/terminal/asCalled.ts).
process.env.HANPYO_CALLED = "hanpyo";
process.argv.splice(2, 0, "scripts/hanpyo.ts");
await import("./with-node24.mjs");
