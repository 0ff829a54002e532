import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawChance } from "../chance.ts";
import { isSound } from "../judge-probes.ts";
import { leaveOut } from "../leave-out.ts";
import { fillDisk, type DiskReport } from "./fill-disk.ts";
import { mountSmallDisk } from "./small-disk.ts";

const disk = mountSmallDisk();
const { isLeftOut, note } = leaveOut(typeof disk === "string" ? disk : null);

describe.skipIf(isLeftOut)(`a backend whose disk is full${note}`, () => {
  let report: DiskReport;

  beforeAll(async () => {
    if (typeof disk === "string") return;
    report = await fillDisk(disk, drawChance("disk"));
  });

  afterAll(() => {
    if (typeof disk !== "string") disk.remove();
  });

  it("answers 503 to webhooks, so that they come again", () => {
    expect(new Set(report.full.webhooks)).toEqual(new Set([503]));
  });

  it("still answers people with their links", () => {
    expect(report.full.list).toBe(200);
  });

  it("answers 503 at /readyz", () => {
    expect(report.full.readyz).toBe(503);
  });

  it("worked before, and works again when there is room, without a restart", () => {
    for (const { webhooks, readyz, list } of [report.before, report.after]) {
      expect([new Set(webhooks), readyz, list]).toEqual([new Set([204]), 200, 200]);
    }
  });

  it("has lost no webhook that it acknowledged", () => {
    expect(isSound(report.verdict)).toBe(true);
    expect(report.verdict.unknown).toBe(0);
  });
});
