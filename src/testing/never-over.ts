/** A signal for calls whose time does not run out, however busy the machine is. */
export function neverOver(): AbortSignal {
  return new AbortController().signal;
}
