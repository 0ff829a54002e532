import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { Button } from "./button.tsx";

const button = () => screen.getByRole("button");

describe("a button", () => {
  it("shows that it is pressed as soon as a finger is on it, and for as long as it is", () => {
    render(<Button>Update</Button>);
    expect(button()).not.toHaveAttribute("data-pressed");
    fireEvent.pointerDown(button());
    expect(button()).toHaveAttribute("data-pressed");
    fireEvent.pointerUp(button());
    expect(button()).not.toHaveAttribute("data-pressed");
  });

  it.each([
    ["the finger scrolls instead", fireEvent.pointerCancel],
    ["the mouse leaves it", fireEvent.pointerLeave],
  ])("is not pressed any more when %s", (_, end) => {
    render(<Button>Update</Button>);
    fireEvent.pointerDown(button());
    end(button());
    expect(button()).not.toHaveAttribute("data-pressed");
  });

  it("is pressed by the main button of a mouse only", () => {
    render(<Button>Update</Button>);
    fireEvent.pointerDown(button(), { button: 2 });
    expect(button()).not.toHaveAttribute("data-pressed");
  });

  it("that looks like a link shows its press too", () => {
    render(<Button look="text">Leave</Button>);
    fireEvent.pointerDown(button());
    expect(button()).toHaveAttribute("data-pressed");
  });

  it("does nothing more while what it began is under way, and keeps focus", () => {
    const onClick = vi.fn();
    const { rerender } = render(<Button onClick={onClick} />);
    button().focus();
    rerender(<Button isPending onClick={onClick} />);
    expect(button()).toHaveAttribute("aria-disabled", "true");
    expect(button()).toHaveFocus();
    fireEvent.click(button());
    expect(onClick).not.toHaveBeenCalled();
  });

  it("says what it is about on a page that the browser has translated", () => {
    const { rerender } = render(<Button>Actualizar</Button>);
    const translated = document.createElement("span");
    translated.append("Update");
    button().replaceChildren(translated);
    rerender(<Button isPending>Un momento</Button>);
    expect(button().textContent).toBe("Un momento");
    rerender(<Button>Listo</Button>);
    expect(button().textContent).toBe("Listo");
  });

  it("that can do nothing just now shows no press", () => {
    render(<Button aria-disabled>Update</Button>);
    fireEvent.pointerDown(button());
    expect(button()).not.toHaveAttribute("data-pressed");
  });
});
