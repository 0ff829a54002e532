import { createBench, type Bench } from "./create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "./fake-belvo.ts";
import type { Visitor } from "./visitor.ts";

interface PersonBench {
  belvo: FakeBelvo;
  bench: Bench;
  /** `user-42`, signed in. */
  person: Visitor;
}

/** The backend with one person, who has one link of this status. */
export async function openPersonBench(linkId: string, status: string): Promise<PersonBench> {
  const belvo = createFakeBelvo("user-42");
  belvo.statuses.set(linkId, status);
  const bench = await createBench({ belvo: (request) => belvo.answer(request) });
  return { belvo, bench, person: await bench.signedIn("user-42") };
}
