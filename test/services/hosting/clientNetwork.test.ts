import { expect } from "chai";
import { networkOf } from "../../../services/hosting/clientNetwork.ts";

describe("The network of a client", () => {
  it("is an IPv4 address, however it is written", () => {
    for (const written of [
      "9.8.7.6",
      " 9.8.7.6 ",
      "9.8.7.6:51234",
      "::ffff:9.8.7.6",
      "::ffff:908:706",
      "[::ffff:9.8.7.6]:80",
    ]) {
      expect(networkOf(written), written).to.equal("9.8.7.6");
    }
  });

  it("is the first 64 bits of an IPv6 address, however it is written", () => {
    const home = networkOf("2001:db8:0:2::1");
    expect(home).to.equal("2001:db8:0:2::/64");
    for (const written of [
      "2001:DB8::2:ffff:0:0:9",
      "[2001:db8:0:2::1]",
      "[2001:db8:0:2::1]:443",
      "2001:db8:0:2::1%eth0",
    ]) {
      expect(networkOf(written), written).to.equal(home);
    }
    for (const other of ["2001:db8:0:3::1", "2001:db8::1", "::1", "fe80::2"]) {
      expect(networkOf(other), other).not.to.equal(home);
    }
    expect(networkOf("::1")).to.equal("0:0:0:0::/64");
  });

  it("is one for all that is no address, so that nobody makes names up", () => {
    for (const written of ["", "unknown", "_hidden", "1.2.3", "1.2.3.4.5", ":::", "[::1", "a".repeat(9_999)]) {
      expect(networkOf(written), written).to.equal("");
    }
  });
});
