package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.spec.ViewSpec.Transform;
import java.util.Arrays;
import java.util.List;

/**
 * Which transform makes the spread of one target even, told by how its errors grow with its level.
 * If they go as the level to the power β, an even spread is that of the value to the power 1 − β
 * (Bartlett 1947, Biometrics 3, 39–52): none for β near 0, the square root near 1/2, the logarithm
 * near 1. β is the slope of a line through the logarithms of error and level.
 *
 * <p>The error is that of last value moved by the profile of the calendar's seasons, the level that
 * profile and the smoothed distance from it: a level as noisy as the value itself would make the
 * slope too small, and that of rare counts without a season too large.
 *
 * <p>It stays with none as long as the levels seen are too few or too much alike, and for good once
 * a value was negative. It decides at fixed counts of values: after 512, then every 256. Another
 * transform is chosen only when the slope lies beyond the middle between the two by more than two
 * standard errors.
 *
 * <p>Not safe for use by several threads. Bytes: 1,600, and the profile's. Operations: about 20 a
 * step, beside the profile's.
 */
public final class SpreadSearch implements Archived {
  private static final long FIRST_DECISION = 512;
  private static final long DECISION_EVERY = 256;
  private static final double CERTAIN = 2; // standard errors
  private static final double LEVEL_RATE = 0.2;
  private static final double NONE_OR_ROOT = 0.2;
  private static final double ROOT_OR_LOG = 0.7;

  private final boolean seasonal;
  private final Profile profile;
  private final SpreadBins bins = new SpreadBins();
  private Transform best = Transform.NONE;
  private double offset = 1; // of the logarithm, once that is best
  private double last = Double.NaN; // the value less what the season says of it
  private double smooth; // the mean of the last few of these
  private long values;
  private boolean negative;

  /**
   * Nothing seen yet.
   *
   * @param seasons what the calendar offers, shortest first; may be empty
   */
  public SpreadSearch(List<Season> seasons) {
    this.seasonal = !seasons.isEmpty();
    this.profile = new Profile(seasons);
  }

  /**
   * Moves on to a step.
   *
   * @param index the step's place on the calendar
   * @param value the target's value; NaN if missing, as which a value beyond all measure is seen
   * @return true if it was decided anew what is best
   */
  public boolean advance(long index, double value) {
    double seen = Bound.credible(value);
    if (Double.isNaN(seen)) {
      return false;
    }
    negative |= seen < 0;
    double expected = seasonal ? profile.at(index) : 0;
    double deviation = seen - expected; // NaN where the season is not known yet
    double error = Math.abs(deviation - last);
    if (!Double.isNaN(error)) {
      bins.learn(expected + smooth, error);
      smooth += LEVEL_RATE * (deviation - smooth);
    } else if (!Double.isNaN(deviation)) {
      smooth = deviation;
    }
    last = deviation;
    profile.learn(index, seen);
    values++;
    boolean due = values >= FIRST_DECISION && values % DECISION_EVERY == 0;
    if (due) {
      decide();
    }
    return due;
  }

  private void decide() {
    SpreadBins.Line line = bins.line();
    if (negative) {
      best = Transform.NONE;
    } else if (line != null) {
      double least = line.slope() - CERTAIN * line.deviation();
      double most = line.slope() + CERTAIN * line.deviation();
      if (least > ROOT_OR_LOG) {
        offset = best == Transform.LOG ? offset : bins.offset();
        best = Transform.LOG;
      } else if (least > NONE_OR_ROOT && (best == Transform.NONE || most < ROOT_OR_LOG)) {
        best = Transform.SQUARE_ROOT;
      } else if (most < NONE_OR_ROOT) {
        best = Transform.NONE;
      }
    }
  }

  /** Forgets where the series was, so that the next value is compared with nothing. */
  public void resetCarry() {
    last = Double.NaN;
  }

  /** The transform that suits best; none while that is unsure. */
  public Transform best() {
    return best;
  }

  /**
   * That transform, to be made into a view: the logarithm has the offset that suited when it was
   * chosen.
   */
  public Transformation transformation() {
    return best == Transform.LOG ? Transformation.logarithm(offset) : Transformation.of(best);
  }

  private static Transform transform(String name) {
    return Arrays.stream(Transform.values())
        .filter(transform -> transform.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new DamagedArchive("a transform named " + name));
  }

  @Override
  public void archive(Archive archive) {
    profile.archive(archive);
    bins.archive(archive);
    best = transform(archive.text(best.name()));
    offset = archive.number(offset);
    last = archive.number(last);
    smooth = archive.number(smooth);
    values = archive.number(values);
    negative = archive.flag(negative);
  }
}
