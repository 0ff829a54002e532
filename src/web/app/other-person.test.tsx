import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it, onTestFinished } from "vitest";
import { routes } from "#contract/routes.ts";
import { serveEachTest } from "../../testing/full-stack.ts";
import { openAppAs } from "../../testing/open-app.tsx";

serveEachTest();

const card = (bank: RegExp) => screen.findByRole("article", { name: bank });
const update = (bank: string) =>
  screen.getByRole("button", { name: new RegExp(`^Actualizar ${bank}`) });

/** Everything that the page said while a test ran, for the eye and for the ear. */
function listen(): () => string {
  let said = "";
  const observer = new MutationObserver(() => {
    said += document.body.textContent;
  });
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  onTestFinished(() => observer.disconnect());
  return () => said;
}

/** Somebody comes in in another tab of the browser, which has one session. */
async function enterElsewhere(user: string): Promise<void> {
  await fetch(routes.demoSession, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user }),
  });
}

const leaveElsewhere = () => fetch(routes.session, { method: "DELETE" });

/** What the browser tells this tab when another one writes to the storage. */
function hearFromAnotherTab(userKey: string | null): void {
  const newValue = JSON.stringify({ userKey });
  window.dispatchEvent(new StorageEvent("storage", { key: "relink-session", newValue }));
}

async function expectBruno(): Promise<void> {
  expect(await screen.findByText("Bruno Díaz")).toBeVisible();
  expect(await card(/^Heimdall/)).toHaveTextContent("Código pendiente");
  expect(screen.queryByText("Ana Torres")).not.toBeInTheDocument();
  expect(screen.queryByRole("article", { name: /^Erebor/ })).not.toBeInTheDocument();
}

const FALSE_NEWS = /ya no existe|no encontramos|tu sesión terminó|algo falló|algo salió mal/i;

describe("a page whose browser somebody else has come in with, in another tab", () => {
  it("finds out by the next answer, shows the banks of who is there, and tells nothing false", async () => {
    const { user } = await openAppAs("Ana Torres");
    await card(/^Erebor/);
    const said = listen();
    await enterElsewhere("demo-bruno");
    await user.click(update("Erebor"));
    await expectBruno();
    expect(said()).not.toMatch(FALSE_NEWS);
  });

  it("finds out at once when that tab tells", async () => {
    await openAppAs("Ana Torres");
    await card(/^Erebor/);
    await enterElsewhere("demo-bruno");
    hearFromAnotherTab("the-key-of-bruno");
    await expectBruno();
  });

  it("calls a running repair off, and closes its widget", async () => {
    let finish: () => void = () => undefined;
    const { user, environment } = await openAppAs("Ana Torres", (_token, config) => {
      finish = () => config.onExit({});
    });
    await card(/^Erebor/);
    await user.click(update("Erebor"));
    await waitFor(() => expect(environment.host.querySelector("iframe")).toBeInTheDocument());
    const said = listen();
    await enterElsewhere("demo-bruno");
    hearFromAnotherTab("the-key-of-bruno");
    await expectBruno();
    expect(environment.host).toBeEmptyDOMElement();
    expect(environment.appRoot.inert).toBe(false);

    finish();
    expect(update("Heimdall")).toHaveAttribute("aria-disabled", "false");
    expect(said()).not.toMatch(FALSE_NEWS);
  });

  it("goes home from the page of a bank that is not theirs", async () => {
    const { user } = await openAppAs("Ana Torres");
    await user.click(await screen.findByRole("link", { name: /^Erebor/ }));
    await screen.findByRole("heading", { level: 1, name: /^Erebor/ });
    const said = listen();
    await enterElsewhere("demo-bruno");
    hearFromAnotherTab("the-key-of-bruno");
    await expectBruno();
    expect(window.location.pathname).toBe("/");
    expect(said()).not.toMatch(FALSE_NEWS);
  });
});

describe("a page whose session has ended in another tab", () => {
  it.each([
    ["that tells", true],
    ["that tells nothing", false],
  ])("%s shows nothing of the person any more, and closes their widget", async (_, tells) => {
    const { user, environment } = await openAppAs("Ana Torres", () => undefined);
    await card(/^Erebor/);
    await user.click(update("Erebor"));
    await waitFor(() => expect(environment.host.querySelector("iframe")).toBeInTheDocument());
    await leaveElsewhere();
    if (tells) hearFromAnotherTab(null);
    else window.dispatchEvent(new Event("visibilitychange"));
    expect(await screen.findByText("Elige a una persona de ejemplo")).toBeVisible();
    expect(environment.host).toBeEmptyDOMElement();
    expect(screen.queryByRole("article")).not.toBeInTheDocument();
  });

  it("stays where it is when the same person comes in again", async () => {
    const { user } = await openAppAs("Ana Torres");
    await user.click(await screen.findByRole("link", { name: /^Erebor/ }));
    await screen.findByRole("heading", { level: 1, name: /^Erebor/ });
    const { pathname } = window.location;
    await leaveElsewhere();
    hearFromAnotherTab(null);
    await user.click(await screen.findByRole("button", { name: /Ana Torres/ }));
    expect(await screen.findByRole("heading", { level: 1, name: /^Erebor/ })).toBeVisible();
    expect(window.location.pathname).toBe(pathname);
  });
});

describe("a page that comes back after the browser had kept it", () => {
  const turn = (type: "pagehide" | "pageshow") =>
    window.dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
  const visibility = () => document.documentElement.style.visibility;

  it("is covered until it is known that its person is still there, with what they were at", async () => {
    const { user, environment } = await openAppAs("Ana Torres", () => undefined);
    await card(/^Erebor/);
    await user.click(update("Erebor"));
    await waitFor(() => expect(environment.host.querySelector("iframe")).toBeInTheDocument());
    turn("pagehide");
    expect(visibility()).toBe("hidden");
    turn("pageshow");
    expect(visibility()).toBe("hidden");
    await waitFor(() => expect(visibility()).toBe(""));
    expect(environment.host.querySelector("iframe")).toBeInTheDocument();
  });

  it.each([
    ["somebody else is there", () => enterElsewhere("demo-bruno"), "Bruno Díaz"],
    ["nobody is there", leaveElsewhere, "Elige a una persona de ejemplo"],
  ] as const)("shows nothing of its person when %s", async (_, happens, seen) => {
    await openAppAs("Ana Torres");
    await card(/^Erebor/);
    turn("pagehide");
    await happens();
    turn("pageshow");
    await waitFor(() => expect(visibility()).toBe(""));
    expect(screen.queryByText("Ana Torres", { selector: "header *" })).not.toBeInTheDocument();
    expect(screen.queryByRole("article", { name: /^Erebor/ })).not.toBeInTheDocument();
    expect(await screen.findByText(seen)).toBeVisible();
  });
});
