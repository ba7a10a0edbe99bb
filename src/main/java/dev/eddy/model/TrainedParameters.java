package dev.eddy.model;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.OptimizerSpec;
import dev.eddy.training.GradientClip;
import dev.eddy.training.GradientNorms;
import dev.eddy.training.Optimizer;
import dev.eddy.training.Optimizers;
import dev.eddy.training.ParameterLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parameters that learn by gradients and are never poisoned: a gradient or an update that is not
 * finite is left out, and after {@value #PATIENCE} of those in a row the parameters and the
 * optimizer go back to their last checkpoint, one of which is taken every {@value
 * #CHECKPOINT_EVERY} updates and one at the start.
 *
 * <p>Not safe for use by several threads. Bytes: 24·n for n parameters with Adam; time n an update,
 * in which nothing is allocated.
 */
public final class TrainedParameters implements Archived {
  /** Failures in a row that are borne. */
  public static final int PATIENCE = 3;

  /** Applied updates from one checkpoint to the next. */
  public static final int CHECKPOINT_EVERY = 1_024;

  private final ParameterLayout layout;
  private final Kernel kernel;
  private final float[] values; // [layout.size]
  private final Optimizer optimizer;
  private final GradientClip clip;
  private final GradientNorms norms;
  private final float[] checkpoint; // [layout.size]
  private final Optimizer checkpointOptimizer;
  private long applied;
  private int failures;
  private double appliedNorm; // of the last update; not archived
  private boolean clipped;

  /**
   * Over an array that somebody reads, whose present content is the first checkpoint.
   *
   * @param layout complete: parts added later are not seen
   * @param values [layout.size] not copied; modified by {@link #update} and by loading
   */
  public TrainedParameters(
      ParameterLayout layout,
      float[] values,
      OptimizerSpec optimizer,
      ClipSpec clip,
      Kernel kernel) {
    this.layout = layout;
    this.kernel = kernel;
    this.values = values;
    this.optimizer = Optimizers.of(optimizer, layout, kernel);
    this.clip = new GradientClip(clip);
    this.norms = new GradientNorms(layout, kernel);
    this.checkpoint = values.clone();
    this.checkpointOptimizer = Optimizers.of(optimizer, layout, kernel);
  }

  /**
   * Clips a gradient and steps along it, unless that would poison the parameters.
   *
   * @param gradient [layout.size] Modified: it is used up.
   */
  public Outcome update(float[] gradient) {
    double norm = norms.measure(gradient);
    appliedNorm = 0;
    clipped = false;
    if (norm <= Float.MAX_VALUE && step(gradient, norm)) {
      failures = 0;
      applied++;
      if (applied % CHECKPOINT_EVERY == 0) {
        System.arraycopy(values, 0, checkpoint, 0, values.length);
        checkpointOptimizer.copyFrom(optimizer);
      }
      return Outcome.APPLIED;
    }
    failures++;
    if (failures < PATIENCE) {
      return Outcome.NON_FINITE;
    }
    failures = 0;
    System.arraycopy(checkpoint, 0, values, 0, values.length);
    optimizer.copyFrom(checkpointOptimizer);
    return Outcome.ROLLED_BACK;
  }

  private boolean step(float[] gradient, double norm) {
    double scale = clip.scale(norm);
    double left = scale * norm;
    if (clip.componentLimit() <= Float.MAX_VALUE) {
      kernel.clamp(gradient, (float) clip.componentLimit());
      left = norms.totalOf(gradient);
    }
    if (!optimizer.step(values, gradient, scale)) {
      return false;
    }
    appliedNorm = left;
    clipped = left < norm;
    return true;
  }

  /** Makes the next updates larger: see {@link Optimizer#hasten}. */
  public void hasten() {
    optimizer.hasten();
  }

  /** Updates applied so far. */
  public long applied() {
    return applied;
  }

  /** Euclidean norm of the last update's gradient; 0 before the first. */
  public double norm() {
    return norms.total();
  }

  /** The same after clipping; 0 if nothing was applied. */
  public double appliedNorm() {
    return appliedNorm;
  }

  /** Whether the last update's gradient was clipped. */
  public boolean clipped() {
    return clipped;
  }

  /**
   * The last update's gradient.
   *
   * @param byLag [lag] norms by the hidden state so many steps back. Not copied.
   */
  public GradientReport report(double[] byLag) {
    Map<String, Double> byGroup = new LinkedHashMap<>();
    for (int group = 0; group < norms.names().size(); group++) {
      byGroup.put(norms.names().get(group), norms.norms()[group]);
    }
    return new GradientReport(norms.total(), appliedNorm, clipped, byGroup, byLag);
  }

  @Override
  public void archive(Archive archive) {
    layout.archive(archive, values);
    optimizer.archive(archive);
    clip.archive(archive);
    layout.archive(archive, checkpoint);
    checkpointOptimizer.archive(archive);
    applied = archive.number(applied);
    failures = archive.number(failures);
  }
}
