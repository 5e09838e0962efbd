import * as api from "./api";

/** Asked for before the rest of the program is read: the answer takes about as long. */
export const opening = api.opening();
