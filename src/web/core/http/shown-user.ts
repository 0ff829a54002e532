/** An answer is for somebody else than the page shows. There is nothing to tell anybody of what was asked. */
export class OtherUserError extends Error {
  override readonly name = "OtherUserError";
}

interface Shown {
  /** As in the session, and in the header that names whom an answer is for. */
  key: string;
  /** Forgets all that is known of this person, and reads anew who is there. */
  leave: () => void;
}

/** Whom the page shows: every answer is held against that. */
export interface ShownUser {
  /** Says whom the page shows from now on. @returns What takes it back. */
  show: (user: Shown) => () => void;
  /** Of the person who is shown; `null` when nobody is. */
  key: () => string | null;
  /**
   * Has the person who is shown go, when it is known from elsewhere that somebody else is there.
   *
   * @returns False when nobody is shown.
   */
  leave: () => boolean;
  /**
   * Remembers whom the page shows as a question goes out.
   *
   * @returns What looks at the answer, and throws {@link OtherUserError} when it is for somebody else or
   *   for nobody. An answer that does not say whom it is for is taken as it is.
   */
  expect: () => (answer: { userKey: string | null; isForNobody: boolean }) => void;
}

export function createShownUser(): ShownUser {
  let shown: Shown | null = null;
  return {
    show(user) {
      shown = user;
      return () => {
        if (shown === user) shown = null;
      };
    },
    key: () => shown?.key ?? null,
    leave() {
      shown?.leave();
      return shown !== null;
    },
    expect() {
      const asked = shown;
      return ({ userKey, isForNobody }) => {
        if (!asked || (!isForNobody && (userKey ?? asked.key) === asked.key)) return;
        // What was asked for the one who was shown before must not make the next one leave.
        if (asked === shown) asked.leave();
        throw new OtherUserError();
      };
    },
  };
}
