package dev.eddy.spec;

import dev.eddy.spec.InvalidSpec.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A long short-term memory network with a direct linear path from its inputs to its outputs,
 * trained by truncated backpropagation through time.
 *
 * @param name the entry's name
 * @param views how its members see the series
 * @param joint one member for all targets
 * @param units hidden units; 1 to 4,096
 * @param truncation how often it updates, and how far back the gradient goes
 * @param optimizer the rule of an update
 * @param clip the limit on the gradient's norm
 * @param stateful true: hidden state goes on from window to window; false: each window starts from
 *     zero
 */
public record LstmSpec(
    String name,
    List<ViewSpec> views,
    Boolean joint,
    Integer units,
    TruncationSpec truncation,
    OptimizerSpec optimizer,
    ClipSpec clip,
    Boolean stateful)
    implements ModelSpec {

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public LstmSpec {
    name = name == null ? "lstm" : name;
    views = views == null ? List.of() : List.copyOf(views);
    joint = joint != null && joint;
    units = units == null ? 32 : units;
    truncation = truncation == null ? new TruncationSpec(null, null) : truncation;
    optimizer = optimizer == null ? new AdamSpec(5e-4, null, null, null) : optimizer;
    clip = clip == null ? ClipSpec.AUTO : clip;
    stateful = stateful == null || stateful;
    new Checks().within("units", units, 1, 4_096).distinct("views", views).done();
  }

  @Override
  public Optional<Problem> problemWith(int horizon) {
    int least = truncation.leastWindowFor(horizon);
    return truncation
        .window()
        .filter(window -> window < least)
        .map(
            window ->
                new Problem(
                    "truncation.window",
                    window.toString(),
                    "must be at least "
                        + least
                        + ", the horizon and every together, or far horizons would never be learned"));
  }
}
