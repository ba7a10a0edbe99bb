package dev.eddy.observe;

import dev.eddy.spec.TopologySpec;

/**
 * How a topology does at this moment.
 *
 * @param spec which one
 * @param state a word for people, such as {@code RUNNING}
 * @param live false if only a restart of the process can help
 * @param ready true if it takes in records
 */
public record TopologyStatus(TopologySpec spec, String state, boolean live, boolean ready) {}
