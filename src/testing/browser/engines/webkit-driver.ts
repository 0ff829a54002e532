import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { endProcess } from "../../processes/end-process.ts";
import { freePort } from "../../processes/free-port.ts";
import { WEBKIT } from "./system-browsers.ts";

/**
 * A window of WebKit's, as WebDriver gives it. Elements are named by XPath, and waited for.
 *
 * @see https://www.w3.org/TR/webdriver2/
 */
export interface WebKit {
  open: (url: string) => Promise<unknown>;
  /** Fails where there is no such element after ten seconds. */
  see: (element: string) => Promise<unknown>;
  press: (element: string) => Promise<unknown>;
  type: (element: string, text: string) => Promise<unknown>;
  enterFrame: (frame: string) => Promise<unknown>;
  leaveFrame: () => Promise<unknown>;
  stop: () => Promise<void>;
}

/** How WebDriver says that a value is an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const Found = v.object({ [ELEMENT]: v.string() });
const Session = v.object({ sessionId: v.string() });
const Answer = v.object({ value: v.unknown() });

const CAPABILITIES = {
  timeouts: { implicit: 10_000 },
  "webkitgtk:browserOptions": { binary: WEBKIT.programs.miniBrowser, args: ["--automation"] },
};

/** Opens a window on a display of its own. */
export async function startWebKit(): Promise<WebKit> {
  const home = await mkdtemp(join(tmpdir(), "relink-webkit-"));
  const port = await freePort();
  const { xvfb, display } = await startXvfb();
  const driver = spawn(WEBKIT.programs.driver, [`--port=${port}`], {
    stdio: "ignore",
    // Without a locale, WebKit asks for pages in the English of the United States.
    env: { ...process.env, DISPLAY: display, HOME: home, LC_ALL: "C" },
  });
  const stop = async () => {
    await endProcess(driver, "SIGTERM");
    // The window goes with its display.
    await endProcess(xvfb, "SIGTERM");
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { ...(await openWindow(`http://127.0.0.1:${port}`)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startXvfb(): Promise<{ xvfb: ChildProcess; display: string }> {
  // It takes the first display that is free, and writes its number to the descriptor.
  const args = ["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"];
  const xvfb = spawn(WEBKIT.programs.xvfb, args, { stdio: ["ignore", "pipe", "ignore"] });
  const number = await once(createInterface({ input: xvfb.stdout }), "line");
  return { xvfb, display: `:${String(number)}` };
}

async function openWindow(driver: string): Promise<Omit<WebKit, "stop">> {
  await untilAnswered(`${driver}/status`);
  const capabilities = { alwaysMatch: CAPABILITIES };
  const { sessionId } = v.parse(Session, await call(`${driver}/session`, { capabilities }));
  const command = (path: string, body?: object) =>
    call(`${driver}/session/${sessionId}${path}`, body);
  const search = async (xpath: string) => {
    const found = await command("/element", { using: "xpath", value: xpath });
    return v.parse(Found, found)[ELEMENT];
  };
  const find = async (xpath: string) => {
    try {
      return await search(xpath);
    } catch (cause) {
      const shown = await command(`/element/${await search("//body")}/text`);
      throw new Error(`no ${xpath} where the page says: ${String(shown)}`, { cause });
    }
  };
  return {
    open: (url) => command("/url", { url }),
    see: find,
    press: async (element) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await command(`/element/${await find(element)}/click`, {});
        } catch (error) {
          // It is there, and not yet where somebody could press it.
          if (tries === 100 || !String(error).includes("not interactable")) throw error;
          await wait(50);
        }
      }
    },
    type: async (element, text) => command(`/element/${await find(element)}/value`, { text }),
    enterFrame: async (frame) => command("/frame", { id: { [ELEMENT]: await find(frame) } }),
    leaveFrame: () => command("/frame", { id: null }),
  };
}

async function untilAnswered(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await wait(50);
  }
  throw new Error("WebKitWebDriver does not answer");
}

/** @param body Sent by POST; without one, something is read. */
async function call(url: string, body?: object): Promise<unknown> {
  const sent = body && { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(url, sent);
  const { value } = v.parse(Answer, await response.json());
  if (!response.ok) throw new Error(`WebKit refused ${url}: ${JSON.stringify(value)}`);
  return value;
}
