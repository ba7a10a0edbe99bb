package dev.eddy.series;

import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.ViewSpec.Features;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One or several targets seen through one view, with what surrounds them. Holds no state of its
 * own: the tracks and surroundings that it reads are shared, and moved on by whoever owns them
 * before {@link #refresh}.
 */
public final class ViewFrame implements Frame {
  private static final double FEATURE_LIMIT = 4; // in running scales
  private static final double LIMIT_OF_UNBOUNDED = 1_000;

  private final List<Track> tracks; // [targets]
  private final Surroundings surroundings;
  private final int horizon;
  private final double limit;
  private final double[] beside; // [surroundings.size(1)]
  private final float[] sequence; // [sequenceSize]
  private final Map<LagsSpec, int[]> offsets = new HashMap<>();
  private long steps;

  /** Over tracks of one view and one horizon. */
  public ViewFrame(List<Track> tracks, Surroundings surroundings, int horizon, Features features) {
    this.tracks = List.copyOf(tracks);
    this.surroundings = surroundings;
    this.horizon = horizon;
    this.limit = features == Features.BOUNDED ? FEATURE_LIMIT : LIMIT_OF_UNBOUNDED;
    this.beside = new double[surroundings.size(1)];
    this.sequence = new float[3 * tracks.size() + beside.length];
  }

  /**
   * Reads anew, after tracks and surroundings have moved on.
   *
   * @param taken steps taken in so far
   */
  public void refresh(long taken) {
    steps = taken;
    int next = 0;
    for (Track track : tracks) {
      sequence[next++] = (float) Bound.within(limit, track.change());
      sequence[next++] = (float) Bound.within(limit, track.level());
      sequence[next++] = Double.isNaN(track.value()) ? 1 : 0;
    }
    surroundings.into(1, beside, 0);
    for (double feature : beside) {
      sequence[next++] = (float) feature;
    }
  }

  @Override
  public int targets() {
    return tracks.size();
  }

  @Override
  public int horizon() {
    return horizon;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public double value(int target) {
    return tracks.get(target).value();
  }

  @Override
  public double residual(int target, int h) {
    return tracks.get(target).residual(h);
  }

  @Override
  public double restore(int target, int h, double residual) {
    return tracks.get(target).restore(h, residual);
  }

  @Override
  public int sequenceSize() {
    return sequence.length;
  }

  @Override
  public float[] sequence() {
    return sequence;
  }

  @Override
  public int lagsSize(LagsSpec lags) {
    return 1
        + (offsets(lags).length + lags.interactions() * surroundings.seasonSize()) * tracks.size()
        + surroundings.size(lags.inputs());
  }

  @Override
  public void lagsInto(LagsSpec lags, double[] features) {
    int[] offsets = offsets(lags);
    int next = 0;
    features[next++] = 1;
    for (Track track : tracks) {
      for (int offset : offsets) {
        features[next++] = Bound.within(limit, track.lag(offset));
      }
    }
    surroundings.into(lags.inputs(), features, next);
    next += surroundings.size(lags.inputs());
    for (int t = 0; t < tracks.size(); t++) {
      for (int lag = 0; lag < lags.interactions(); lag++) {
        double value = features[1 + t * offsets.length + lag];
        for (int i = 0; i < surroundings.seasonSize(); i++) {
          features[next++] = value * surroundings.season(i);
        }
      }
    }
  }

  private int[] offsets(LagsSpec lags) {
    return offsets.computeIfAbsent(
        lags, asked -> LagSteps.of(asked, tracks.get(0).seasons(), horizon));
  }
}
