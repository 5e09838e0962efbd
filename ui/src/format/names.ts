/** A name as it is compared while it is looked for: «Орёл» is found by «орел». */
export function searchable(name: string): string {
  return name.trim().toLowerCase().replaceAll("ё", "е");
}
