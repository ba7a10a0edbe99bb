package dev.eddy.forecast;

import dev.eddy.spec.TopologySpec;
import dev.eddy.spec.ViewSpec;
import java.util.List;

/** What the engine keeps to itself, for those who take it apart. */
public final class DefaultViews {
  private DefaultViews() {}

  /** The views of an entry that names none. */
  public static List<ViewSpec> of(TopologySpec spec) {
    return new Views(new Blueprint(spec)).suitable();
  }
}
