package dev.eddy.series;

/**
 * A season counted in steps. Two of the same length are the same.
 *
 * @param slots its length, at least 1
 */
record StepSeason(int slots) implements Season {
  StepSeason {
    if (slots < 1) {
      throw new IllegalArgumentException("a season of " + slots + " steps");
    }
  }

  @Override
  public String name() {
    return slots + " steps";
  }

  @Override
  public int slot(long index) {
    return (int) Math.floorMod(index, (long) slots);
  }

  @Override
  public String toString() {
    return name();
  }
}
