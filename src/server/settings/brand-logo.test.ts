import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as v from "valibot";
import { brandLogo } from "./brand-logo.ts";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>';
const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const WEBP = Buffer.from("524946461a000000574542505650384c", "hex");

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "relink-logo-"));
});
afterAll(() => rm(directory, { recursive: true }));

async function read(name: string, content: string | Uint8Array) {
  await writeFile(join(directory, name), content);
  return v.safeParse(brandLogo, join(directory, name));
}

it.each([
  ["plain.svg", SVG, "image/svg+xml"],
  ["LOUD.SVG", SVG, "image/svg+xml"],
  ["drawn.svg", `\ufeff<?xml version="1.0"?>\n<!-- <made> by -->\n${SVG}`, "image/svg+xml"],
  ["old.svg", `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">${SVG}`, "image/svg+xml"],
  ["a.png", PNG, "image/png"],
  ["a.webp", WEBP, "image/webp"],
])("BRAND_LOGO accepts %s, with the type of its content", async (name, content, type) => {
  const { output } = await read(name, content);
  expect(output).toEqual({
    extension: name.toLowerCase().slice(name.lastIndexOf(".")),
    type,
    body: new Uint8Array(Buffer.from(content)),
  });
});

it.each([
  ["no-namespace.svg", "<svg></svg>", /not what its name says/],
  ["page.svg", `<html><body>${SVG}</body></html>`, /not what its name says/],
  ["empty.svg", "", /not what its name says/],
  ["png.svg", PNG, /not what its name says/],
  ["svg.png", SVG, /not what its name says/],
  ["png.webp", PNG, /not what its name says/],
  ["large.svg", SVG.padEnd(100_001), /more than 100 kB/],
  ["a.gif", "GIF89a", /must be the path of/],
  ["svg", SVG, /must be the path of/],
])("BRAND_LOGO refuses %s, and says what is wrong", async (name, content, message) => {
  const { issues } = await read(name, content);
  expect(issues?.map((issue) => issue.message)).toEqual([expect.stringMatching(message)]);
});

it("BRAND_LOGO accepts a file of exactly 100 kB", async () => {
  expect((await read("just.svg", SVG.padEnd(100_000))).success).toBe(true);
});

it("BRAND_LOGO refuses a path that is no readable file", async () => {
  await mkdir(join(directory, "folder.png"));
  for (const name of ["folder.png", "gone.png", "gone/gone.png"]) {
    const { issues } = v.safeParse(brandLogo, join(directory, name));
    expect(issues?.[0].message).toBe("is no file that can be read");
  }
});
