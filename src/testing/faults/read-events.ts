/** One event of a stream, as it came. */
export interface StreamEvent {
  id: string | null;
  event: string;
  data: string;
}

export interface EventReader {
  /** Takes in what has come; gives the events that are whole. */
  read: (text: string) => StreamEvent[];
  /** How long to wait before coming back, as the stream last said; `null` before it did. */
  retryMs: () => number | null;
  /** True when the last thing that came, whole, was how long to wait. */
  endsWithRetry: () => boolean;
}

/** Reads a stream as a browser does: an event that was cut in the middle has not come. */
export function createEventReader(): EventReader {
  let rest = "";
  let lastBlock = "";
  let retryMs: number | null = null;

  return {
    read(text) {
      const blocks = (rest + text).split("\n\n");
      rest = blocks.pop() ?? "";
      lastBlock = blocks.at(-1) ?? lastBlock;
      return blocks.flatMap((block) => {
        const fields = fieldsOf(block);
        const retry = fields.get("retry");
        if (retry !== undefined) retryMs = Number(retry);
        const data = fields.get("data");
        if (data === undefined) return [];
        return [{ id: fields.get("id") ?? null, event: fields.get("event") ?? "message", data }];
      });
    },
    retryMs: () => retryMs,
    endsWithRetry: () => rest === "" && /^retry: \d+$/.test(lastBlock),
  };
}

/** By name; a comment has the empty one. */
function fieldsOf(block: string): Map<string, string> {
  return new Map(
    block.split("\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
    }),
  );
}
