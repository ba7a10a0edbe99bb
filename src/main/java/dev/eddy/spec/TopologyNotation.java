package dev.eddy.spec;

/**
 * How a specification is written down where what was learned is kept, so that a later version can
 * tell what it was learned for. Safe for use by several threads.
 */
public interface TopologyNotation {
  /**
   * The specification as text, with every default filled in: equal ones give equal texts, on every
   * JDK. Without the settings that pass to Kafka, among which there may be secrets.
   */
  String write(TopologySpec spec);

  /**
   * What {@link #write} wrote, be it in an earlier version: what that did not know has its default.
   *
   * @throws IllegalArgumentException if the text says something that this version does not know
   */
  TopologySpec read(String text);
}
