import { act, render, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { network } from "../../testing/full-stack.ts";
import { AroundAPage } from "../../testing/around-a-page.tsx";
import { TimeoutError } from "../core/http/fetch-in-time.ts";
import { PartMissingError } from "../loading/load-once.ts";
import { ErrorBoundary } from "./error-boundary.tsx";

const reported: unknown[] = [];
let isServerThere = true;

beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
beforeEach(() => {
  reported.length = 0;
  isServerThere = true;
  window.sessionStorage.clear();
  // React says on the console what a boundary catches.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  network.use(
    http.post("*/api/page-errors", async ({ request }) => {
      reported.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
    http.head("*/api/session", () =>
      isServerThere ? new HttpResponse(null) : HttpResponse.error(),
    ),
  );
});
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

/** A page that fails for as long as there is something to throw. */
function draw(fault: Error, props: { isBusy?: boolean } = {}) {
  const page: { fault: Error | null } = { fault };
  function Page() {
    if (page.fault) throw page.fault;
    return <p>the page</p>;
  }
  const at = (place: string) => (
    <AroundAPage>
      <header>the bar</header>
      <ErrorBoundary place={place} {...props}>
        <Page />
      </ErrorBoundary>
    </AroundAPage>
  );
  const { rerender } = render(at("here"));
  return { page, go: (place: string) => rerender(at(place)) };
}

const goOnline = () => act(() => void window.dispatchEvent(new Event("online")));
const isReported = () => waitFor(() => expect(reported).toHaveLength(1));
const offline = () => vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);

describe("a fault in drawing a page", () => {
  it("leaves what stands around the page, says that it is ours, and is reported", async () => {
    draw(new TypeError("no such bank"));
    expect(screen.getByText("the bar")).toBeVisible();
    expect(screen.getByRole("heading")).toHaveTextContent("Algo salió mal de nuestro lado");
    await isReported();
    expect(reported).toMatchObject([{ kind: "render", name: "TypeError" }]);
  });

  it("is over when the person goes elsewhere", async () => {
    const { page, go } = draw(new RangeError("elsewhere"));
    await isReported();
    page.fault = null;
    go("here");
    expect(screen.queryByText("the page")).not.toBeInTheDocument();
    go("elsewhere");
    expect(screen.getByText("the page")).toBeVisible();
  });

  it("is over when the browser is online again and nothing fails any more", async () => {
    const { page } = draw(new SyntaxError("online"));
    await isReported();
    page.fault = null;
    goOnline();
    expect(screen.getByText("the page")).toBeVisible();
  });
});

describe("a page whose script did not come", () => {
  it("says that there is no internet, and comes by itself once there is", () => {
    const forget = vi.fn();
    const online = offline();
    const { page } = draw(new PartMissingError(forget, { cause: new Error("offline") }));
    expect(screen.getByRole("heading")).toHaveTextContent("No tienes conexión a internet");
    goOnline();
    expect(forget).not.toHaveBeenCalled();

    online.mockReturnValue(true);
    page.fault = null;
    goOnline();
    expect(forget).toHaveBeenCalledOnce();
    expect(screen.getByText("the page")).toBeVisible();
    expect(reported).toEqual([]);
  });

  it("says that it is slow when it is still on its way, and is asked for again by a press alone", () => {
    const forget = vi.fn();
    const { page } = draw(new PartMissingError(forget, { cause: new TimeoutError("slow") }));
    expect(screen.getByRole("heading")).toHaveTextContent("No pudimos abrir esta página");
    goOnline();
    expect(forget).not.toHaveBeenCalled();

    page.fault = null;
    act(() => screen.getByRole("button", { name: "Intentar ahora" }).click());
    expect(forget).toHaveBeenCalledOnce();
    expect(screen.getByText("the page")).toBeVisible();
    expect(reported).toEqual([]);
  });

  it("says that there is no internet when the browser thinks there is, and our server is not there", async () => {
    isServerThere = false;
    draw(new PartMissingError(null, { cause: new TypeError("lost") }));
    expect(screen.getByRole("heading")).toHaveTextContent("Cargando…");
    expect(await screen.findByText("No tienes conexión a internet")).toBeVisible();
    expect(screen.getByRole("button", { name: "Intentar ahora" })).toBeVisible();
  });

  it.each([
    [
      "was loaded afresh lately",
      () => window.sessionStorage.setItem("relink-reloaded-at", String(Date.now())),
      {},
    ],
    ["is with their bank, which a fresh page would end", () => undefined, { isBusy: true }],
  ])("is told as a fault of ours, and reported, to who %s", async (who, given, props) => {
    given();
    const cause = Object.assign(new Error("gone"), { name: `Gone${"x".repeat(who.length % 30)}` });
    draw(new PartMissingError(null, { cause }), props);
    expect(await screen.findByText("Algo salió mal de nuestro lado")).toBeVisible();
    expect(screen.getByRole("button", { name: "Recargar" })).toBeVisible();
    await isReported();
  });
});
