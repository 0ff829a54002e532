import { describe, expect, it } from "vitest";
import { excuseMediaFeatures } from "./excuse-media-features.ts";

const refusal = (id: number, message: string) =>
  JSON.stringify({ type: "error", id, error: "unknown command", message });
const refused = refusal(7, "emulation.setMediaFeaturesOverride");
const excused = JSON.stringify({ type: "success", id: 7, result: {} });

/** A frame as a server sends it. */
function frame(content: string | Buffer, firstByte = 0x81): Buffer {
  const bytes = Buffer.from(content);
  const { length } = bytes;
  const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  header[0] = firstByte;
  header[1] = { 2: length, 4: 126, 10: 127 }[header.length] ?? 0;
  if (header.length === 4) header.writeUInt16BE(length, 2);
  if (header.length === 10) header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, bytes]);
}

async function pass(bytes: Buffer, pieceLength: number): Promise<Buffer> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceLength) {
      yield await Promise.resolve(bytes.subarray(at, at + pieceLength));
    }
  }
  const passed: Buffer[] = [];
  for await (const piece of excuseMediaFeatures(pieces())) passed.push(piece);
  return Buffer.concat(passed);
}

describe("what Firefox sends", () => {
  it.each([7, 300_000])("is told well for media features, in pieces of %i bytes", async (size) => {
    const others = [frame("{}"), frame("á".repeat(5_000)), frame("x".repeat(70_000))];
    const sent = Buffer.concat([...others, frame(refused), ...others]);
    const told = Buffer.concat([...others, frame(excused), ...others]);
    expect((await pass(sent, size)).equals(told)).toBe(true);
  });

  it.each([
    ["another command that it does not know", frame(refusal(7, "emulation.setForcedColors"))],
    ["the command's name in a page's own words", frame(`{"id":7,"result":${refused}}`)],
    ["bytes that are no text", frame(refused, 0x82)],
  ])("is left alone where it is %s", async (_, sent) => {
    expect((await pass(sent, 1_000)).equals(sent)).toBe(true);
  });
});
