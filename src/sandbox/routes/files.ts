import { Hono } from "hono";
import { iconLogo, textLogo } from "../institutions/logo.ts";
import type { World } from "../world.ts";

/** The files of the widget, built. */
export interface WidgetScripts {
  /** A classic script, for Belvo's evergreen address. */
  loader: string;
  /** A module, for the versioned address that the loader asks for. */
  main: string;
  /** Letters that it can do without. */
  font?: Uint8Array<ArrayBuffer>;
}

const VERSION = "/v1.0.0/stable";
const MAIN = `${VERSION}/belvo-widget-1-stable-main.js`;

/** Files that a browser asks for: the widget's scripts, as on Belvo's CDN, and logos. */
export function filesApp({ faults }: World, widget: WidgetScripts): Hono {
  const app = new Hono();

  /** A path cannot refuse a connection; to a page, a script that is no script is the same. */
  const script = (source: string) => {
    const { widget: mode } = faults.settings();
    if (mode === "blocked") {
      return new Response("Blocked\n", { status: 503, headers: { "Cache-Control": "no-store" } });
    }
    // What a script does as it is loaded, it cannot ask for.
    const told = mode === "normal" ? source : `window.sandboxWidget = "${mode}";\n${source}`;
    return file(told, "text/javascript; charset=utf-8");
  };
  app.get("/belvo-widget-1-stable.js", () => script(widget.loader));
  app.get(MAIN, () => script(widget.main));
  // The widget as a page of its own, whose address has a token in it.
  app.get("/hosted", () => file(HOSTED_PAGE, "text/html; charset=utf-8"));
  app.get("/hosted/widget.js", () =>
    file(`window.sandboxWidget = "hosted";\n${widget.main}`, "text/javascript; charset=utf-8"),
  );
  // What the widget asks when it opens, from whatever page.
  app.get("/_sandbox/widget", () => {
    const { widget: mode, successShownMs } = faults.settings();
    return file(JSON.stringify({ mode, successShownMs }), "application/json");
  });

  // What some forms of the widget ask for besides.
  app.get(`${VERSION}/frame.html`, () => file(FRAME_PAGE, "text/html; charset=utf-8"));
  app.get(`${VERSION}/widget.css`, () => file(STYLE, "text/css; charset=utf-8"));
  app.get(`${VERSION}/widget.woff2`, () =>
    file(widget.font ?? "", "font/woff2", "public, max-age=86400"),
  );

  app.get("/statics/institutions/icon_logos/:file", (c) => logo(iconLogo, c.req.param("file")));
  app.get("/statics/institutions/text_logos/:file", (c) => logo(textLogo, c.req.param("file")));

  return app;
}

/** The widget's frame where it is a page of the widget's own host. */
const FRAME_PAGE = `<!doctype html><title>Widget</title><script type="module" src="${MAIN}"></script>\n`;

const STYLE = `@font-face { font-family: "Widget"; src: url("widget.woff2") format("woff2"); }\n`;

/** Its ground is there before the script is. */
const HOSTED_PAGE = `<!doctype html>
<html lang="es">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    <title>Belvo</title>
    <style>
      html { background: #f6f4ef; font: 1rem/1.5 system-ui, sans-serif; }
      @media (prefers-color-scheme: dark) { html { background: #14181b; } }
    </style>
  </head>
  <body>
    <div id="belvo"></div>
    <script type="module" src="/hosted/widget.js"></script>
  </body>
</html>
`;

function logo(draw: (family: string) => string | undefined, name: string): Response {
  const image = name.endsWith(".svg") ? draw(name.slice(0, -".svg".length)) : undefined;
  if (image === undefined) return new Response("Not found\n", { status: 404 });
  return file(image, "image/svg+xml");
}

/** Not kept by the browser without asking: in the sandbox most files change with every build. */
function file(
  content: string | Uint8Array<ArrayBuffer>,
  type: string,
  caching = "no-cache",
): Response {
  return new Response(content, {
    headers: {
      "Content-Type": type,
      "Cache-Control": caching,
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
    },
  });
}
