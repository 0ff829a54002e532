import { inspect } from "node:util";

const REDACTED = "[redacted]";

/** A value that no log, message or JSON body can show by accident; {@link Secret.reveal} is the way in. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
