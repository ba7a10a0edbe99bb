package dev.eddy.training;

import dev.eddy.kernel.Kernel;
import dev.eddy.training.ParameterLayout.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The Euclidean norm of a gradient, of each group of its layout and in all, in one pass: squares
 * are summed by {@link Kernel#sumOfSquares} in each stretch of a group, and in double over
 * stretches and groups, in their order.
 *
 * <p>Time n for n parameters, nothing allocated. Not safe for use by several threads.
 */
public final class GradientNorms {
  private final Kernel kernel;
  private final List<String> names;
  private final List<Stretch> stretches;
  private final double[] squares; // [groups]
  private final double[] norms; // [groups]
  private final float[] partial = new float[Kernel.PANEL];
  private double total;

  /** Neighbouring parameters of one group. */
  private record Stretch(int group, int from, int count) {}

  /**
   * Norms of zero.
   *
   * @param layout complete: parts added later are not seen
   */
  public GradientNorms(ParameterLayout layout, Kernel kernel) {
    this.kernel = kernel;
    LinkedHashSet<String> distinct = new LinkedHashSet<>();
    layout.parts().forEach(part -> distinct.addAll(part.groups()));
    names = List.copyOf(distinct);
    stretches = stretches(layout, names);
    squares = new double[names.size()];
    norms = new double[names.size()];
  }

  private static List<Stretch> stretches(ParameterLayout layout, List<String> names) {
    List<Stretch> stretches = new ArrayList<>();
    for (Part part : layout.parts()) {
      for (int g = 0; g < part.groups().size(); g++) {
        int group = names.indexOf(part.groups().get(g));
        int last = stretches.size() - 1;
        if (last >= 0 && stretches.get(last).group() == group) {
          Stretch before = stretches.get(last);
          stretches.set(last, new Stretch(group, before.from(), before.count() + part.groupSize()));
        } else {
          int from = part.from() + g * part.groupSize();
          stretches.add(new Stretch(group, from, part.groupSize()));
        }
      }
    }
    return List.copyOf(stretches);
  }

  /**
   * Measures a gradient.
   *
   * @param gradient [layout.size]. Not modified.
   * @return its norm in all; NaN or infinite if the gradient is, or its squares pass a float
   */
  public double measure(float[] gradient) {
    total = totalOf(gradient);
    for (int group = 0; group < norms.length; group++) {
      norms[group] = Math.sqrt(squares[group]);
    }
    return total;
  }

  /**
   * What {@link #measure} would answer, without taking it down.
   *
   * @param gradient [layout.size]. Not modified.
   */
  public double totalOf(float[] gradient) {
    for (int group = 0; group < squares.length; group++) {
      squares[group] = 0;
    }
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      squares[stretch.group()] +=
          kernel.sumOfSquares(gradient, stretch.from(), stretch.count(), partial);
    }
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.sqrt(sum);
  }

  /** The groups, in the order in which the layout names them first. */
  public List<String> names() {
    return names;
  }

  /** [groups] The norms measured last; shared, and not to be modified. */
  public double[] norms() {
    return norms;
  }

  /** The norm measured last, in all. */
  public double total() {
    return total;
  }
}
