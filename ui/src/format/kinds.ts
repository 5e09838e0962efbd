import type { Kind } from "../bindings/Kind";
import { say } from "../i18n/words.svelte";

/** All kinds: first those that bring money in. */
export const KINDS: Kind[] = ["payment", "refund", "bonus", "fee", "equipment", "one_off", "correction", "other"];

export function kindWord(kind: Kind): string {
  const words: Record<Kind, string> = {
    payment: say("kind-payment"),
    fee: say("kind-fee"),
    one_off: say("kind-one-off"),
    correction: say("kind-correction"),
    refund: say("kind-refund"),
    equipment: say("kind-equipment"),
    bonus: say("kind-bonus"),
    other: say("kind-other"),
  };
  return words[kind];
}
