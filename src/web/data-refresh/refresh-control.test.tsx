import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Link } from "#contract/link.ts";
import type { LinkDetail } from "#contract/history.ts";
import type { RefreshResult } from "#contract/refresh.ts";
import { aLink } from "../../testing/a-link.ts";
import { AroundAPage } from "../../testing/around-a-page.tsx";
import { Announcer } from "../design/announcer.tsx";
import { linkKeys } from "../core/links/link-queries.ts";
import { RefreshControl } from "./refresh-control.tsx";

const connected = aLink({ state: "connected", actor: null });
const detail = linkKeys.detail(connected.id);
const answers = vi.fn<() => Promise<Response>>();

beforeEach(() => {
  answers.mockReset();
  vi.stubGlobal("fetch", answers);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function show(link: Link) {
  const client = new QueryClient();
  client.setQueryData(detail, { link, history: [], lastEventId: 1 });
  const page = (shown: Link) => (
    <QueryClientProvider client={client}>
      <AroundAPage>
        <Announcer>
          <RefreshControl link={shown} />
        </Announcer>
      </AroundAPage>
    </QueryClientProvider>
  );
  const { rerender } = render(page(link));
  return { client, showLater: (later: Link) => rerender(page(later)) };
}

const answer = (result: RefreshResult, link = connected) =>
  answers.mockResolvedValueOnce(Response.json({ result, link }));
const refuse = (code: string, status = 503) => {
  const problem = { type: "about:blank", title: "", status, code, requestId: "1" };
  answers.mockResolvedValueOnce(Response.json(problem, { status }));
};
const button = () => screen.getByRole("button", { name: "Actualizar mis datos" });
const press = () => userEvent.click(button());
/** In its place, and to those who listen. */
const expectSaid = (sentence: RegExp) =>
  waitFor(() => {
    expect(screen.getAllByText(sentence)).toHaveLength(2);
    expect(screen.getByRole("status")).toHaveTextContent(sentence);
  });

describe("the button for fresh data", () => {
  it.each([
    ["started", /Suelen llegar en unos minutos/],
    ["fresh_already", /Ya tienes tus datos/],
    ["login_refused", /no nos dejó entrar/],
    ["bank_trouble", /no está funcionando/],
    ["busy", /otra sesión abierta/],
  ] as const)("says what the result %s means", async (result, sentence) => {
    answer(result);
    show(connected);
    await press();
    await expectSaid(sentence);
    expect(answers).toHaveBeenCalledExactlyOnceWith(
      `/api/links/${connected.id}/refresh`,
      expect.objectContaining({ method: "POST" }),
    );
  });

  it.each([
    ["rate_limited", /Espera un minuto/],
    ["belvo_unreachable", /No pudimos pedir tus datos/],
    ["belvo_refused", /falló de nuestro lado/],
    ["unavailable", /falló de nuestro lado/],
    ["not_found", /ya no existe/],
  ])("explains the problem %s, and can be pressed again", async (code, sentence) => {
    refuse(code);
    show(connected);
    await press();
    await expectSaid(sentence);
    expect(button()).toHaveAttribute("aria-disabled", "false");
  });

  it("says that there is no connection when our server cannot be reached", async () => {
    answers.mockRejectedValueOnce(new TypeError("failed"));
    show(connected);
    await press();
    await expectSaid(/No tienes conexión a internet/);
  });

  it("updates the link with what was learned, and goes when the person is needed", async () => {
    const broken = aLink({ state: "password_needed", checkedAt: "2026-01-02T11:00:00.000Z" });
    answer("needs_you", broken);
    const { client, showLater } = show(connected);
    await press();
    await waitFor(() => expect(client.getQueryData<LinkDetail>(detail)?.link).toEqual(broken));
    showLater(broken);
    await expectSaid(/necesita tu atención/);
    expect(screen.queryByRole("button")).not.toBeInTheDocument();
  });

  it("asks once, however often it is pressed", async () => {
    let arrive: (response: Response) => void = () => undefined;
    answers.mockImplementation(() => new Promise((resolve) => (arrive = resolve)));
    show(connected);
    act(() => {
      button().click();
      button().click();
    });
    await expectSaid(/Pidiendo tus datos/);
    expect(button()).toHaveAttribute("aria-disabled", "true");
    await press();
    expect(answers).toHaveBeenCalledOnce();
    arrive(Response.json({ result: "started", link: connected }));
    await expectSaid(/^Listo/);
  });

  it("says that the data have come only when they are no longer being fetched", async () => {
    answer("started");
    const { showLater } = show(connected);
    await press();
    await expectSaid(/^Listo/);
    const later = { ...connected, lastAccessedAt: "2026-01-02T11:00:00.000Z" };
    showLater({ ...later, fetching: true });
    await expectSaid(/^Listo/);
    showLater(later);
    await expectSaid(/^Llegaron tus datos/);
  });

  it("no longer calls data the newest when others may have come since", async () => {
    answer("fresh_already");
    const { showLater } = show(connected);
    await press();
    await expectSaid(/Ya tienes tus datos/);
    const later = Date.now() + 20 * 60_000;
    vi.spyOn(Date, "now").mockReturnValue(later);
    showLater({ ...connected, lastAccessedAt: "2026-01-02T11:00:00.000Z" });
    await waitFor(() => expect(screen.queryByText(/tus datos/, { selector: "p" })).toBeNull());
  });

  it("removes its answer once the link is in another state", async () => {
    answer("login_refused");
    const { showLater } = show(connected);
    await press();
    await expectSaid(/no nos dejó entrar/);
    showLater({ ...connected, state: "bank_trouble", bankTrouble: true });
    expect(screen.getByRole("status")).toBeEmptyDOMElement();
  });

  it("waits while the bank is busy, says until when, and is enabled again after that", async () => {
    vi.useFakeTimers({ now: Date.parse("2026-11-22T12:00:00Z") });
    show({ ...connected, busyUntil: "2026-11-22T12:02:00.000Z" });
    expect(screen.getByText(/Podrás intentar otra vez a las \d+:02/)).toBeVisible();
    act(() => button().click());
    expect(answers).not.toHaveBeenCalled();

    await act(() => vi.advanceTimersByTimeAsync(120_000));
    expect(screen.queryByText(/Podrás intentar/)).not.toBeInTheDocument();
    expect(button()).toHaveAttribute("aria-disabled", "false");
  });

  it.each(["connected", "unsure", "bank_trouble"] as const)(
    "is offered when the link is %s",
    (state) => {
      show({ ...connected, state });
      expect(button()).toBeVisible();
    },
  );

  it.each(["password_needed", "code_needed", "unfinished", "elsewhere", "checking"] as const)(
    "is not offered when the link is %s",
    (state) => {
      show({ ...connected, state });
      expect(screen.queryByRole("button")).not.toBeInTheDocument();
    },
  );
});
