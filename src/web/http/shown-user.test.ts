import { afterEach, describe, expect, it, vi } from "vitest";
import { expectShownUser, leaveShownUser, OtherUserError, showUser } from "./shown-user.ts";

let takeBack: () => void = () => undefined;
afterEach(() => takeBack());

function show(key: string) {
  const leave = vi.fn();
  takeBack = showUser({ key, leave });
  return leave;
}

describe("an answer, held against the person whom the page shows", () => {
  it("is taken when it is for that person, or does not say for whom it is", () => {
    const leave = show("elena");
    const look = expectShownUser();
    look({ userKey: "elena", isForNobody: false });
    look({ userKey: null, isForNobody: false });
    expect(leave).not.toHaveBeenCalled();
  });

  it.each([
    ["somebody else", { userKey: "carla", isForNobody: false }],
    ["nobody", { userKey: null, isForNobody: true }],
  ])("has the person leave when it is for %s, and is not taken", (_, answer) => {
    const leave = show("elena");
    expect(() => expectShownUser()(answer)).toThrow(OtherUserError);
    expect(leave).toHaveBeenCalledOnce();
  });

  it("does not make the next person leave when it was asked for the one before", () => {
    show("elena");
    const look = expectShownUser();
    const leave = show("carla");
    expect(() => look({ userKey: null, isForNobody: true })).toThrow(OtherUserError);
    expect(leave).not.toHaveBeenCalled();
  });

  it("is taken as it is where the page shows nobody", () => {
    show("elena");
    takeBack();
    expect(() => expectShownUser()({ userKey: "carla", isForNobody: false })).not.toThrow();
  });
});

it("a person whose leaving is told elsewhere leaves here", () => {
  const leave = show("elena");
  expect(leaveShownUser()).toBe(true);
  expect(leave).toHaveBeenCalledOnce();
  takeBack();
  expect(leaveShownUser()).toBe(false);
});
