import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aLink } from "../../testing/a-link.ts";
import { aPage } from "../../testing/a-page.ts";
import { inSpanish } from "../../testing/in-spanish.ts";
import { I18nContext } from "../i18n/i18n-context.tsx";
import { ListTools } from "./list-tools.tsx";
import { wholeList } from "../core/links/list-view.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const { bank } = aLink();
const { counts, otherCounts } = aPage(
  aLink({ state: "password_needed" }),
  aLink({ state: "bank_trouble", bank: { ...bank, type: "fiscal" } }),
);

type Change = (part: { q?: string }) => void;

function open() {
  const asked: unknown[] = [];
  const ask: Change = ({ q }) => void asked.push(q);
  const tools = (q: string, change = ask) => (
    <I18nContext value={inSpanish}>
      <ListTools
        view={{ ...wholeList, q }}
        {...{ counts, otherCounts }}
        type="institution"
        all={9}
        change={change}
        searchId="find"
      />
    </I18nContext>
  );
  const { rerender } = render(tools(""));
  const field = screen.getByRole("searchbox");
  return {
    asked,
    field,
    type: (text: string) => fireEvent.change(field, { target: { value: text } }),
    pause: () => {
      act(() => void vi.advanceTimersByTime(250));
    },
    /** The address has come to say so. */
    arrive: (q: string) => rerender(tools(q)),
    /** Another part of the view was chosen, by which it is changed from then on. */
    choose: (change: Change) => rerender(tools("", change)),
  };
}

it("names a state as the badges of its banks do, also where others are not at banks", () => {
  open();
  expect(screen.getByRole("option", { name: "Contraseña nueva (1)" })).toBeInTheDocument();
  expect(screen.getByRole("option", { name: "No responde (1)" })).toBeInTheDocument();
});

describe("the search for a bank", () => {
  it("looks for what was typed once the person stops", () => {
    const { asked, type, pause } = open();
    type("e");
    type("er");
    expect(asked).toEqual([]);
    pause();
    expect(asked).toEqual(["er"]);
  });

  it("keeps what is typed while a slow phone is still at what was typed before", () => {
    const { field, asked, type, pause, arrive } = open();
    type("ere");
    pause();
    type("ereb");
    arrive("ere");
    expect(field).toHaveValue("ereb");
    type("erebo");
    pause();
    type("erebor");
    pause();
    arrive("erebo");
    expect(field).toHaveValue("erebor");
    arrive("erebor");
    expect(field).toHaveValue("erebor");
    expect(asked).toEqual(["ere", "erebo", "erebor"]);
  });

  it("keeps a blank that is typed between two words", () => {
    const { field, type, pause, arrive } = open();
    type("banco ");
    pause();
    arrive("banco");
    expect(field).toHaveValue("banco ");
  });

  it("shows what the back button, or the way back to all banks, leads to", () => {
    const { field, type, pause, arrive } = open();
    type("ere");
    pause();
    arrive("ere");
    arrive("");
    expect(field).toHaveValue("");
    arrive("ere");
    expect(field).toHaveValue("ere");
  });

  it("looks no more for what was typed just before", () => {
    const { field, asked, type, pause, arrive } = open();
    type("ere");
    pause();
    arrive("ere");
    type("ereb");
    arrive("");
    pause();
    expect(field).toHaveValue("");
    expect(asked).toEqual(["ere"]);
    type("g");
    pause();
    expect(asked).toEqual(["ere", "g"]);
  });

  it("keeps what was chosen between the last key and the search", () => {
    const { asked, type, pause, choose } = open();
    const change = vi.fn();
    type("ere");
    choose(change);
    pause();
    expect(change).toHaveBeenCalledExactlyOnceWith({ q: "ere" });
    expect(asked).toEqual([]);
  });

  it("shows it also when what was typed came to nothing in between", () => {
    const { field, type, pause, arrive } = open();
    type("ere");
    pause();
    arrive("ere");
    type("ere ");
    pause();
    arrive("");
    expect(field).toHaveValue("");
  });
});
