import { describe, expect, it } from "vitest";
import { judgeTrace, readTrace } from "./read-trace.ts";

const ASKED = String.raw`7 1.1 read(20<socket:[9]>, "POST /webhooks/belvo HTTP/1.1\r\n{\"webhook_code\":\"probe_00007\"}", 65536) = 80`;
const WRITTEN = String.raw`7 1.2 pwrite64(18</data/demo.db-wal>, "\0\1{\"code\":\"probe_00007\"}", 4096, 4152) = 4096`;
const SYNCED = "7 1.3 fdatasync(18</data/demo.db-wal>) = 0";
const ANSWERED = String.raw`7 1.4 write(20<socket:[9]>, "HTTP/1.1 204 No Content\r\n", 200) = 200`;

const judge = (...lines: string[]) => judgeTrace(readTrace(lines.join("\n")));
const good = { synced: ["probe_00007"], unsynced: [] };
const bad = { synced: [], unsynced: ["probe_00007"] };

describe("judgeTrace", () => {
  it("finds a webhook synced that is written and synced before its answer", () => {
    expect(judge(ASKED, WRITTEN, SYNCED, ANSWERED)).toEqual(good);
  });

  it("finds a webhook synced also when strace prints the sync in two halves", () => {
    const begun = "7 1.3 fdatasync(18</data/demo.db-wal> <unfinished ...>";
    const ended = "7 1.35 <... fdatasync resumed>) = 0";
    const other = "8 1.31 read(5<pipe:[1]>, 0x7f, 8) = 8";
    expect(judge(ASKED, WRITTEN, begun, other, ended, ANSWERED)).toEqual(good);
    expect(judge(ASKED, WRITTEN, begun, other, ANSWERED, ended)).toEqual(bad);
  });

  it.each([
    ["it is not synced", [ASKED, WRITTEN, ANSWERED]],
    ["it is not written", [ASKED, SYNCED, ANSWERED]],
    ["it is synced before it is written", [ASKED, SYNCED, WRITTEN, ANSWERED]],
    ["it is synced after the answer", [ASKED, WRITTEN, ANSWERED, SYNCED]],
    ["another webhook is written", [ASKED, WRITTEN.replace("00007", "00008"), SYNCED, ANSWERED]],
    ["another file is synced", [ASKED, WRITTEN, SYNCED.replace("-wal", ""), ANSWERED]],
    ["the sync fails", [ASKED, WRITTEN, SYNCED.replace("= 0", "= -1 EIO"), ANSWERED]],
  ])("finds a webhook unsynced when %s", (_, lines) => {
    expect(judge(...lines)).toEqual(bad);
  });
});
