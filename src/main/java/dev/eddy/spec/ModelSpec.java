package dev.eddy.spec;

import dev.eddy.spec.InvalidSpec.Problem;
import java.util.List;
import java.util.Optional;

/**
 * An entry of {@code models}: a kind of forecaster, from which a member is made for each of its
 * views. A new kind is one more record here.
 */
public sealed interface ModelSpec permits RecurrentSpec, EchoStateSpec, NarxSpec, ArxSpec {
  /** The entry's name, which its forecasts carry. */
  String name();

  /** How its members see the series; empty: those that suit the targets. */
  List<ViewSpec> views();

  /**
   * True if one member forecasts all targets from the past of all; false if each target has its
   * own.
   */
  Boolean joint();

  /** What becomes of its forecasts. */
  Role role();

  /**
   * How many past values its members are shown; one of each for models that remember by themselves.
   */
  default LagsSpec lags() {
    return new LagsSpec(1, 1, 0);
  }

  /** What keeps the entry from learning every horizon up to this one. */
  default Optional<Problem> problemWith(int horizon) {
    return Optional.empty();
  }

  /** The entries of a topology that names none. */
  static List<ModelSpec> defaults() {
    return List.of(
        RecurrentSpec.of(CellKind.LSTM, 32, null),
        new EchoStateSpec(null, null, null, null, null, null, null, null, null, null, null, null),
        new NarxSpec(null, null, null, null, null, null, null, null, null, null),
        new ArxSpec(null, null, null, null, null, null));
  }
}
