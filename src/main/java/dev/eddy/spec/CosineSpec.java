package dev.eddy.spec;

/**
 * The learning rate falls along half a cosine and starts anew, over and over (Loshchilov and Hutter
 * 2017, arXiv 1608.03983).
 *
 * @param period updates of the first fall; 1 to 1,000,000
 * @param factor by which each fall is longer than the one before; 1 to 10
 * @param floor share of the learning rate that is left at the end of a fall; 0 to 1
 */
public record CosineSpec(Integer period, Integer factor, Double floor) implements ScheduleSpec {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public CosineSpec {
    period = period == null ? 1_000 : period;
    factor = factor == null ? 1 : factor;
    floor = floor == null ? 0.1 : floor;
    new Checks()
        .within("period", period, 1, 1_000_000)
        .within("factor", factor, 1, 10)
        .within("floor", floor, 0, 1)
        .done();
  }
}
