/** What a script tried, and what came of it. */
interface Attempt {
  name: string;
  outcome: string;
}

declare global {
  interface Window {
    sandboxAttempts?: Attempt[];
    sandboxKeys?: number;
    sandboxTakeFocus?: () => void;
  }
}

/** What the page is said to have in its storage. */
const SECRET = "the-page-alone";
const STREAM_TIMEOUT_MS = 3_000;
const TAKE_FOCUS_EVERY_MS = 20;

/**
 * Does what a script could do that somebody has put in the place of Belvo's: against the page, its
 * session and its server. What came of it stands in `window.sandboxAttempts`: an outcome that does not
 * start with "refused" is a success. It takes the focus once `window.sandboxTakeFocus` is called, since
 * that ends it.
 */
export async function attack(own: Window): Promise<void> {
  const page = own.location.ancestorOrigins.item(0) ?? own.location.origin;
  own.sandboxKeys = 0;
  own.sandboxTakeFocus = () => takeFocus(own);
  for (const target of [own, own.document]) {
    target.addEventListener("keydown", () => (own.sandboxKeys = (own.sandboxKeys ?? 0) + 1), true);
  }
  coverAll(own.document);
  speak(own);

  const found: Attempt[] = [];
  for (const [name, attempt] of Object.entries(attemptsOn(own, page))) {
    const outcome = await Promise.resolve()
      .then(attempt)
      .then(
        (got) => (got === null || got === undefined || got === "" ? "refused: nothing" : "got it"),
        (error: unknown) => `refused: ${String(error)}`,
      );
    found.push({ name, outcome });
  }
  own.sandboxAttempts = found;
}

function attemptsOn(own: Window, page: string): Record<string, () => unknown> {
  const call = async (url: string, init: RequestInit = {}) => {
    const answer = await fetch(url, { credentials: "include", ...init });
    return `${answer.status} ${answer.type}`;
  };
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" };
  const link = "/api/links/00000000-0000-4000-8000-000000000000/repairs";
  return {
    "read a cookie": () => own.document.cookie,
    "read the page's storage": () =>
      own.localStorage.getItem(SECRET) ?? own.sessionStorage.getItem(SECRET),
    "read the page": () => own.parent.document.body.textContent,
    "read the page's address": () => own.parent.location.href,
    "read the top": () => own.top?.document.title,
    "reach the element that holds it": () => own.frameElement,
    "reach an opener": (): unknown => own.opener,
    "read the links": () => call(`${page}/api/links`),
    "read the links at its own address": () => call("/api/links"),
    "ask without reading": () => call(`${page}/api/links`, { mode: "no-cors" }),
    "mint a token": () => call(`${page}${link}`, post),
    "mint a token at its own address": () => call(link, post),
    "sign the person out": () => call(`${page}/api/session`, { method: "DELETE" }),
    "open the live stream": () => listen(`${page}/api/live`),
    "open the live stream at its own address": () => listen("/api/live"),
    "load an answer as a script": () => load(own.document, `${page}/api/session`),
    "load the page in a frame": () => frameOf(own.document, `${page}/`),
    "lead the page away": () => {
      if (own.top) own.top.location.href = `${page}/livez`;
    },
    "open a window in the page's place": () => own.open(`${page}/livez`, "_top"),
    "send a form in the page's place": () => sendForm(own.document, `${page}/livez`),
  };
}

function listen(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const stream = new EventSource(url, { withCredentials: true });
    const end = (settle: () => void) => {
      stream.close();
      settle();
    };
    stream.addEventListener("open", () => end(() => resolve("a stream")));
    stream.addEventListener("error", () => end(() => reject(new Error("no stream"))));
    setTimeout(() => end(() => reject(new Error("nothing"))), STREAM_TIMEOUT_MS);
  });
}

function load(document: Document, src: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("load", () => resolve("a script"));
    script.addEventListener("error", () => reject(new Error("no script")));
    script.src = src;
    document.head.append(script);
  });
}

/** @returns What can be read of it; a frame that shows nothing cannot be told from one that is shut. */
function frameOf(document: Document, src: string): Promise<string | null | undefined> {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.addEventListener("load", () => resolve(frame.contentDocument?.body.textContent));
    frame.src = src;
    document.head.append(frame);
  });
}

/** @returns Nothing: whether the page stays is for it to say. */
function sendForm(document: Document, action: string): null {
  const form = document.createElement("form");
  Object.assign(form, { action, method: "get", target: "_top" });
  document.body.append(form);
  form.submit();
  form.remove();
  return null;
}

/** What the person types in the page would come to a field in here, which nobody sees. */
function takeFocus(own: Window): void {
  const field = own.document.createElement("input");
  own.document.body.append(field);
  setInterval(() => {
    own.focus();
    field.focus();
  }, TAKE_FOCUS_EVERY_MS);
}

/** Before anything is opened: it lies over whatever it can reach. */
function coverAll(document: Document): void {
  const cover = document.createElement("div");
  cover.id = "cover";
  Object.assign(cover.style, { position: "fixed", inset: "0", zIndex: "2147483647" });
  document.documentElement.append(cover);
  setTimeout(() => cover.remove(), 5_000);
}

/** To the page: what frames are likely to say, and whatever the page says itself, sent back. */
function speak(own: Window): void {
  const say = (message: unknown) => own.parent.postMessage(message, "*");
  for (const type of ["ready", "success", "exit", "escape", "close"]) say({ type, data: [] });
  own.addEventListener("message", ({ source, data }: MessageEvent<unknown>) => {
    if (source === own.parent) say(data);
  });
}
