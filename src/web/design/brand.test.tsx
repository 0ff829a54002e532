import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { readBrand } from "./brand.ts";

it("readBrand returns Relink's own brand where the page names none", () => {
  const { container } = render(<div />);
  expect(readBrand(container.dataset)).toEqual({ name: "Relink", logoUrl: "/favicon.svg" });
});

it("readBrand returns the host's name and logo where the page names them, each by itself", () => {
  const { container } = render(<div />);
  const host = { name: "Banca Sol", hostName: "Banca Sol" };
  container.dataset["brandName"] = "Banca Sol";
  expect(readBrand(container.dataset)).toEqual({ ...host, logoUrl: "/favicon.svg" });
  container.dataset["brandLogo"] = "/brand/logo.svg";
  expect(readBrand(container.dataset)).toEqual({ ...host, logoUrl: "/brand/logo.svg" });
});
