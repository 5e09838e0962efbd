import * as api from "../api";

/** The first answer of the shell, requested while the rest of the program is still loading. */
export const startup = api.startup();
