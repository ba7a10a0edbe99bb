package dev.eddy.spec;

import java.util.Optional;

/**
 * One layer of a recurrent network.
 *
 * @param type its equations
 * @param units hidden units; 1 to 4,096
 * @param projection numbers that {@code lstm-projection} is read through, at most units; left out:
 *     half of them
 * @param decay what a step leaves of a cell state of {@code lstm-decay}; above 0, at most 1; left
 *     out: 0.9
 * @param blockSize cells of a block of {@code memory-block}, a divisor of units; left out: 2, or 1
 *     where units are odd
 */
public record LayerSpec(
    CellKind type,
    Integer units,
    Optional<Integer> projection,
    Optional<Double> decay,
    Optional<Integer> blockSize) {

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public LayerSpec {
    type = type == null ? CellKind.LSTM : type;
    units = units == null ? 32 : units;
    projection = projection == null ? Optional.empty() : projection;
    decay = decay == null ? Optional.empty() : decay;
    blockSize = blockSize == null ? Optional.empty() : blockSize;
    Checks checks = new Checks();
    check(checks, type, units, projection, decay, blockSize);
    checks.done();
  }

  /** A layer that has no options of its own. */
  public static LayerSpec of(CellKind type, int units) {
    return new LayerSpec(type, units, null, null, null);
  }

  /** The rules of a layer, also for the first one of a network, whose keys stand in its entry. */
  static void check(
      Checks checks,
      CellKind type,
      int units,
      Optional<Integer> projection,
      Optional<Double> decay,
      Optional<Integer> blockSize) {
    checks.within("units", units, 1, 4_096);
    projection.ifPresent(size -> checks.within("projection", size, 1, Math.max(1, units)));
    decay.ifPresent(share -> checks.above("decay", share, 0, 1));
    blockSize.ifPresent(
        size ->
            checks.that(
                size >= 1 && units % size == 0, "block-size", size, "must be a divisor of units"));
    only(checks, CellKind.LSTM_PROJECTION, type, "projection", projection);
    only(checks, CellKind.LSTM_DECAY, type, "decay", decay);
    only(checks, CellKind.MEMORY_BLOCK, type, "block-size", blockSize);
  }

  private static void only(
      Checks checks, CellKind kind, CellKind type, String key, Optional<?> value) {
    checks.that(
        value.isEmpty() || type == kind,
        key,
        value.map(Object::toString).orElse(""),
        "is for " + kind.label() + " alone");
  }

  /** Numbers that {@code lstm-projection} is read through. */
  public int projectionOrDefault() {
    return projection.orElse(Math.max(1, units / 2));
  }

  /** What a step leaves of a cell state of {@code lstm-decay}. */
  public double decayOrDefault() {
    return decay.orElse(0.9);
  }

  /** Cells of a block of {@code memory-block}. */
  public int blockSizeOrDefault() {
    return blockSize.orElse(units % 2 == 0 ? 2 : 1);
  }
}
