package dev.eddy.forecast;

/** The quantiles of the normal distribution with mean 0 and variance 1, the same on every Java. */
final class NormalScores {
  private static final double CENTRE = 0.425;
  private static final double FAR = 5;

  private NormalScores() {}

  /**
   * The value below which a normal variable lies with a probability, to seven digits (Wichura 1988,
   * algorithm AS 241, PPND7, doi 10.2307/2347330).
   *
   * @param probability above 0 and below 1
   */
  static double of(double probability) {
    double q = probability - 0.5;
    if (Math.abs(q) <= CENTRE) {
      double r = CENTRE * CENTRE - q * q;
      return q
          * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)
          / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1);
    }
    double r = Math.sqrt(-StrictMath.log(q < 0 ? probability : 1 - probability));
    return Math.copySign(r <= FAR ? outer(r - 1.6) : farthest(r - FAR), q);
  }

  private static double outer(double r) {
    return (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777)
        / ((0.12021132975 * r + 0.73700164250) * r + 1);
  }

  private static double farthest(double r) {
    return (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150)
        / ((0.012258202635 * r + 0.24197894225) * r + 1);
  }
}
