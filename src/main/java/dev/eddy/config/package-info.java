/**
 * From a topology file to a specification and back.
 *
 * <pre>
 *   file ──YamlDocument──► nodes with lines ──SpecBinder──► TopologySpec ──TopologyText──► canonical text
 *                                                └──► Problems ──► InvalidTopology (all of them, by line)
 * </pre>
 *
 * Keys, types and defaults are read off the records of {@link dev.eddy.spec} by the conventions
 * that are written there, so a new record or component needs no line here; its entry in {@code
 * topologies/topology.schema.json} is compared with it by a test.
 */
package dev.eddy.config;
