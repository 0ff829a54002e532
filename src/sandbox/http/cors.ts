/** What a widget calls from the page it is embedded in, which may have any origin. */
const OPEN_PATHS = /^\/api\/(links|institutions)\//;

/** @returns The answer to a browser's question whether it may call, or `undefined` if it is none. */
export function answerPreflight(request: Request): Response | undefined {
  if (request.method !== "OPTIONS" || !isOpen(request)) return undefined;
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "GET, PUT, PATCH",
      "Access-Control-Allow-Headers": "Authorization, Content-Type",
      "Access-Control-Max-Age": "600",
    },
  });
}

/** Lets any page read the answer; no cookies are involved, so that none can be abused. */
export function openToAnyOrigin(request: Request, response: Response): Response {
  if (!isOpen(request)) return response;
  const headers = new Headers(response.headers);
  headers.set("Access-Control-Allow-Origin", "*");
  return new Response(response.body, { status: response.status, headers });
}

function isOpen(request: Request): boolean {
  return OPEN_PATHS.test(new URL(request.url).pathname);
}
