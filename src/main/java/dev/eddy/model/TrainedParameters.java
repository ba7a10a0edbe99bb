package dev.eddy.model;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.spec.AdamSpec;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.OptimizerSpec;
import dev.eddy.training.Adam;
import dev.eddy.training.GradientClip;
import dev.eddy.training.ParameterLayout;

/**
 * Parameters that learn by gradients and are never poisoned: a gradient or an update that is not
 * finite is left out, and after {@value #PATIENCE} of those in a row the parameters and the
 * optimizer go back to their last checkpoint, one of which is taken every {@value
 * #CHECKPOINT_EVERY} updates and one at the start.
 *
 * <p>Not safe for use by several threads. Bytes: 24·n for n parameters; time n an update.
 */
public final class TrainedParameters implements Archived {
  /** Failures in a row that are borne. */
  public static final int PATIENCE = 3;

  /** Applied updates from one checkpoint to the next. */
  public static final int CHECKPOINT_EVERY = 1_024;

  private final ParameterLayout layout;
  private final Kernel kernel;
  private final float[] values; // [layout.size]
  private final float[] partial = new float[Kernel.PANEL];
  private final Adam optimizer;
  private final GradientClip clip;
  private final float[] checkpoint; // [layout.size]
  private final Adam checkpointOptimizer;
  private long applied;
  private int failures;

  /**
   * One update.
   *
   * @param applied updates applied so far, this one included if it was
   * @param norm of the gradient, Euclidean
   * @param appliedNorm after clipping; 0 if nothing was applied
   */
  public record Update(
      long applied, Outcome outcome, double norm, double appliedNorm, boolean clipped) {}

  /**
   * Over an array that somebody reads, whose present content is the first checkpoint.
   *
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
    this.optimizer = new Adam((AdamSpec) optimizer, layout, kernel);
    this.clip = new GradientClip(clip);
    this.checkpoint = values.clone();
    this.checkpointOptimizer = new Adam((AdamSpec) optimizer, layout, kernel);
  }

  /**
   * Clips a gradient and steps along it, unless that would poison the parameters.
   *
   * @param gradient [layout.size] Modified: it is used up.
   */
  public Update update(float[] gradient) {
    double norm = Math.sqrt(kernel.sumOfSquares(gradient, 0, gradient.length, partial));
    boolean finite = norm <= Float.MAX_VALUE;
    double scale = finite ? clip.scale(norm) : 0;
    if (finite && optimizer.step(values, gradient, scale)) {
      failures = 0;
      applied++;
      if (applied % CHECKPOINT_EVERY == 0) {
        System.arraycopy(values, 0, checkpoint, 0, values.length);
        checkpointOptimizer.copyFrom(optimizer);
      }
      return new Update(applied, Outcome.APPLIED, norm, scale * norm, scale < 1);
    }
    failures++;
    if (failures < PATIENCE) {
      return new Update(applied, Outcome.NON_FINITE, norm, 0, false);
    }
    failures = 0;
    System.arraycopy(checkpoint, 0, values, 0, values.length);
    optimizer.copyFrom(checkpointOptimizer);
    return new Update(applied, Outcome.ROLLED_BACK, norm, 0, false);
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
