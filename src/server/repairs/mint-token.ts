import type { BelvoClient, HostedWidget } from "../belvo/belvo-client.ts";
import { BelvoError, type BelvoFailure } from "../belvo/belvo-error.ts";
import type { Priority } from "../belvo/rate-limiter.ts";
import type { Log } from "../http/log.ts";

/** Refusals that are told apart in the log; Belvo has no reason to find more. */
const MOST_KINDS = 20;

/** Gets what opens Belvo's widget on a link. A request that Belvo refuses is told to the operator, once a kind. */
export interface TokenMint {
  /**
   * For the widget in a frame of ours.
   *
   * @param priority A repair's unless said.
   * @throws {BelvoError}
   */
  embedded(linkId: string, priority?: Priority): Promise<string>;
  /**
   * For Belvo's own page. That it takes addresses to come back to is not documented for updates: where
   * it does not, the token is asked for once more without them.
   *
   * @throws {BelvoError}
   */
  hosted(linkId: string, widget: HostedWidget): Promise<HostedToken>;
}

export interface HostedToken {
  accessToken: string;
  /** False where Belvo's page does not know where to send people. */
  comesBack: boolean;
}

interface Options {
  belvo: Pick<BelvoClient, "createUpdateToken">;
  log: Log;
}

export function createTokenMint({ belvo, log }: Options): TokenMint {
  const noted = new Set<string>();

  function note(failure: BelvoFailure, what: string): void {
    const kind = JSON.stringify([what, { ...failure, requestId: null }]);
    if (noted.has(kind) || noted.size >= MOST_KINDS) return;
    noted.add(kind);
    log.error({ failure }, what);
  }

  async function embedded(linkId: string, priority: Priority = "repair"): Promise<string> {
    try {
      return await belvo.createUpdateToken(linkId, { priority });
    } catch (error) {
      const failure = badRequestOf(error);
      if (failure)
        note(failure, "Belvo refuses our requests for widget tokens: no repair can begin");
      throw error;
    }
  }

  return {
    embedded,
    async hosted(linkId, widget) {
      try {
        return {
          accessToken: await belvo.createUpdateToken(linkId, { hosted: widget }),
          comesBack: true,
        };
      } catch (error) {
        const failure = badRequestOf(error);
        if (!failure) throw error;
        note(failure, "Belvo takes no addresses to come back to: people return by themselves");
        return { accessToken: await embedded(linkId), comesBack: false };
      }
    },
  };
}

/** Of a body that Belvo does not take; a link that it does not know is another matter. */
function badRequestOf(error: unknown): BelvoFailure | null {
  if (!(error instanceof BelvoError) || isUnknownLink(error)) return null;
  const { failure } = error;
  return failure.kind === "rejected" && failure.status === 400 ? failure : null;
}

/** Belvo does not say which of the two it answers for a link that it does not have. */
export function isUnknownLink(error: unknown): boolean {
  if (!(error instanceof BelvoError) || error.failure.kind !== "rejected") return false;
  const { status, code } = error.failure;
  return status === 404 || (status === 400 && code === "does_not_exist");
}
