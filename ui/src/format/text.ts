/** Returns the text in the form in which names are compared: lower case, `ё` as `е`, trimmed. */
export function foldCase(text: string): string {
  return text.trim().toLowerCase().replaceAll("ё", "е");
}

const DAY_AND_MONTH = /(?<=\d) (?=₽|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/gi;
const PHONE = /(?:\+7|8)(?:-\d{2,3}){3,}/g;

/** Returns a sentence that does not break inside a date, a sum or a phone number. */
export function unbroken(sentence: string): string {
  return sentence.replace(DAY_AND_MONTH, "\u00a0").replace(PHONE, (phone) => phone.replaceAll("-", "\u2011"));
}

/** Returns the name of a file without its folders, on any system. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** Returns a document without its title and the marks of Markdown. */
export function withoutMarks(document: string): string {
  return document.replace(/^# .*\n+/, "").replace(/^#+ /gm, "").replace(/^- /gm, "• ").replace(/[*`]/g, "");
}
