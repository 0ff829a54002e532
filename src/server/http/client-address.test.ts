import { expect, it } from "vitest";
import { readClientAddress } from "./client-address.ts";

it.each([
  [
    "the connection's other end, whatever the header says",
    "203.0.113.7",
    "10.9.9.9",
    0,
    "203.0.113.7",
  ],
  ["what our one proxy was called from", "10.0.0.1", "203.0.113.7", 1, "203.0.113.7"],
  ["no address that the caller made up", "10.0.0.1", "1.1.1.1, 203.0.113.7", 1, "203.0.113.7"],
  [
    "what the outer of two proxies was called from",
    "10.0.0.1",
    "1.1.1.1, 203.0.113.7, 10.0.0.2",
    2,
    "203.0.113.7",
  ],
  [
    "the outermost there is when there are fewer than told",
    "10.0.0.1",
    "203.0.113.7",
    3,
    "203.0.113.7",
  ],
  ["the proxy where it adds nothing", "10.0.0.1", undefined, 1, "10.0.0.1"],
  ["the same in IPv4 and as IPv6 has it", "::ffff:203.0.113.7", undefined, 0, "203.0.113.7"],
  ["the customer's network in IPv6", "2001:db8:0:0042:1::7", undefined, 0, "2001:db8:0:42::/64"],
  ["the customer's network in short IPv6", "2001:DB8::7", undefined, 0, "2001:db8:0:0::/64"],
  ["the address without its port", "10.0.0.1", "203.0.113.7:51001", 1, "203.0.113.7"],
  ["IPv6 without brackets and port", "10.0.0.1", "[2001:db8::7]:443", 1, "2001:db8:0:0::/64"],
  ["IPv6 without brackets", "10.0.0.1", "[2001:db8::7]", 1, "2001:db8:0:0::/64"],
  ["unknown where there is no connection", null, undefined, 0, "unknown"],
])("a request comes from %s", (_what, peer, forwardedFor, proxies, address) => {
  expect(readClientAddress(peer, forwardedFor, proxies)).toBe(address);
});
