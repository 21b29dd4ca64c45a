import { expect } from "chai";
import { movedAddress } from "../../../web/src/app/oldLinks.ts";

const A = `0x${"aB".repeat(20)}`;

describe("addresses after # of earlier links", () => {
  it("lead to the paths that took their place, and what was after ? stays after #", () => {
    const links: Readonly<Record<string, string>> = {
      "#/": "/",
      [`#/elections/${A}`]: `/v/${A}`,
      [`#/elections/${A}/`]: `/v/${A}`,
      [`#/elections/${A}/vote`]: `/v/${A}/vote`,
      [`#/elections/${A}/results`]: `/v/${A}/result`,
      [`#/audit?election=${A}`]: `/v/${A}/verify`,
      "#/audit": "/verify",
      "#/register": "/me/register",
      "#/register/restore": "/me/restore",
      "#/register/standing": "/me/standing",
      "#/tracker?code=7ACF-C4XM&election=0x12": "/check#code=7ACF-C4XM&election=0x12",
      "#/check?opening=%7B%22a%22%7D": "/check/device#opening=%7B%22a%22%7D",
      "#/me/identity": "/me/identity",
      [`#/v/${A}/result`]: `/v/${A}/result`,
    };
    for (const [hash, path] of Object.entries(links)) expect(movedAddress(hash), hash).to.equal(path);
  });

  it("are none where # is followed by what belongs to a page", () => {
    for (const hash of ["", "#", "#code=7ACF", "#response_code=ab", "#main"]) {
      expect(movedAddress(hash), hash).to.equal(undefined);
    }
  });

  it("lead to no other host, whatever they hold", () => {
    for (const hash of ["#//evil.example/a", "#/\\evil.example", "#/%2f%2fevil.example", "#///evil.example"]) {
      const moved = movedAddress(hash) ?? "";
      expect(moved.startsWith("/") && !moved.startsWith("//"), moved).to.equal(true);
      expect(new URL(moved, "https://page.example/").host, hash).to.equal("page.example");
    }
  });
});
