import * as v from "valibot";

/** RFC 6455, 5.2: how a frame starts that is a whole text, and what stands for longer lengths. */
const WHOLE_TEXT = 0x81;
const LENGTH_OF_16_BITS = 126;
const LENGTH_OF_64_BITS = 127;

const MEDIA_FEATURES = "emulation.setMediaFeaturesOverride";
const Unknown = v.object({
  id: v.number(),
  error: v.literal("unknown command"),
  message: v.literal(MEDIA_FEATURES),
});

/**
 * Passes on the WebSocket frames that Firefox sends, but where it does not know how to override
 * media features, has it answer that it did. Playwright asks for that with every page, and gives up
 * without it.
 */
export async function* excuseMediaFeatures(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    rest = Buffer.concat([rest, piece]);
    for (let frame = firstFrame(rest); frame !== null; frame = firstFrame(rest)) {
      const isText = rest[0] === WHOLE_TEXT;
      const excuse = isText ? excuseFor(rest.toString("utf8", frame.start, frame.end)) : null;
      yield excuse === null ? rest.subarray(0, frame.end) : shortText(excuse);
      rest = rest.subarray(frame.end);
    }
  }
}

function excuseFor(answer: string): string | null {
  if (!answer.includes(MEDIA_FEATURES)) return null;
  const said: unknown = JSON.parse(answer);
  return v.is(Unknown, said) ? JSON.stringify({ type: "success", id: said.id, result: {} }) : null;
}

/** Where the content of the first frame starts and ends; `null` while a part of it is to come. */
function firstFrame(bytes: Buffer): { start: number; end: number } | null {
  // A server does not mask its frames, so that this byte is a length and nothing else.
  const length = bytes[1];
  if (length === undefined) return null;
  const start = length === LENGTH_OF_16_BITS ? 4 : length === LENGTH_OF_64_BITS ? 10 : 2;
  if (bytes.length < start) return null;
  const end = start + fullLength(length, bytes);
  return bytes.length < end ? null : { start, end };
}

function fullLength(length: number, bytes: Buffer): number {
  if (length === LENGTH_OF_16_BITS) return bytes.readUInt16BE(2);
  if (length === LENGTH_OF_64_BITS) return Number(bytes.readBigUInt64BE(2));
  return length;
}

/** @param text Of less than 126 bytes. */
function shortText(text: string): Buffer {
  const content = Buffer.from(text);
  return Buffer.concat([Buffer.from([WHOLE_TEXT, content.length]), content]);
}
