/**
 * How a running engine shows itself: meters, health, and a page that names the topologies.
 *
 * <pre>
 *   Outcome ──► EngineMeters ──► Metrics (registry, JVM, process) ──► HttpEndpoint /metrics
 *                    │                           TopologyStatus ──► /health/live, /health/ready, /
 *                    └── MeterCatalogue: every meter's name, unit, tags and meaning
 *                                               Section (rest) ──► /v1
 * </pre>
 *
 * Meters are an interface to the outside: what is not in {@link dev.eddy.observe.MeterCatalogue} is
 * not measured, and a meter's name or tags change only with a line in the changelog. No meter is
 * ever tagged with a series, so that their number depends on the topology alone.
 */
package dev.eddy.observe;
