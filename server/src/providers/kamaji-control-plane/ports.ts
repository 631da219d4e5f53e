/** The highest port that the provider (v0.12.0 and later) can read: it parses the endpoint's port as a signed 16-bit number. */
export const HIGHEST_KAMAJI_PORT = 32767;
