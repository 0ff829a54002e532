import { beforeEach, describe, expect, it, vi } from "vitest";
import { createShownUser, OtherUserError, type ShownUser } from "./shown-user.ts";

let shown: ShownUser;
let takeBack: () => void;
beforeEach(() => {
  shown = createShownUser();
});

function show(key: string) {
  const leave = vi.fn();
  takeBack = shown.show({ key, leave });
  return leave;
}

describe("an answer, held against the person whom the page shows", () => {
  it("is taken when it is for that person, or does not say for whom it is", () => {
    const leave = show("elena");
    const look = shown.expect();
    look({ userKey: "elena", isForNobody: false });
    look({ userKey: null, isForNobody: false });
    expect(leave).not.toHaveBeenCalled();
  });

  it.each([
    ["somebody else", { userKey: "carla", isForNobody: false }],
    ["nobody", { userKey: null, isForNobody: true }],
  ])("has the person leave when it is for %s, and is not taken", (_, answer) => {
    const leave = show("elena");
    expect(() => shown.expect()(answer)).toThrow(OtherUserError);
    expect(leave).toHaveBeenCalledOnce();
  });

  it("does not make the next person leave when it was asked for the one before", () => {
    show("elena");
    const look = shown.expect();
    const leave = show("carla");
    expect(() => look({ userKey: null, isForNobody: true })).toThrow(OtherUserError);
    expect(leave).not.toHaveBeenCalled();
  });

  it("is taken as it is where the page shows nobody", () => {
    show("elena");
    takeBack();
    expect(() => shown.expect()({ userKey: "carla", isForNobody: false })).not.toThrow();
  });
});

it("a person whose leaving is told elsewhere leaves here", () => {
  const leave = show("elena");
  expect(shown.leave()).toBe(true);
  expect(leave).toHaveBeenCalledOnce();
  takeBack();
  expect(shown.leave()).toBe(false);
});
