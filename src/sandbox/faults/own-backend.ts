/** How our own backend begins its `User-Agent`. */
const OWN_BACKEND = "relink/";

/** Whether a call is our own backend's: not a widget's, and not somebody's who tries things out. */
export function isOwnBackend(request: Request): boolean {
  return request.headers.get("user-agent")?.startsWith(OWN_BACKEND) ?? false;
}
