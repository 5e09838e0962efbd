import type { Category } from "../bindings/Category";
import { t } from "../i18n/messages.svelte";

/** All categories. The ones that bring money in come first. */
export const CATEGORIES: Category[] = ["payment", "refund", "bonus", "fee", "equipment", "one_off", "correction", "other"];

export function categoryName(category: Category): string {
  const names: Record<Category, string> = {
    payment: t("category-payment"),
    fee: t("category-fee"),
    one_off: t("category-one-off"),
    correction: t("category-correction"),
    refund: t("category-refund"),
    equipment: t("category-equipment"),
    bonus: t("category-bonus"),
    other: t("category-other"),
  };
  return names[category];
}
