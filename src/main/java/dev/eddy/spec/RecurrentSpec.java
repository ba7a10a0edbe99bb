package dev.eddy.spec;

import dev.eddy.spec.InvalidSpec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recurrent network with a direct linear path from its inputs to its outputs, trained online.
 * {@code type} names the equations of its first layer.
 *
 * <p>Real-time recurrent learning is for one layer of a kind that {@link CellKind#realTime} names.
 * It has no window, so that what speaks of windows (of {@code truncation} all but {@code every},
 * {@code stateful: false}, {@code replay}, and weights that are noisy while one is passed) is for
 * backpropagation alone. Exactness costs Elman units their number to the fourth power a step and to
 * the third in memory: at most {@value #REAL_TIME_UNITS} of them.
 *
 * @param name the entry's name; left out: that of its type
 * @param type equations of the first layer
 * @param views how its members see the series
 * @param joint one member for all targets
 * @param role what becomes of its forecasts
 * @param units hidden units of the first layer; 1 to 4,096
 * @param projection see {@link LayerSpec}
 * @param decay see {@link LayerSpec}
 * @param blockSize see {@link LayerSpec}
 * @param above further layers, each of which reads the one before it
 * @param loss what it makes small
 * @param learning how it learns of the past
 * @param truncation how often it updates, and how far back the gradient goes
 * @param stateful true: hidden state goes on from window to window; false: each window starts from
 *     zero
 * @param replay windows of the past that are learned again
 * @param optimizer the rule of an update
 * @param clip the limit on the gradient
 * @param weightNoise deviation of Gaussian noise on the weights while the gradient is taken; 0 to 1
 * @param start what recurrent matrices start from
 */
public record RecurrentSpec(
    String name,
    CellKind type,
    List<ViewSpec> views,
    Boolean joint,
    Role role,
    Integer units,
    Optional<Integer> projection,
    Optional<Double> decay,
    Optional<Integer> blockSize,
    List<LayerSpec> above,
    LossSpec loss,
    LearningRule learning,
    TruncationSpec truncation,
    Boolean stateful,
    ReplaySpec replay,
    OptimizerSpec optimizer,
    ClipSpec clip,
    Double weightNoise,
    StartSpec start)
    implements ModelSpec {
  /** Most Elman units of real-time recurrent learning. */
  public static final int REAL_TIME_UNITS = 64;

  private static final String BPTT_ALONE = "is for learning: bptt alone";

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public RecurrentSpec {
    type = type == null ? CellKind.LSTM : type;
    units = units == null ? 32 : units;
    projection = projection == null ? Optional.empty() : projection;
    decay = decay == null ? Optional.empty() : decay;
    blockSize = blockSize == null ? Optional.empty() : blockSize;
    name = name == null ? type.label() : name;
    views = views == null ? List.of() : List.copyOf(views);
    joint = joint != null && joint;
    role = role == null ? Role.MEMBER : role;
    above = above == null ? List.of() : List.copyOf(above);
    loss = loss == null ? new SquaredSpec() : loss;
    learning = learning == null ? LearningRule.BPTT : learning;
    truncation = truncation == null ? new TruncationSpec(null, null) : truncation;
    stateful = stateful == null || stateful;
    replay = replay == null ? new ReplaySpec(null, null) : replay;
    optimizer = optimizer == null ? new AdamSpec(5e-4, null, null, null, null) : optimizer;
    clip = clip == null ? ClipSpec.AUTO : clip;
    weightNoise = weightNoise == null ? 0 : weightNoise;
    start = start == null ? new OrthogonalSpec() : start;
    Checks checks = new Checks();
    LayerSpec.check(checks, type, units, projection, decay, blockSize);
    checks
        .distinct("views", views)
        .within("weight-noise", weightNoise, 0, 1)
        .that(above.size() < 8, "above", above.size() + " layers", "must be at most 7");
    if (learning == LearningRule.RTRL) {
      checkRealTime(checks, type, units, above);
      checks
          .that(truncation.window().isEmpty(), "truncation.window", window(truncation), BPTT_ALONE)
          .that(stateful, "stateful", stateful, BPTT_ALONE)
          .that(replay.windows() == 0, "replay.windows", replay.windows(), BPTT_ALONE)
          .that(weightNoise == 0, "weight-noise", weightNoise, BPTT_ALONE);
    }
    checks.done();
  }

  private static void checkRealTime(
      Checks checks, CellKind type, int units, List<LayerSpec> above) {
    checks
        .that(
            type.realTime(),
            "learning",
            LearningRule.RTRL.label(),
            "is for these types alone: " + CellKind.realTimeLabels())
        .that(above.isEmpty(), "above", above.size() + " layers", "must be none with rtrl");
    if (type == CellKind.ELMAN || type == CellKind.ELMAN_RELU) {
      checks.that(
          units <= REAL_TIME_UNITS,
          "units",
          units,
          "must be at most " + REAL_TIME_UNITS + " with rtrl");
    }
  }

  private static String window(TruncationSpec truncation) {
    return truncation.window().map(Object::toString).orElse("");
  }

  /**
   * A network of one layer, the rest as it is by default.
   *
   * @param truncation null: as it is by default
   */
  public static RecurrentSpec of(CellKind type, int units, TruncationSpec truncation) {
    return new RecurrentSpec(
        null,
        type,
        null,
        null,
        null,
        units,
        null,
        null,
        null,
        null,
        null,
        null,
        truncation,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** All layers, from the one that reads the inputs upwards. */
  public List<LayerSpec> layers() {
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new LayerSpec(type, units, projection, decay, blockSize));
    layers.addAll(above);
    return layers;
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
