import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { readBrand } from "./brand.ts";

it("is Relink's own where the page says nothing", () => {
  const { container } = render(<div />);
  expect(readBrand(container.dataset)).toEqual({ name: "Relink", logoUrl: "/favicon.svg" });
});

it("is the host's where the page says so, each part by itself", () => {
  const { container } = render(<div />);
  container.dataset["brandName"] = "Banca Sol";
  expect(readBrand(container.dataset)).toEqual({ name: "Banca Sol", logoUrl: "/favicon.svg" });
  container.dataset["brandLogo"] = "/brand/logo.svg";
  expect(readBrand(container.dataset)).toEqual({ name: "Banca Sol", logoUrl: "/brand/logo.svg" });
});
