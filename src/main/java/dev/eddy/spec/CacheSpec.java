package dev.eddy.spec;

/**
 * How many series an instance keeps live: a number, or a share of the heap written as {@code 40%}.
 *
 * @param series the number; 0 if a share of the heap is meant
 * @param heapShare the share, 0 to 1; 0 if a number is meant
 */
public record CacheSpec(Integer series, Double heapShare) {
  /**
   * Checks.
   *
   * @throws InvalidSpec if neither or both are given
   */
  public CacheSpec {
    new Checks()
        .that(
            (series > 0 && heapShare == 0) || (series == 0 && heapShare > 0 && heapShare <= 0.9),
            "",
            "series " + series + ", heap share " + heapShare,
            "must be a number of series, 1 or more, or a share of the heap, 1% to 90%")
        .done();
  }

  /**
   * From {@code 40%} or {@code 5000}. Of a share, hundredths of a per cent count.
   *
   * @throws InvalidSpec if it is neither
   */
  public static CacheSpec parse(String text) {
    try {
      if (text.endsWith("%")) {
        double percent = Double.parseDouble(text.substring(0, text.length() - 1));
        return new CacheSpec(0, Math.round(percent * 100) / 10_000.0);
      }
      return new CacheSpec(Integer.valueOf(text), 0.0);
    } catch (NumberFormatException e) {
      new Checks()
          .that(
              false,
              "",
              text,
              "must be a number of series, 1 or more, or a share of the heap, 1% to 90%")
          .done();
      throw e;
    }
  }

  /** How many series fit, at least one. */
  public int seriesThatFit(long heapBytes, long bytesPerSeries) {
    return series > 0
        ? series
        : (int) Math.max(1, Math.min(Integer.MAX_VALUE, heapBytes * heapShare / bytesPerSeries));
  }

  /** The short form that {@link #parse} reads. */
  @Override
  public String toString() {
    return series > 0 ? series.toString() : Math.round(heapShare * 10_000) / 100.0 + "%";
  }
}
