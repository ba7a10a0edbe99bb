/**
 * What the process knows of its series, over HTTP: the paths under {@code /v1}, read-only as long
 * as no token is set.
 *
 * <pre>
 *   HttpEndpoint ─► RestApi ─► Router ─► TopologyPages ─► ServedTopology (this process)
 *                   (token)              SeriesPages  └─► Peers ─► other instances' /v1
 *                                        StatePages
 * </pre>
 *
 * Knows nothing of Kafka: who runs topologies implements {@link
 * dev.eddy.observe.rest.ServedTopology}. Every path is in {@code openapi.json}, and every one there
 * is a path here.
 */
package dev.eddy.observe.rest;
