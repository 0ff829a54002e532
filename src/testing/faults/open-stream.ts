import { request } from "node:http";
import { createEventReader, type EventReader, type StreamEvent } from "./read-events.ts";

interface Opening {
  url: string;
  cookie: string;
  /** As the browser says it when it comes back; `null` for the first time. */
  lastEventId: string | null;
  onEvent: (event: StreamEvent) => void;
}

/** How a stream went. */
export interface StreamEnd {
  /** Of the answer; 0 when there was none. */
  status: number;
  /** True when the server ended it; false when it was cut. */
  isClean: boolean;
  reader: EventReader;
}

export interface OpenStream {
  /** Resolves when the stream has begun; with false when it cannot any more. */
  opened: Promise<boolean>;
  ended: Promise<StreamEnd>;
  close: () => void;
}

/** One stream of a person's live updates, on a connection of its own, until it ends. */
export function openStream({ url, cookie, lastEventId, onEvent }: Opening): OpenStream {
  const reader = createEventReader();
  const end: StreamEnd = { status: 0, isClean: false, reader };
  const resume = lastEventId === null ? {} : { "Last-Event-ID": lastEventId };
  const outgoing = request(`${url}/api/live`, {
    agent: false,
    headers: { Cookie: cookie, ...resume },
  });
  const opened = new Promise<boolean>((resolve) => {
    outgoing.once("response", ({ statusCode }) => resolve(statusCode === 200));
    outgoing.once("close", () => resolve(false));
  });
  const ended = new Promise<StreamEnd>((resolve) => {
    outgoing.on("error", () => resolve(end));
    outgoing.on("response", (incoming) => {
      end.status = incoming.statusCode ?? 0;
      incoming.setEncoding("utf8");
      incoming.on("data", (text: string) => {
        for (const event of reader.read(text)) onEvent(event);
      });
      incoming.on("end", () => (end.isClean = true));
      incoming.on("error", () => (end.isClean = false));
      incoming.on("close", () => resolve(end));
    });
    outgoing.end();
  });
  return { opened, ended, close: () => outgoing.destroy() };
}
