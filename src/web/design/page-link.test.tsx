import { fireEvent, render, screen } from "@testing-library/react";
import { BrowserRouter } from "react-router-dom";
import { beforeEach, expect, it } from "vitest";
import { PageLink } from "./page-link.tsx";

beforeEach(() => {
  window.history.replaceState(null, "", "/");
  render(
    <BrowserRouter>
      <PageLink to="/links/1?q=a">A bank</PageLink>
    </BrowserRouter>,
  );
});

const link = () => screen.getByRole("link", { name: "A bank" });
const address = () => window.location.pathname + window.location.search;

it("a link leads to a page without a new document", () => {
  expect(link()).toHaveAttribute("href", "/links/1?q=a");
  // `false`: the browser is told to do nothing.
  expect(fireEvent.click(link())).toBe(false);
  expect(address()).toBe("/links/1?q=a");
});

it("a link to where the person is adds nothing that Back would lead to", () => {
  fireEvent.click(link());
  const before = window.history.length;
  fireEvent.click(link());
  expect(window.history.length).toBe(before);
});

it.each([{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { button: 1 }])(
  "a press that asks for another tab is left to the browser: %j",
  (how) => {
    // jsdom has no other tab, and says so.
    link().addEventListener("click", (event) => event.preventDefault());
    fireEvent.click(link(), how);
    expect(address()).toBe("/");
  },
);
