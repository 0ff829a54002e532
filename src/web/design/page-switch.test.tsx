import { expect, it } from "vitest";
import { render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router-dom";
import { PageSwitch } from "./page-switch.tsx";

const pages = [
  { path: "/", element: <p>list</p> },
  { path: "/repair/:linkId", element: <p>one repair</p> },
  { path: "/repair", element: <p>all repairs</p> },
  { path: "/return/*", element: <p>return</p> },
];

it.each([
  ["/", "list"],
  ["/repair", "all repairs"],
  ["/repair/", "all repairs"],
  ["/Repair/30cb", "one repair"],
  ["/repair/30cb/", "one repair"],
  ["/repair/30cb/more", "nothing"],
  ["/return", "return"],
  ["/return/30cb/success", "return"],
  ["/returns", "nothing"],
  ["/elsewhere", "nothing"],
])("%s shows %s", (address, shown) => {
  render(
    <MemoryRouter initialEntries={[address]}>
      <PageSwitch pages={pages} otherwise={<p>nothing</p>} />
    </MemoryRouter>,
  );
  expect(screen.getByText(shown)).toBeVisible();
});
