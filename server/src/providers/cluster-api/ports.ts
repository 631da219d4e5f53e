/** The port of the API server if a Cluster sets no apiServerPort, or an infrastructure cluster no port. */
export const DEFAULT_API_SERVER_PORT = 6443;
