import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { pageText } from "../build.ts";

test("the page is one file whose policy allows its own script and style, and no network", async () => {
  const page = await pageText();
  const inside = (tag: string): string =>
    page.slice(page.indexOf(`<${tag}>`) + tag.length + 2, page.lastIndexOf(`</${tag}>`));
  const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
  assert.deepEqual(policy.split("; "), [
    "default-src 'none'",
    `script-src ${hashOf(inside("script"))}`,
    `style-src ${hashOf(inside("style"))}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  assert.equal(page.match(/<script/g)!.length, 1);
  assert.doesNotMatch(page, /<[^>]+\s(src|href)=/);
  assert.doesNotMatch(inside("script"), /\bfetch\(|XMLHttpRequest|WebSocket|importScripts|\beval\(|innerHTML/);
});
