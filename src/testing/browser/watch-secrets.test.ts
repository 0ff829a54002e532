import { expect, it } from "vitest";
import { openTestStore } from "../server-bench/open-test-store.ts";
import { watchSecrets } from "./watch-secrets.ts";

const TOKEN = "a-token-of-forty-three-characters-or-so-0000";

it.each([
  ["/api/links/1/repairs", Response.json({ accessToken: TOKEN }, { status: 201 })],
  [
    "/host/entries",
    Response.json({ url: `https://x.example/enter#${TOKEN.slice(0, 43)}` }, { status: 201 }),
  ],
  ["/api/session", new Response(null, { headers: { "Set-Cookie": `relink=${TOKEN}; HttpOnly` } })],
])("a secret that %s answered is found in the log, and in the database", async (path, answer) => {
  const store = await openTestStore();
  const secrets = watchSecrets({});
  const fetch = secrets.watch(() => Promise.resolve(answer));
  await fetch(new Request(`http://127.0.0.1:3000${path}`));
  await secrets.check(["a line\n"], store);

  await expect(secrets.check([`{"seen":"${TOKEN}"}\n`], store)).rejects.toThrow("in the log");
  await store
    .insertInto("unowned_links")
    .values({ id: TOKEN, asked_at: "2026-01-01T00:00:00.000Z" })
    .execute();
  await expect(secrets.check([], store)).rejects.toThrow("in the database");
});
