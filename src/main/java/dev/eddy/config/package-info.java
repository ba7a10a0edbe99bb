/**
 * From a topology file to a specification and back.
 *
 * <pre>
 *   file ──YamlDocument──► nodes with lines ──SpecBinder──► TopologySpec ──TopologyText──► canonical text
 *                                                └──► Problems ──► InvalidTopology (all of them, by line)
 * </pre>
 *
 * A file may leave values of its models to a search: {@link dev.eddy.config.SearchedTopology} finds
 * where, and makes a file like any other of values for them.
 *
 * <p>Keys, types and defaults are read off the records of {@link dev.eddy.spec} by the conventions
 * that are written there, so a new record or component needs no line here; its entry in {@code
 * topologies/topology.schema.json} is compared with it by a test.
 */
package dev.eddy.config;
