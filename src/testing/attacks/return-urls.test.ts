import { describe, expect, it } from "vitest";
import { aSite, firstDataOf } from "../server-bench/a-site.ts";
import { HOST, openTarget, VICTIM } from "./open-target.ts";

const ALLOWED = ["https://app.example.com", "http://127.0.0.1:8080", "myapp:"];
const target = await openTarget({ settings: { returnOrigins: ALLOWED }, site: aSite });
const { victim } = target;

function ask(more: object) {
  target.clock.advance(1_000);
  return target.visitor().send("POST", "/host/entries", { externalId: VICTIM, ...more }, HOST);
}

/** Each leads elsewhere than it seems to, or is read in one way by one program and by others in another. */
const ATTACKS: Record<string, readonly string[]> = {
  "another host that begins, ends or is written like an allowed one": [
    "https://app.example.com.evil.io/",
    "https://app.example.comevil.io/",
    "https://evil.io/https://app.example.com",
    "https://evil.io/?next=https://app.example.com/",
    "https://evil.io/#https://app.example.com/",
    "https://evil-app.example.com/",
    "https://sub.app.example.com/",
    "https://app.example.com./",
    "https://example.com/",
    "https://аpp.example.com/",
    "https://xn--pp-6kc.example.com/",
    "https://app.example.com%2eevil.io/",
    "https://app%2eexample.com%00.evil.io/",
  ],
  "an allowed host as a user, a password or a port": [
    "https://app.example.com@evil.io/",
    "https://app.example.com:x@evil.io/",
    "https://evil.io@app.example.com/",
    "https://:@app.example.com@evil.io/",
    "https://app.example.com:8443/",
    "https://app.example.com%40evil.io/",
    "myapp://app.example.com@done",
  ],
  "a backslash, a tab, a line, a blank or a sign that nobody sees": [
    "https://app.example.com\\@evil.io/",
    "https:\\\\app.example.com\\",
    "https://evil.io\\.app.example.com/",
    "https://app.exam\tple.com/",
    "ht\ntps://app.example.com/",
    "https://app.example.com/\r\nSet-Cookie: a=b",
    " https://app.example.com/",
    "https://app.example.com/ ",
    "\u0000https://app.example.com/",
    "https://app.example.com/\u202egpj.exe",
    "https://app\u200b.example.com/",
    "java\tscript:alert(1)",
    "myapp://\u0007",
  ],
  "a scheme that runs, reads or opens what is no app": [
    "javascript:alert(document.cookie)",
    "JavaScript://app.example.com/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "blob:https://app.example.com/30cb4806-6e00-48a4-91c9-ca55968576c8",
    "filesystem:https://app.example.com/temporary/a.html",
    "view-source:https://app.example.com/",
    "file:///etc/passwd",
    "vbscript:msgbox(1)",
    "about:blank",
    "ftp://app.example.com/",
    "wss://app.example.com/",
    "http://app.example.com/",
    "https://127.0.0.1:8080/",
    "http://127.0.0.1:8080.evil.io/",
    "http://[::1]:8080/",
    "http://0x7f000001/",
    "intent://done#Intent;scheme=myapp;S.browser_fallback_url=https%3A%2F%2Fevil.io;end",
    "myapps://done",
    "amyapp://done",
    "myapp.evil://done",
  ],
  "no address, or only a part of one": [
    "",
    "//app.example.com/",
    "/\\app.example.com/",
    "https:app.example.com/",
    "https:/app.example.com/",
    "https:///app.example.com/",
    "app.example.com",
    "myapp",
    "://app.example.com",
    `https://app.example.com/${"a".repeat(1_977)}`,
    `myapp://${"a".repeat(2_000_0)}`,
  ],
};

describe("a way back that leads astray is refused, with its field", () => {
  it.each(Object.entries(ATTACKS))("%s (API8:2023, ASVS 5.0 V3.7.2)", async (_class, addresses) => {
    for (const returnUrl of addresses) {
      const { status, json, text } = await ask({ returnUrl });
      expect([returnUrl, status]).toEqual([returnUrl, 400]);
      expect(json).toMatchObject({ code: "invalid_request", field: "returnUrl" });
      expect(text).not.toContain("enter#");
    }
  });

  it.each([7, true, [], ["https://app.example.com/"], { href: "https://app.example.com/" }])(
    "in another form than a text: %j (API3:2023, ASVS 5.0 V2.2.1)",
    async (returnUrl) => {
      expect(await ask({ returnUrl })).toMatchObject({ status: 400, json: { field: "returnUrl" } });
    },
  );

  it("for one link as well, and nowhere but where the setting says (API8:2023, ASVS 5.0 V3.7.2)", async () => {
    const linkId = victim.link;
    expect((await ask({ linkId, returnUrl: "https://evil.io/" })).status).toBe(400);
    const closed = await openTarget();
    const asked = { externalId: VICTIM, returnUrl: "https://app.example.com/" };
    expect((await closed.visitor().send("POST", "/host/entries", asked, HOST)).status).toBe(400);
  });
});

it("a page has the way back as text that ends nothing, whatever it says (API8:2023, ASVS 5.0 V1.2.1)", async () => {
  const returnUrl = "myapp:</script><!--<script>alert(1)</script>\"'&lt;$&$1";
  const { text } = await ask({ returnUrl });
  const visitor = await target.entered(/#([\w-]{43})/.exec(text)?.[1] ?? "");
  const page = (await visitor.get("/")).text;
  expect(firstDataOf(page)?.session.user).toMatchObject({ returnUrl });
  expect(page.match(/<script|<!--/g)).toHaveLength(1);
});

it("nobody but the host says where a person goes back to (API3:2023, ASVS 5.0 V15.3.3)", async () => {
  const returnUrl = "https://app.example.com/";
  const code = await target.newCode({ externalId: VICTIM });
  const visitor = target.visitor();
  const body = { code, returnUrl, locale: "en", theme: "dark" };
  await visitor.send("POST", `/api/session?returnUrl=${returnUrl}`, body);
  const { json } = await visitor.get(`/api/session?returnUrl=${returnUrl}`);
  expect(json).toMatchObject({ user: { returnUrl: null, locale: null, theme: null } });
});
