package dev.eddy.forecast;

import dev.eddy.spec.TopologySpec;
import dev.eddy.spec.ViewSpec;
import java.util.List;

/** What the engine keeps to itself, for those who take it apart. */
public final class DefaultViews {
  private DefaultViews() {}

  /** The views with which an entry begins that names none. */
  public static List<ViewSpec> of(TopologySpec spec) {
    boolean nonNegative =
        spec.source().targets().stream().allMatch(target -> spec.boundsOf(target).nonNegative());
    Outlook outlook = new Outlook(new Blueprint(spec).features().seasons(), nonNegative);
    return outlook.first(false).stream().map(Look::view).toList();
  }
}
