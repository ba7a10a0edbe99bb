package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import dev.eddy.model.recurrent.cell.Cell;
import dev.eddy.training.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@link SpectralRadiusEstimate} of each layer's recurrence. Not safe for use by several
 * threads.
 */
final class SpectralRadiusEstimates implements Archived {
  private final List<SpectralRadiusEstimate> layers = new ArrayList<>();

  SpectralRadiusEstimates(List<Cell> layers) {
    layers.forEach(layer -> this.layers.add(new SpectralRadiusEstimate(layer.outputs())));
  }

  /** Looks at the layers' matrices every so often. */
  void follow(List<Cell> cells, Parameters parameters, Kernel kernel) {
    for (int l = 0; l < layers.size(); l++) {
      SpectralRadiusEstimate radius = layers.get(l);
      if (radius.due()) {
        radius.follow(cells.get(l).recurrence(), parameters, kernel);
      } else {
        radius.skip();
      }
    }
  }

  /** The largest of the layers' estimates. */
  double largest() {
    double largest = 0;
    for (SpectralRadiusEstimate radius : layers) {
      largest = Math.max(largest, radius.value());
    }
    return largest;
  }

  @Override
  public void archive(Archive archive) {
    layers.forEach(radius -> radius.archive(archive));
  }
}
