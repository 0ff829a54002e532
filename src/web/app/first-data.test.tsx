import { screen, waitFor } from "@testing-library/react";
import { http } from "msw";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
import type { FirstData } from "#contract/first-data.ts";
import { LinkPage } from "#contract/link.ts";
import { routes } from "#contract/routes.ts";
import { Session } from "#contract/session.ts";
import { network, serveEachTest, type FullStack } from "../../testing/full-stack.ts";
import { openApp } from "../../testing/open-app.tsx";

let stack: FullStack;

serveEachTest((served) => {
  stack = served;
});

const card = (bank: RegExp) => screen.findByRole("article", { name: bank });

const enter = (user: string) =>
  fetch(routes.demoSession, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user }),
  });

/** What the server would write into the page now. */
async function firstData(): Promise<FirstData> {
  return {
    at: new Date().toISOString(),
    session: v.parse(Session, await (await fetch(routes.session)).json()),
    list: v.parse(LinkPage, await (await fetch(routes.links)).json()),
    detail: null,
  };
}

/** Which of the page's first questions are asked. */
function hearQuestions(): string[] {
  const asked: string[] = [];
  network.use(
    http.get("*/api/*", ({ request }) => {
      asked.push(new URL(request.url).pathname);
      return undefined;
    }),
  );
  return asked;
}

describe("a page that comes with its first data", () => {
  it("shows the banks at once, and asks for nothing", async () => {
    await enter("demo-ana");
    const data = await firstData();
    const { start } = openApp(undefined, data);
    const asked = hearQuestions();
    start();
    expect(screen.getByRole("article", { name: /^Erebor/ })).toHaveTextContent("Contraseña nueva");
    expect(screen.getByText("Ana Torres")).toBeVisible();
    await card(/^Erebor/);
    expect(asked).toEqual([]);
  });

  it("asks once for a list that is old by then, which is shown meanwhile", async () => {
    await enter("demo-ana");
    const data = await firstData();
    const old = new Date(Date.now() - 60_000).toISOString();
    const list = data.list && { ...data.list, asOf: old };
    const { start } = openApp(undefined, { ...data, list });
    const asked = hearQuestions();
    start();
    expect(screen.getByRole("article", { name: /^Erebor/ })).toBeVisible();
    await waitFor(() => expect(asked).toEqual([routes.links]));
  });

  it("shows who is there when that is somebody else by then", async () => {
    await enter("demo-ana");
    const data = await firstData();
    await enter("demo-bruno");
    const list = data.list && { ...data.list, asOf: new Date(0).toISOString() };
    const { start } = openApp(undefined, { ...data, list });
    start();
    expect(await screen.findByText("Bruno Díaz")).toBeVisible();
    expect(await card(/^Heimdall/)).toHaveTextContent("Código pendiente");
    expect(screen.queryByText("Ana Torres")).not.toBeInTheDocument();
    expect(screen.queryByRole("article", { name: /^Erebor/ })).not.toBeInTheDocument();
  });

  it("shows a person who leaves and comes again what there is then", async () => {
    await enter("demo-ana");
    const data = await firstData();
    const { user, start } = openApp(undefined, data);
    start();
    await card(/^Erebor/);
    await user.click(screen.getByRole("button", { name: "Salir" }));
    const again = await screen.findByRole("button", { name: /^Ana Torres/ });
    await breakAll();
    await user.click(again);
    await waitFor(() => expect(screen.queryAllByText("Conectado")).toHaveLength(0));
    expect(await card(/^Erebor/)).toBeVisible();
  });
});

/** Breaks all of Ana's links at Belvo, of which nobody is told. */
async function breakAll(): Promise<void> {
  stack.advance(60_000);
  const keys = Buffer.from("sandbox-id:sandbox-password").toString("base64");
  const ask = (method: string, path: string, body?: object) =>
    stack.sandbox.fetch(
      new Request(`http://127.0.0.1:4010${path}`, {
        method,
        headers: { Authorization: `Basic ${keys}`, "Content-Type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  const listed: unknown = await (await ask("GET", "/api/links/?external_id=demo-ana")).json();
  for (const [, id = ""] of JSON.stringify(listed).matchAll(/"id":"([^"]+)"/g)) {
    await ask("POST", `/_sandbox/links/${id}/break`, { as: "invalid" });
  }
}
