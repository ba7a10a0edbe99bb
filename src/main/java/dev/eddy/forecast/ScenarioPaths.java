package dev.eddy.forecast;

import dev.eddy.series.Step;
import dev.eddy.spec.BoundsSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Paths on which one series may go on, from the quantiles that are published for each step by
 * itself and from how the last forecasts were missed: whether values stay where they fell in their
 * distributions, above or below, from one step ahead to the next and from one target to another.
 *
 * <pre>
 *   z(s) = [targets][H] where the values of steps s+1 … s+H fell in what was forecast at s (normal scores)
 *   path i, target t, step h = Q(t,h)((r − ½)/n),  r = rank of z(i)(t,h) among the n vectors that were drawn
 * </pre>
 *
 * <p>This is the Schaake shuffle (Clark et al. 2004, doi
 * 10.1175/1525-7541(2004)005&lt;0243:TSSAMF&gt;2.0.CO;2), with earlier errors for its templates
 * (Schefzik, Thorarinsdottir and Gneiting 2013, doi 10.1214/13-STS443): at each step the paths are
 * n values that divide the published distribution evenly, whatever the vectors, and only their
 * order is from the past. Between the published levels and beyond them, Q is linear in the normal
 * score; what lies outside of a target's bounds is moved to them.
 *
 * <p>Rules. A vector counts once all values of its H steps have come; where one of any target is
 * missing, or a step, all vectors under way are dropped. The last {@value #ORIGINS} are kept.
 * Nothing is drawn before there are {@value #LEAST_ORIGINS}. Vectors are drawn without putting
 * back; if more paths are asked for than there are vectors, all are taken before any is taken
 * again. Equal scores are ranked by chance, each step by itself. The same forecasts and values give
 * the same paths, from the topology's seed and the step's number, however often they are asked for.
 *
 * <p>Not safe for use by several threads; not part of any snapshot: it is made anew with whoever
 * asks for paths, from the forecasts on that are handed to it. Bytes: 4·{@value #ORIGINS}·targets·H
 * for the vectors, and 8·levels·targets·H² for forecasts under way, which it keeps and does not
 * copy. Operations: targets·H·levels a step, and for n paths targets·H sorts of n numbers.
 */
public final class ScenarioPaths {
  /** How many vectors are kept. */
  public static final int ORIGINS = 400;

  /** With fewer vectors nothing is drawn. */
  public static final int LEAST_ORIGINS = 50;

  /** So many paths may be asked for. */
  public static final int MOST_PATHS = 10_000;

  private static final int INDEX_BITS = 14; // of a path; MOST_PATHS are fewer
  private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
  private static final long LOW_HALF = 0xffffffffL;

  private final List<String> targets;
  private final int horizon;
  private final BoundsSpec[] bounds; // [targets]
  private final QuantileCurve curve;
  private final Chance chance;
  private final Deque<Window> open = new ArrayDeque<>(); // of consecutive origins
  private final Deque<float[]> vectors = new ArrayDeque<>(); // [targets][H]
  private Step last;
  private Optional<double[][][]> forecast = Optional.empty(); // [targets][levels][H] from there

  /** A forecast of which not all values have come. */
  private static final class Window {
    final double[][][] quantiles; // [targets][levels][H]
    final float[] scores; // [targets][H]
    int known; // steps

    Window(double[][][] quantiles, int horizon) {
      this.quantiles = quantiles;
      this.scores = new float[quantiles.length * horizon];
    }
  }

  /**
   * Of a series of which nothing was forecast yet.
   *
   * @throws IllegalArgumentException if {@link #canBeDrawn} says that there are too few quantiles
   */
  public ScenarioPaths(TopologySpec spec) {
    if (!canBeDrawn(spec)) {
      throw new IllegalArgumentException(
          "forecast.quantiles="
              + spec.forecast().quantiles()
              + ": paths are drawn from two or more");
    }
    this.targets = spec.source().targets();
    this.horizon = spec.forecast().horizon();
    this.bounds =
        targets.stream()
            .map(target -> spec.forecast().bounds().getOrDefault(target, BoundsSpec.NONE))
            .toArray(BoundsSpec[]::new);
    this.curve = new QuantileCurve(spec.forecast().quantiles());
    this.chance = new Chance(spec.seed(), TopologySpec.COMBINED, 0);
  }

  /** Whether a topology has as many quantiles as it takes: two. */
  public static boolean canBeDrawn(TopologySpec spec) {
    return spec.forecast().quantiles().size() >= 2;
  }

  /**
   * Takes in a step and what the combination forecast from it.
   *
   * @throws IllegalArgumentException if the step is not after the last
   */
  public void take(StepForecast step) {
    take(step.step(), step.forecasts().get(0));
  }

  /**
   * Takes in a step and what one model forecast from it, always the same model.
   *
   * @param step Not modified, nor to be modified afterwards.
   * @param from the forecast of the steps after it. Not modified, nor to be modified afterwards.
   * @throws IllegalArgumentException if the step is not after the last
   */
  public void take(Step step, ModelForecast from) {
    if (last != null && step.index() <= last.index()) {
      throw new IllegalArgumentException(
          "step " + step.index() + " is not after step " + last.index());
    }
    boolean whole = Arrays.stream(step.targets()).allMatch(Double::isFinite);
    if (!whole || last == null || step.index() != last.index() + 1) {
      open.clear();
    }
    open.forEach(window -> note(window, step.targets()));
    if (!open.isEmpty() && open.peekFirst().known == horizon) {
      keep(open.removeFirst().scores);
    }
    last = step;
    forecast = Optional.of(from.quantiles()).filter(ScenarioPaths::isComplete);
    forecast.ifPresent(quantiles -> open.addLast(new Window(quantiles, horizon)));
  }

  private void note(Window window, double[] values) {
    int h = window.known++;
    for (int t = 0; t < values.length; t++) {
      double score = curve.scoreOf(values[t], window.quantiles[t], h);
      window.scores[t * horizon + h] = (float) score;
    }
  }

  private void keep(float[] scores) {
    if (vectors.size() == ORIGINS) {
      vectors.removeFirst();
    }
    vectors.addLast(scores);
  }

  private static boolean isComplete(double[][][] quantiles) {
    return Arrays.stream(quantiles)
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .allMatch(Double::isFinite);
  }

  /** How many vectors there are to draw from, at most {@value #ORIGINS}. */
  public int origins() {
    return vectors.size();
  }

  /**
   * Draws paths from the last step on.
   *
   * @param count how many, 1 to {@value #MOST_PATHS}
   * @return empty before {@value #LEAST_ORIGINS} vectors are known, and where the last forecast is
   *     not
   * @throws IllegalArgumentException if the count is something else
   */
  public Optional<Scenarios> draw(int count) {
    if (count < 1 || count > MOST_PATHS) {
      throw new IllegalArgumentException("paths=" + count + ": must be 1 to " + MOST_PATHS);
    }
    return vectors.size() < LEAST_ORIGINS
        ? Optional.empty()
        : forecast.map(quantiles -> new Scenarios(last, shuffle(quantiles, count)));
  }

  private double[][][] shuffle(double[][][] quantiles, int count) {
    Draws draws = chance.draws("paths " + last.index());
    float[][] templates = templates(count, draws);
    double[] even = new double[count];
    Arrays.setAll(even, r -> NormalScores.of((r + 0.5) / count));
    double[][][] paths = new double[targets.size()][count][horizon];
    long[] order = new long[count];
    for (int t = 0; t < paths.length; t++) {
      for (int h = 0; h < horizon; h++) {
        orderInto(order, templates, t * horizon + h, draws);
        for (int r = 0; r < count; r++) {
          int path = (int) (order[r] & INDEX_MASK);
          double value = curve.valueAt(even[r], quantiles[t], h);
          paths[t][path][h] = bounds[t].clamp(value);
        }
      }
    }
    return paths;
  }

  /** So many vectors, in an order of chance: all before any comes again. */
  private float[][] templates(int count, Draws draws) {
    float[][] shuffled = vectors.toArray(float[][]::new);
    float[][] templates = new float[count][];
    for (int i = 0; i < count; i++) {
      int place = i % shuffled.length;
      int other = place + draws.below(shuffled.length - place);
      templates[i] = shuffled[other];
      shuffled[other] = shuffled[place];
      shuffled[place] = templates[i];
    }
    return templates;
  }

  /**
   * Sorts paths by one number of their vectors: by its bits, then by bits of chance, then by index,
   * all in one word.
   *
   * @param order Modified: rising; the path's index is in the lowest {@value #INDEX_BITS} bits.
   */
  private static void orderInto(long[] order, float[][] templates, int place, Draws draws) {
    for (int i = 0; i < order.length; i++) {
      int bits = Float.floatToIntBits(templates[i][place] + 0f); // + 0 makes −0 equal to 0
      int rising = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      long low = ((draws.bits() << INDEX_BITS) & LOW_HALF) | i;
      order[i] = ((long) rising << Integer.SIZE) | low;
    }
    Arrays.sort(order);
  }
}
